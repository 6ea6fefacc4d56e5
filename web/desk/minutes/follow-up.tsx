import { Input, Radio } from 'antd';
import { useState } from 'react';
import type { FollowUpKind } from '#contract/minutes';
import { call } from '#web/api.ts';
import { newId } from '#web/ids.ts';
import { lang } from '#web/prefs.ts';
import { AreaSelect } from '../areas/area-select.tsx';
import { CategorySelect } from '../catalogue/category-select.tsx';
import { CommandModal, LabelledField } from '../shell/command-modal.tsx';
import { refresh } from '../shell/query.ts';
import type { Line } from './line-state.tsx';
import { t } from './texts.ts';

interface DialogProps {
  meetingId: string;
  line: Line;
  onClose: () => void;
}

const readAgain = () => refresh('GET /api/minutes', 'GET /api/minutes/lines', 'GET /api/minutes/:id');

/** What may be written down of a line as it stands. */
const kindsOf: Record<Line['state'], readonly FollowUpKind[]> = {
  open: ['note', 'due', 'done', 'dropped'],
  filed: ['note', 'due'],
  done: ['note', 'reopened'],
  dropped: ['note', 'reopened'],
};

/** One thing at a time: a note, another day, done, dropped, open again. */
export function FollowUp({ meetingId, line, onClose }: DialogProps) {
  const kinds = kindsOf[line.state];
  const [kind, setKind] = useState<FollowUpKind>('note');
  const [note, setNote] = useState('');
  const [dueOn, setDue] = useState('');
  const missing = note.trim() === '' ? t('noteMissing') : kind === 'due' && dueOn === '' ? t('dueMissing') : null;
  async function send(commandId: string): Promise<string> {
    const body = { commandId, kind, note: note.trim(), ...(kind === 'due' ? { dueOn } : {}) };
    await call('POST /api/minutes/:id/lines/:lineId/follow-ups', { params: { id: meetingId, lineId: line.id }, body });
    await readAgain();
    return t('kept');
  }
  return (
    <CommandModal
      title={t('nextStepOf', { matter: line.matter.slice(0, 20) })}
      okText={t(`do_${kind}`)}
      missing={missing}
      send={send}
      onClose={onClose}
    >
      <p className="wrap">{line.matter}</p>
      <Radio.Group
        aria-label={t('what')}
        value={kind}
        options={kinds.map((value) => ({ value, label: t(`do_${value}`) }))}
        onChange={(event) => setKind(event.target.value)}
      />
      {kind === 'due' && (
        <LabelledField id="follow-due" label={t('newDue')}>
          <Input id="follow-due" type="date" value={dueOn} onChange={(event) => setDue(event.target.value)} />
        </LabelledField>
      )}
      <LabelledField id="follow-note" label={t('note')}>
        <Input.TextArea
          id="follow-note"
          rows={3}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </LabelledField>
    </CommandModal>
  );
}

/** The line becomes a case: filed by the usual command, then tied to it. Sent again, both are done once. */
export function LineToCase({ meetingId, line, onClose }: DialogProps) {
  const [ids] = useState(() => ({ id: newId(), commandId: newId() }));
  // Filed already, where only the tie to it failed.
  const [filedNo, setFiledNo] = useState<string | null>(null);
  const [body, setBody] = useState(line.matter);
  const [areaId, setArea] = useState<string | undefined>();
  const [categoryCode, setCategory] = useState<string | undefined>();
  async function file(): Promise<string> {
    const { no } = await call('POST /api/cases', {
      body: {
        ...ids,
        body: body.trim(),
        place: { ...(areaId ? { areaId } : {}), source: 'list' },
        photos: [],
        ...(categoryCode ? { categoryCode } : {}),
        anonymous: true,
        locale: lang(),
      },
    });
    setFiledNo(no);
    return no;
  }
  async function send(commandId: string): Promise<string> {
    const no = filedNo ?? (await file());
    const params = { id: meetingId, lineId: line.id };
    await call('POST /api/minutes/:id/lines/:lineId/case', { params, body: { commandId, caseId: ids.id } });
    await readAgain();
    void refresh('GET /api/cases', 'GET /api/cases/counts');
    return t('caseDone', { no });
  }
  return (
    <CommandModal
      title={t('toCase')}
      okText={t('toCase')}
      missing={body.trim() === '' || !areaId ? t('caseMissing') : null}
      send={send}
      onClose={onClose}
    >
      <p>{t('toCaseWords')}</p>
      <LabelledField id="case-body" label={t('caseBody')}>
        <Input.TextArea
          id="case-body"
          rows={3}
          maxLength={2000}
          value={body}
          onChange={(event) => setBody(event.target.value)}
        />
      </LabelledField>
      <LabelledField id="case-area" label={t('caseArea')}>
        <AreaSelect id="case-area" leafOnly value={areaId} onChange={setArea} />
      </LabelledField>
      <LabelledField id="case-category" label={t('caseCategory')}>
        <CategorySelect id="case-category" value={categoryCode} onChange={setCategory} />
      </LabelledField>
    </CommandModal>
  );
}
