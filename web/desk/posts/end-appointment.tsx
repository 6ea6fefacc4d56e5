import type { PostRow } from '#contract/posts';
import { call } from '#web/api.ts';
import { CommandModal } from '../shell/command-modal.tsx';
import { refresh } from '../shell/query.ts';
import { t } from './texts.ts';

interface EndProps {
  post: PostRow;
  holder: PostRow['holders'][number];
  onClose: () => void;
}

export function EndAppointment({ post, holder, onClose }: EndProps) {
  async function send(): Promise<string> {
    await call('DELETE /api/posts/:id/holders/:holderId', { params: { id: post.id, holderId: holder.id } });
    await refresh('GET /api/posts', 'GET /api/areas/:id', 'GET /api/accounts');
    return t('ended', { name: holder.name });
  }
  return (
    <CommandModal
      title={t('endTitle', { name: holder.name, title: post.title })}
      okText={t('end')}
      danger
      send={send}
      onClose={onClose}
    >
      <p>{t('endWords')}</p>
    </CommandModal>
  );
}
