import { Input } from 'antd';
import { useState } from 'react';
import { call } from '#web/api.ts';
import { CommandModal, LabelledField } from '../shell/command-modal.tsx';
import { refresh } from '../shell/query.ts';
import { t } from './texts.ts';

interface DraftDialogProps {
  revision: number;
  version: number;
  onClose: () => void;
}
const readAgain = () => refresh('GET /api/routing', 'GET /api/routing/versions', 'GET /api/routing/difference');

/** Puts the draft in force; the note is what later readers find it by. */
export function PublishDraft({ revision, version, onClose }: DraftDialogProps) {
  const [note, setNote] = useState('');
  async function send(commandId: string): Promise<string> {
    const done = await call('POST /api/routing/publish', { body: { commandId, revision, note: note.trim() } });
    await readAgain();
    return t('published', { n: done.version });
  }
  return (
    <CommandModal
      title={t('publishTitle', { n: version + 1 })}
      okText={t('publish')}
      missing={note.trim() === '' ? t('noteMissing') : null}
      send={send}
      onClose={onClose}
    >
      <p>{t('publishWords')}</p>
      <LabelledField id="publish-note" label={t('publishNote')}>
        <Input id="publish-note" maxLength={200} value={note} onChange={(event) => setNote(event.target.value)} />
      </LabelledField>
    </CommandModal>
  );
}

export function DiscardDraft({ revision, onClose }: Omit<DraftDialogProps, 'version'>) {
  async function send(commandId: string): Promise<string> {
    await call('POST /api/routing/draft/discard', { body: { commandId, revision } });
    await readAgain();
    return t('discarded');
  }
  return (
    <CommandModal title={t('discardTitle')} okText={t('discard')} danger send={send} onClose={onClose}>
      <p>{t('discardWords')}</p>
    </CommandModal>
  );
}
