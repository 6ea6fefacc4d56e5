import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import type { Answer } from '#contract/api';
import { full, ms } from '#web/time.ts';
import { OutlineMap } from '../map/outline-map.tsx';
import { useCan, useMe } from '../shell/me.ts';
import { useAsk } from '../shell/query.ts';
import { Loaded } from '../shell/states.tsx';
import { EditArea } from './edit-area.tsx';
import { t } from './texts.ts';

type Detail = Answer<'GET /api/areas/:id'>;

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Outline({ detail }: { detail: Detail }) {
  const me = useMe();
  const around = useAsk(
    'GET /api/public/outlines',
    { query: { district: me.district, areaId: detail.area.id } },
    { staleTime: 10 * 60_000 },
  );
  if (!detail.outline) return <p className="muted">{t('noOutline')}</p>;
  return <OutlineMap main={detail.outline} areas={around.data?.areas ?? []} />;
}

function Holders({ area }: { area: Detail['area'] }) {
  return (
    <ul className="plain-list">
      {area.holders.map((holder) => (
        <li key={`${holder.postId}${holder.name}`}>
          <strong>{holder.name ?? <span className="chip chip-warn">{t('vacant')}</span>}</strong>
          <span className="muted">{holder.title}</span>
        </li>
      ))}
    </ul>
  );
}

function Versions({ versions }: { versions: Detail['versions'] }) {
  return (
    <ul className="plain-list">
      {versions.map((version) => (
        <li key={version.validFrom}>
          <span className="num">{full(ms(version.validFrom))}</span>
          <strong>{version.name}</strong>
          <span className="muted">
            {version.households} · {t('source', { system: version.sourceSystem })}
            {version.by && ` · ${t('versionBy', { who: version.by })}`}
          </span>
          {version.validTo === null && <span className="chip">{t('versionNow')}</span>}
        </li>
      ))}
    </ul>
  );
}

/** Whoever may not see cases would be told none: that is no count. The reason stands beside the first one. */
function OpenCases({ n, reason = false }: { n: number; reason?: boolean }) {
  const mayRead = useCan('case.read');
  if (mayRead) return <span className="num">{n}</span>;
  return (
    <span className="muted" title={t('openHidden')}>
      — {reason && t('openHidden')}
    </span>
  );
}

function Children({ id }: { id: string }) {
  const query = useAsk('GET /api/areas', { query: { parentId: id, limit: 200 } });
  return (
    <Loaded query={query} rows={4}>
      {({ rows }) => (
        <ul className="plain-list">
          {rows.map((row) => (
            <li key={row.id}>
              <Link to="/areas/$id" params={{ id: row.id }}>
                {row.name}
              </Link>
              <span className="muted num">{row.code}</span>
              <span className="grow" />
              <span>
                {t('open')} <OpenCases n={row.openCases} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Loaded>
  );
}

function Facts({ area }: { area: Detail['area'] }) {
  return (
    <dl className="facts facts-wide">
      <Fact name={t('code')}>
        <span className="num">{area.code}</span>
      </Fact>
      <Fact name={t('level')}>{area.levelName}</Fact>
      <Fact name={t('kind')}>{t(area.kind)}</Fact>
      <Fact name={t('households')}>
        <span className="num">{area.households}</span>
      </Fact>
      <Fact name={t('children')}>
        <span className="num">{area.children}</span>
      </Fact>
      <Fact name={t('open')}>
        <OpenCases n={area.openCases} reason />
      </Fact>
      <Fact name={t('validFrom')}>
        <span className="num">{full(ms(area.validFrom))}</span>
      </Fact>
    </dl>
  );
}

function Whole({ detail }: { detail: Detail }) {
  const { area } = detail;
  const mayEdit = useCan('area.edit');
  const mayRead = useCan('case.read');
  const [editing, setEditing] = useState(false);
  return (
    <>
      <section className="card area-card">
        <div className="area-head">
          <h2>{area.name}</h2>
          <span className="chip">{area.levelName}</span>
          <span className="grow" />
          {mayRead && (
            <Link to="/cases" search={{ areaId: area.id, tab: 'open' }}>
              {t('casesHere')}
            </Link>
          )}
          <Link to="/posts" search={{ areaId: area.id, below: true }}>
            {t('postsHere')}
          </Link>
          {area.children === 0 && (
            <a href={`/resident/grid/${area.id}`} target="_blank" rel="noreferrer">
              {t('boardOpen')}
            </a>
          )}
          {mayEdit && <Button onClick={() => setEditing(true)}>{t('edit')}</Button>}
        </div>
        <div className="area-two">
          <Facts area={area} />
          <Outline detail={detail} />
        </div>
      </section>
      <div className="area-two">
        <section className="card area-card">
          <h3>{t('holders')}</h3>
          <Holders area={area} />
        </section>
        <section className="card area-card">
          <h3>{t('versions')}</h3>
          <Versions versions={detail.versions} />
        </section>
      </div>
      {area.children > 0 && (
        <section className="card area-card">
          <h3>{t('below')}</h3>
          <Children id={area.id} />
        </section>
      )}
      {editing && <EditArea area={area} onClose={() => setEditing(false)} />}
    </>
  );
}

export function AreaDetail({ id }: { id: string }) {
  const query = useAsk('GET /api/areas/:id', { params: { id } });
  return <Loaded query={query}>{(detail) => <Whole detail={detail} />}</Loaded>;
}
