import { Input } from 'antd';
import { useState } from 'react';
import type { MatterKind, MatterVersion } from '#contract/matters';
import { call } from '#web/api.ts';
import { CommandModal, LabelledField } from '../shell/command-modal.tsx';
import { refresh } from '../shell/query.ts';
import { Between } from './difference-modal.tsx';
import { t } from './texts.ts';

interface DraftDialogProps {
  kind: MatterKind;
  draft: MatterVersion;
  onClose: () => void;
  onDone: () => void;
}

export const refreshLists = () =>
  refresh('GET /api/matters', 'GET /api/matters/:kind', 'GET /api/matters/:kind/difference');

/** What will be in force, compared with what is, and a note that stays with the version. */
export function PublishDraft({
  kind,
  draft,
  before,
  onClose,
  onDone,
}: DraftDialogProps & { before: MatterVersion | undefined }) {
  const [note, setNote] = useState('');
  async function send(commandId: string): Promise<string> {
    const body = { commandId, note: note.trim() };
    const published = await call('POST /api/matters/:kind/publish', { params: { kind }, body });
    await refreshLists();
    onDone();
    return t('published', { n: published.version, items: published.items });
  }
  return (
    <CommandModal
      title={t('publishTitle', { n: draft.version })}
      okText={t('publish')}
      width={760}
      missing={note.trim() === '' ? t('noteMissing') : null}
      send={send}
      onClose={onClose}
    >
      <p>{t('publishWords')}</p>
      {before && <Between kind={kind} older={before.version} newer={draft.version} />}
      <LabelledField id="publish-note" label={t('note')}>
        <Input.TextArea
          id="publish-note"
          maxLength={400}
          autoSize={{ minRows: 2 }}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </LabelledField>
    </CommandModal>
  );
}

export function DiscardDraft({ kind, draft, onClose, onDone }: DraftDialogProps) {
  async function send(commandId: string): Promise<string> {
    await call('POST /api/matters/:kind/discard', { params: { kind }, body: { commandId } });
    await refreshLists();
    onDone();
    return t('discarded', { n: draft.version });
  }
  return (
    <CommandModal
      title={t('discardTitle', { n: draft.version })}
      okText={t('discard')}
      danger
      send={send}
      onClose={onClose}
    >
      <p>{t('discardWords')}</p>
    </CommandModal>
  );
}
