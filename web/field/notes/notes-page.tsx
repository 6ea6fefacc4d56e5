import { useEffect, useState } from 'react';
import { useBack, useGo } from '#web/go.ts';
import { CameraIcon, EditIcon, PinIcon, TrashIcon } from '#web/icons.tsx';
import { Button, Card, SectionTitle } from '#web/parts/basics.tsx';
import { TextArea } from '#web/parts/fields.tsx';
import { Page } from '#web/parts/page.tsx';
import { Sheet } from '#web/parts/sheet.tsx';
import { Empty } from '#web/parts/states.tsx';
import { StatusTag } from '#web/parts/tags.tsx';
import { toast } from '#web/parts/toast.tsx';
import { LitPicture } from '#web/pictures.tsx';
import { askDevice } from '#web/place/device-place.ts';
import { lang } from '#web/prefs.ts';
import { ago, ms } from '#web/time.ts';
import { useNow } from '#web/use-load.ts';
import { can } from '../accounts/session.ts';
import { VoiceButton } from '../voice-button.tsx';
import { draftFromNote } from './draft-from-note.ts';
import type { LocalNote } from './merge-notes.ts';
import { dropNote, rewriteNote, syncNotes, useNotes, writeNote } from './notes-store.ts';
import { t } from './texts.ts';

function WriteCard() {
  const [body, setBody] = useState('');
  const [point, setPoint] = useState<LocalNote['point']>(null);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  async function place(): Promise<void> {
    setBusy(true);
    await askDevice().then(
      ({ lon, lat }) => setPoint({ lon, lat }),
      () => toast(t('placeDenied')),
    );
    setBusy(false);
  }
  async function keep(): Promise<void> {
    if (body.trim() === '') return setFault(t('keepEmpty'));
    await writeNote(body.trim(), point);
    setBody('');
    setPoint(null);
    toast(t('kept'));
  }
  return (
    <Card className="stack">
      <p className="hint">{t('notesSub')}</p>
      <div className="words-body">
        <textarea
          aria-label={t('write')}
          aria-invalid={fault ? true : undefined}
          rows={3}
          maxLength={2000}
          placeholder={t('placeholder')}
          value={body}
          onChange={(event) => {
            setBody(event.currentTarget.value);
            setFault(null);
          }}
        />
        <VoiceButton words={body} onWords={setBody} />
      </div>
      {fault && <p role="alert">{fault}</p>}
      {point ? (
        <p className="hint" role="status">
          {t('placeKept')}
        </p>
      ) : (
        <Button look="soft" icon={<PinIcon size={20} />} busy={busy} onClick={() => void place()}>
          {t('withPlace')}
        </Button>
      )}
      <Button look="main" wide onClick={() => void keep()}>
        {t('keep')}
      </Button>
    </Card>
  );
}

function State({ note }: { note: LocalNote }) {
  if (note.sync === 'refused') return <p role="alert">{t('refused', { why: note.why ?? '' })}</p>;
  return (
    <StatusTag tone={note.sync === 'sent' ? 'done' : 'back'}>
      {note.sync === 'sent' ? t('sent') : t('waiting')}
    </StatusTag>
  );
}

function Became({ note }: { note: LocalNote }) {
  const go = useGo();
  if (!note.caseId) return null;
  return (
    <Button look="text" onClick={() => go(`/case/${note.caseId}`)}>
      {note.caseNo ? t('became', { no: note.caseNo }) : t('becameNow')}
    </Button>
  );
}

function NoteCard({ note, onDrop }: { note: LocalNote; onDrop: () => void }) {
  const go = useGo();
  const now = useNow();
  const [editing, setEditing] = useState<string | null>(null);
  async function report(): Promise<void> {
    const begun = await draftFromNote(note);
    if (!begun) toast(t('busyReport'));
    go('/report');
  }
  return (
    <Card className="stack">
      {editing === null ? (
        <p className="note-words">{note.body}</p>
      ) : (
        <TextArea
          label={t('edit')}
          rows={3}
          maxLength={2000}
          value={editing}
          onChange={(event) => setEditing(event.currentTarget.value)}
        />
      )}
      <div className="card-line">
        <small className="num">{ago(ms(note.notedAt), now, lang())}</small>
        <State note={note} />
      </div>
      <Became note={note} />
      <div className="pair-buttons">
        {editing === null ? (
          <Button icon={<EditIcon size={20} />} onClick={() => setEditing(note.body)}>
            {t('edit')}
          </Button>
        ) : (
          <Button
            look="soft"
            onClick={() => {
              if (editing.trim()) void rewriteNote(note.id, editing.trim());
              setEditing(null);
            }}
          >
            {t('done')}
          </Button>
        )}
        <Button look="danger" icon={<TrashIcon size={20} />} onClick={onDrop}>
          {t('drop')}
        </Button>
      </div>
      {!note.caseId && can('case.report') && (
        <Button look="soft" wide icon={<CameraIcon size={20} />} onClick={() => void report()}>
          {t('report')}
        </Button>
      )}
    </Card>
  );
}

/** Kept on the phone at once, brought to the server when there is a network, and a report when its writer says so. */
export function NotesPage() {
  const back = useBack();
  const notes = useNotes().filter(({ gone }) => !gone);
  const [dropping, setDropping] = useState<LocalNote | null>(null);
  useEffect(() => {
    const sync = () => void syncNotes();
    sync();
    addEventListener('online', sync);
    return () => removeEventListener('online', sync);
  }, []);
  return (
    <Page title={t('notes')} onBack={back}>
      <WriteCard />
      <SectionTitle>{t('mine')}</SectionTitle>
      {notes.length === 0 && (
        <Empty picture={<LitPicture />} title={t('none')}>
          {t('noneWords')}
        </Empty>
      )}
      {notes.map((note) => (
        <NoteCard key={note.id} note={note} onDrop={() => setDropping(note)} />
      ))}
      <Sheet open={dropping !== null} title={t('dropTitle')} onClose={() => setDropping(null)}>
        <p>{t('dropWords')}</p>
        <div className="pair-buttons">
          <Button onClick={() => setDropping(null)}>{t('cancel')}</Button>
          <Button
            look="danger"
            onClick={() => {
              if (dropping) void dropNote(dropping.id).then(() => toast(t('dropped')));
              setDropping(null);
            }}
          >
            {t('drop')}
          </Button>
        </div>
      </Sheet>
    </Page>
  );
}
