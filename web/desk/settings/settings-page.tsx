import '../areas/areas.css';
import './settings.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import type { District } from '#contract/areas';
import { pick } from '#web/i18n.ts';
import { StatusTag } from '#web/parts/tags.tsx';
import { useElder, useLang } from '#web/prefs.ts';
import { clock } from '#web/time.ts';
import { useDistrict } from '../map/outlines.ts';
import { useLiveState } from '../shell/live.ts';
import { useCan, useMe } from '../shell/me.ts';
import { PageTitle } from '../shell/page.tsx';
import { useAsk } from '../shell/query.ts';
import { Loaded } from '../shell/states.tsx';
import { t as shell } from '../shell/texts.ts';
import { BaseMapForm } from './base-map-form.tsx';
import { t } from './texts.ts';

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Card({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="card area-card">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function DistrictCards({ district }: { district: District }) {
  const { baseMap } = district;
  const mayEdit = useCan('setting.edit');
  const [editing, setEditing] = useState(false);
  return (
    <>
      <Card title={t('district')}>
        <dl className="facts facts-wide">
          <Fact name={t('name')}>{district.fullName}</Fact>
          <Fact name={t('code')}>
            <span className="num">{district.id}</span>
          </Fact>
          <Fact name={t('hotline')}>
            <span className="num">{district.hotline}</span>
          </Fact>
          <Fact name={t('bounds')}>
            <span className="num">{district.bounds.map((degree) => degree.toFixed(4)).join(', ')}</span>
          </Fact>
          <Fact name={t('levels')}>
            <ol className="settings-levels">
              {district.levels.map((level) => (
                <li key={level.level}>
                  {pick(level.zh, level.en)} {level.leaf && <span className="chip">{t('leaf')}</span>}
                </li>
              ))}
            </ol>
          </Fact>
        </dl>
      </Card>
      <Card title={t('map')}>
        {baseMap ? (
          <dl className="facts facts-wide">
            <Fact name={t('mapKind')}>{baseMap.kind === 'wmts' ? 'WMTS' : 'PMTiles'}</Fact>
            <Fact name={t('mapUrl')}>{baseMap.url}</Fact>
            <Fact name={t('mapNotice')}>{baseMap.attribution}</Fact>
          </dl>
        ) : (
          <p>{t('mapNone')}</p>
        )}
        {mayEdit && (
          <div>
            <Button onClick={() => setEditing(true)}>{t('mapEdit')}</Button>
          </div>
        )}
        {editing && <BaseMapForm baseMap={baseMap} onClose={() => setEditing(false)} />}
      </Card>
    </>
  );
}

interface Health {
  ok: boolean;
  took: number;
  at: number;
}

async function askHealth({ signal }: { signal: AbortSignal }): Promise<Health> {
  const began = performance.now();
  const ok = await fetch('/healthz', { signal }).then(
    (answer) => answer.ok,
    () => false,
  );
  return { ok, took: Math.round(performance.now() - began), at: Date.now() };
}

function HealthCard() {
  const health = useQuery({ queryKey: ['GET /healthz'], queryFn: askHealth, refetchInterval: 30_000 });
  const { state } = useLiveState();
  const mayMessages = useCan('message.read');
  const mayCases = useCan('case.read');
  const stuck = useAsk('GET /api/messages', { query: { state: 'stuck', limit: 50 } }, { enabled: mayMessages });
  const n = stuck.data?.rows.length ?? 0;
  return (
    <Card title={t('health')}>
      <dl className="facts facts-wide">
        <Fact name={t('service')}>
          {health.data && (
            <>
              <StatusTag tone={health.data.ok ? 'done' : 'over'}>
                {health.data.ok ? t('ready') : t('notReady')}
              </StatusTag>{' '}
              <span className="muted num">
                {t('answered', { n: health.data.took })} · {t('checked', { at: clock(health.data.at) })}
              </span>
            </>
          )}
        </Fact>
        {mayCases && (
          <Fact name={t('live')}>
            <StatusTag tone={state === 'open' ? 'done' : 'doing'}>
              {state === 'open' ? t('liveOpen') : t('liveBroken')}
            </StatusTag>
          </Fact>
        )}
        {mayMessages && (
          <Fact name={t('stuck')}>
            <StatusTag tone={n > 0 ? 'over' : 'done'}>{stuck.data?.next ? `${n}+` : n}</StatusTag>{' '}
            {n > 0 && (
              <Link to="/messages" search={{ state: 'stuck' }}>
                {t('stuckGo')}
              </Link>
            )}
          </Fact>
        )}
      </dl>
      <div>
        <Button onClick={() => void Promise.all([health.refetch(), mayMessages ? stuck.refetch() : null])}>
          {t('checkAgain')}
        </Button>
      </div>
    </Card>
  );
}

function MineCard() {
  const me = useMe();
  const lang = useLang();
  const elder = useElder();
  return (
    <>
      <Card title={t('me')}>
        <ul className="plain-list">
          {me.posts.map((post) => (
            <li key={post.id}>
              <strong>{post.title}</strong>
              <span className="muted">{post.unitName ?? post.areaName}</span>
              {post.deputy && <span className="chip">{shell('deputy')}</span>}
            </li>
          ))}
        </ul>
        <p className="muted">{t('rights', { n: me.abilities.length })}</p>
      </Card>
      <Card title={t('screen')}>
        <dl className="facts facts-wide">
          <Fact name={t('lang')}>{lang === 'zh-CN' ? '中文' : 'English'}</Fact>
          <Fact name={t('type')}>{elder ? t('large') : t('standard')}</Fact>
        </dl>
      </Card>
    </>
  );
}

/** D27: what this installation is set to and whether it works. */
export function SettingsPage() {
  const district = useDistrict();
  return (
    <div className="settings">
      <PageTitle title={shell('pageSettings')} />
      <HealthCard />
      <Loaded query={district}>{(known) => <DistrictCards district={known} />}</Loaded>
      <MineCard />
    </div>
  );
}
