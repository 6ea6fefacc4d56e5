import type { Located } from '#web/place/locate.ts';
import { OwnerLine } from '#web/place/owner-line.tsx';
import { useMe } from '../accounts/session.ts';
import { t } from './texts.ts';

/** Who answers here; for the own micro-grid that it is the own. */
export function OwnerRow({ located: { owner } }: { located: Located }) {
  const { posts } = useMe();
  if (!owner) return null;
  const own = posts.some((post) => post.id === owner.postId);
  const sub = own ? t('ownGrid') : t('answers', { name: owner.name ?? owner.title });
  return <OwnerLine owner={owner} own={own} sub={sub} />;
}
