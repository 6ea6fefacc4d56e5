import { PinIcon, RefreshIcon } from '#web/icons.tsx';
import { Button, SectionTitle } from '#web/parts/basics.tsx';
import { Page } from '#web/parts/page.tsx';
import { Empty, Failed, Skeleton } from '#web/parts/states.tsx';
import { LitPicture } from '#web/pictures.tsx';
import { metresTo, renewPosition, usePositionIfAllowed } from '#web/place/device-place.ts';
import { useNow } from '#web/use-load.ts';
import { useMe } from '../accounts/session.ts';
import { Bar } from '../bar.tsx';
import { ConnectionCard } from './connection-card.tsx';
import { FirstTask } from './first-task.tsx';
import { TaskCard } from './task-card.tsx';
import { MyTasks } from './tasks-card.tsx';
import { t } from './texts.ts';
import { usePull } from './use-pull.ts';
import { useToday } from './use-today.ts';

function useWho(): string {
  const { name, posts } = useMe();
  const post = posts[0];
  const where = post?.areaName ?? post?.unitName ?? '';
  return [name, where || post?.title].filter(Boolean).join(' · ');
}

function titleOf({ rows, next }: ReturnType<typeof useToday>): string {
  if (!rows || rows.length === 0) return t('todayNone');
  return next ? t('todayMany', { n: rows.length }) : t('today', { n: rows.length });
}

function List({ today, now }: { today: ReturnType<typeof useToday>; now: number }) {
  const { position, mayAsk } = usePositionIfAllowed();
  const [first, ...rest] = today.rows ?? [];
  if (!first) return null;
  return (
    <>
      <SectionTitle>{t('firstThis')}</SectionTitle>
      <FirstTask row={first} now={now} metres={metresTo(position.place, first)} onMoved={() => void today.reload()} />
      {mayAsk && (
        <Button
          look="soft"
          className="ask-place"
          icon={<PinIcon size={20} />}
          busy={position.busy}
          onClick={() => void renewPosition()}
        >
          {t('showDistance')}
        </Button>
      )}
      {position.why && <p className="hint">{t('distanceDenied')}</p>}
      {rest.length > 0 && <SectionTitle note={t('byDue')}>{t('rest')}</SectionTitle>}
      {rest.map((row) => (
        <TaskCard key={row.id} row={row} now={now} metres={metresTo(position.place, row)} />
      ))}
      {today.next && (
        <Button wide onClick={() => void today.more()}>
          {t('more')}
        </Button>
      )}
    </>
  );
}

/** F1. How much, how things stand, what first; then everything by due time. */
export function TodayPage() {
  const who = useWho();
  const today = useToday();
  const now = useNow();
  const { pulled, ready } = usePull(() => void today.reload());
  const { rows, error, loading } = today;
  return (
    <div className="today">
      <Page title={titleOf(today)} sub={who} foot={<Bar on="tasks" />}>
        {pulled > 4 && (
          <div className={ready ? 'pull is-ready' : 'pull'} style={{ height: `${pulled}px` }} aria-hidden="true">
            <RefreshIcon />
          </div>
        )}
        <ConnectionCard at={today.at} now={now} busy={loading} onRefresh={() => void today.reload()} />
        <div role="status" className="fresh-slot">
          {today.waiting > 0 && (
            <Button
              look="main"
              className="btn-round fresh"
              onClick={() => {
                today.takeFresh();
                scrollTo(0, 0);
              }}
            >
              {t('fresh', { n: today.waiting })}
            </Button>
          )}
        </div>
        <MyTasks now={now} at={today.at} />
        {rows && <List today={today} now={now} />}
        {rows?.length === 0 && (
          <Empty picture={<LitPicture />} title={t('none')}>
            {t('noneSub')}
          </Empty>
        )}
        {loading && !rows && <Skeleton />}
        {error && !rows ? <Failed error={error} onRetry={() => void today.reload()} /> : null}
      </Page>
    </div>
  );
}
