import type { PostRow } from '#contract/posts';
import './nearby.css';
import type { Role } from '#contract/rights';
import { roles } from '#contract/rights';
import { pick } from '#web/i18n.ts';
import { PhoneIcon } from '#web/icons.tsx';
import { useCan } from '../shell/me.ts';
import { useAsk } from '../shell/query.ts';
import { t } from './texts.ts';
import { useCase } from './use-cases.ts';

// The micro-grid and the two levels above it: whoever can be there first.
const LEVELS = 3;
const MOST = 5;

function usePostsNear(id: string | undefined): PostRow[] {
  const path = useCase(id).data?.areaPath ?? [];
  const may = useCan('post.read');
  const near = path.slice(-LEVELS).toReversed();
  const ask = (at: number) => ({ query: { areaId: near[at]?.id ?? '', limit: 4 } });
  const on = (at: number) => ({ enabled: may && near[at] !== undefined, staleTime: 60_000 });
  const first = useAsk('GET /api/posts', ask(0), on(0));
  const second = useAsk('GET /api/posts', ask(1), on(1));
  const third = useAsk('GET /api/posts', ask(2), on(2));
  const all = [first, second, third].flatMap((query) => query.data?.rows ?? []);
  // One post of a person is enough to reach them.
  const seen = new Set<string>();
  return all
    .filter((post) => !seen.has(post.id) && seen.add(post.id))
    .sort((a, b) => Number(a.vacant) - Number(b.vacant))
    .slice(0, MOST);
}

function Near({ post }: { post: PostRow }) {
  const present = post.holders.find((holder) => !holder.onLeave);
  const holder = present ?? post.holders[0];
  const role = roles[post.role as Role];
  const state = !holder ? 'vacant' : present ? 'onDuty' : 'onLeave';
  return (
    <li className="near">
      <span className="near-face" aria-hidden="true">
        {holder?.name.slice(0, 1) ?? '—'}
      </span>
      <span className="near-who">
        <strong>{holder?.name ?? t('vacant')}</strong>
        <span className="muted" title={post.title}>
          {post.areaName ?? pick(role.zh, role.en)}
          {holder?.kind === 'deputy' && ` · ${t('deputy')}`}
        </span>
      </span>
      <span className="near-load">
        <span className={`near-${state}`}>{t(state)}</span>
        <span className="num">{t('openCases', { n: post.openCases })}</span>
      </span>
      {post.phone && (
        <a href={`tel:${post.phone}`} className="icon-link" aria-label={t('call', { phone: post.phone })}>
          <PhoneIcon size={16} />
        </a>
      )}
    </li>
  );
}

/** Who answers near the selected case, by office: names and load, nothing about where a person is. */
export function NearbyCard({ caseId }: { caseId: string }) {
  const posts = usePostsNear(caseId);
  if (posts.length === 0) return null;
  return (
    <section className="nearby card" aria-label={t('nearby')}>
      <h2>{t('nearby')}</h2>
      <ul>
        {posts.map((post) => (
          <Near key={post.id} post={post} />
        ))}
      </ul>
    </section>
  );
}
