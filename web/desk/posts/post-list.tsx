import { Button, type TableProps } from 'antd';
import { useState } from 'react';
import type { PostRow } from '#contract/posts';
import { type Role, roles } from '#contract/rights';
import { pick } from '#web/i18n.ts';
import { full, ms } from '#web/time.ts';
import { PagedTable } from '../shell/paged-table.tsx';
import { given } from '../shell/query.ts';
import { usePages } from '../shell/use-pages.ts';
import { Appoint } from './appoint.tsx';
import { EndAppointment } from './end-appointment.tsx';
import { RegisterLeave } from './register-leave.tsx';
import { t } from './texts.ts';

export type Holder = PostRow['holders'][number];
interface PostSearch {
  areaId?: string;
  below?: true;
  unitId?: string;
  role?: Role;
  vacant?: true;
  q?: string;
}
type Doing = { kind: 'appoint'; post: PostRow } | { kind: 'end' | 'leave'; post: PostRow; holder: Holder };

const dayOf = (at: string) => full(ms(at)).slice(0, 10);

interface HolderLineProps {
  holder: Holder;
  mayEdit: boolean;
  onEnd: () => void;
  onLeave: () => void;
}

function HolderLine({ holder, mayEdit, onEnd, onLeave }: HolderLineProps) {
  const from = dayOf(holder.from);
  return (
    <div className="post-holder">
      <strong>{holder.name}</strong>
      <span className="chip">{t(holder.kind)}</span>
      {holder.onLeave && <span className="chip chip-warn">{t('onLeave')}</span>}
      <span className="muted num">
        {holder.to ? t('periodTo', { from, to: dayOf(holder.to) }) : t('period', { from })}
      </span>
      {mayEdit && (
        <>
          <button type="button" className="link" onClick={onLeave}>
            {t('leave')}
          </button>
          <button type="button" className="link" onClick={onEnd}>
            {t('end')}
          </button>
        </>
      )}
    </div>
  );
}

/** A post is of an area or of a unit: which of them is said, since the heading is one. */
function Place({ post }: { post: PostRow }) {
  return (
    <>
      {post.unitName ?? post.areaName ?? '—'}
      {post.unitName && <div className="muted">{t('ofUnit')}</div>}
    </>
  );
}

function columnsFor(mayEdit: boolean, onDo: (doing: Doing) => void): NonNullable<TableProps<PostRow>['columns']> {
  return [
    {
      title: t('title'),
      key: 'title',
      render: (_, post) => (
        <>
          <strong>{post.title}</strong>
          <div className="muted">{pick(roles[post.role].zh, roles[post.role].en)}</div>
        </>
      ),
    },
    { title: t('place'), key: 'place', render: (_, post) => <Place post={post} /> },
    {
      title: t('holders'),
      key: 'holders',
      render: (_, post) =>
        post.holders.length === 0 ? (
          <span className="chip chip-warn" title={t('vacantHint')}>
            {t('vacant')}
          </span>
        ) : (
          post.holders.map((holder) => (
            <HolderLine
              key={holder.id}
              holder={holder}
              mayEdit={mayEdit}
              onEnd={() => onDo({ kind: 'end', post, holder })}
              onLeave={() => onDo({ kind: 'leave', post, holder })}
            />
          ))
        ),
    },
    { title: t('phone'), key: 'phone', render: (_, post) => <span className="num">{post.phone ?? '—'}</span> },
    {
      title: t('load'),
      key: 'load',
      align: 'right',
      render: (_, post) => <span className="num">{post.openCases}</span>,
    },
    ...(mayEdit
      ? [
          {
            title: t('manage'),
            key: 'manage',
            render: (_: unknown, post: PostRow) => (
              <Button size="small" onClick={() => onDo({ kind: 'appoint', post })}>
                {t('appoint')}
              </Button>
            ),
          },
        ]
      : []),
  ];
}

export function PostList({ search, mayEdit }: { search: PostSearch; mayEdit: boolean }) {
  const { areaId, below, unitId, role, vacant, q } = search;
  const query = usePages('GET /api/posts', given({ areaId, below, unitId, role, vacant, q, limit: 50 }));
  const [doing, setDoing] = useState<Doing | null>(null);
  const close = () => setDoing(null);
  return (
    <>
      <PagedTable query={query} label={t('posts')} columns={columnsFor(mayEdit, setDoing)} empty={t('none')} />
      {doing?.kind === 'appoint' && <Appoint post={doing.post} onClose={close} />}
      {doing?.kind === 'end' && <EndAppointment post={doing.post} holder={doing.holder} onClose={close} />}
      {doing?.kind === 'leave' && <RegisterLeave holder={doing.holder} onClose={close} />}
    </>
  );
}
