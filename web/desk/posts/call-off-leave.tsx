import type { Answer } from '#contract/api';
import type { PostRow } from '#contract/posts';
import { call } from '#web/api.ts';
import { full, ms } from '#web/time.ts';
import { CommandModal } from '../shell/command-modal.tsx';
import { refresh } from '../shell/query.ts';
import { t } from './texts.ts';

interface CallOffProps {
  leave: Answer<'GET /api/leaves'>['rows'][number];
  holder: PostRow['holders'][number];
  onClose: () => void;
}

export function CallOffLeave({ leave, holder, onClose }: CallOffProps) {
  async function send(commandId: string): Promise<string> {
    await call('POST /api/leaves/:id/call-off', { params: { id: leave.id }, body: { commandId } });
    await refresh('GET /api/posts', 'GET /api/leaves', 'GET /api/areas/:id');
    return t('calledOff', { name: holder.name });
  }
  return (
    <CommandModal
      title={t('callOffTitle', { name: holder.name })}
      okText={t('callOff')}
      danger
      send={send}
      onClose={onClose}
    >
      <p>{t('callOffWords', { from: full(ms(leave.from)), to: full(ms(leave.to)) })}</p>
    </CommandModal>
  );
}
