import { useState } from 'react';
import { sayError } from '#web/api.ts';
import { useLang } from '#web/prefs.ts';
import type { Me } from '#web/session.ts';
import { Alarms } from './alarms.tsx';
import { Feed } from './feed.tsx';
import { Force } from './force.tsx';
import { Header } from './header.tsx';
import { MapPanel } from './map/map-panel.tsx';
import { PlacesDialog } from './places-dialog.tsx';
import { Quality } from './quality.tsx';
import { Ranking } from './ranking.tsx';
import { t } from './texts.ts';
import { Today } from './today.tsx';
import { Trend } from './trend.tsx';
import { usePlace } from './use-place.ts';
import { useSecond, useStale } from './use-ticking.ts';
import { useWall, type WallData, type Watched } from './use-wall.ts';

interface Props {
  me: Me;
  onSignedOut: () => void;
  onLeave: () => void;
}

/** S1 and S4: the figures of one area on one screen, without scrolling. */
export function Screen({ me, onSignedOut, onLeave }: Props) {
  useLang();
  const [areaId, go] = usePlace();
  const watched = useWall(areaId, onSignedOut);
  const { data, refusal } = watched;
  if (refusal) {
    return (
      <main className="gate">
        <div className="gate-card">
          <p role="alert">{sayError(refusal)}</p>
          <button type="button" className="button" onClick={areaId ? () => go(null) : onLeave}>
            {areaId ? t('backUp') : t('signOut')}
          </button>
        </div>
      </main>
    );
  }
  if (!data) {
    return (
      <main className="gate">
        <p role="status">{t('connecting')}</p>
      </main>
    );
  }
  return <Figures me={me} data={data} watched={watched} go={go} onLeave={onLeave} />;
}

interface FiguresProps {
  me: Me;
  data: WallData;
  watched: Watched;
  go: (areaId: string | null) => void;
  onLeave: () => void;
}

function Figures({ me, data, watched, go, onLeave }: FiguresProps) {
  const { wall } = data;
  const stale = useStale(data.receivedAt);
  // A skew under 5 s is the way of the answer; a wall's clock does not jump for that.
  const now = useSecond(Math.abs(data.skewMs) > 5000 ? data.skewMs : 0);
  const [list, setList] = useState(false);
  const at = new Date(wall.at).getTime();
  return (
    <div className={stale ? 'screen stale' : 'screen'}>
      <Header me={me} wall={wall} now={now} live={watched.live} stale={stale} onLeave={onLeave} />
      <main className="columns">
        <div className="column left">
          <Today wall={wall} at={at} stale={stale} />
          <Quality wall={wall} at={at} />
          <Trend wall={wall} />
        </div>
        <div className="column middle">
          <MapPanel me={me} data={data} go={go} onList={() => setList(true)} />
          <Force wall={wall} at={at} />
        </div>
        <div className="column right">
          <Alarms wall={wall} />
          <Ranking wall={wall} go={go} onList={() => setList(true)} />
          <Feed wall={wall} heard={watched.heard} />
        </div>
      </main>
      {list && <PlacesDialog wall={wall} at={at} go={go} onClose={() => setList(false)} />}
    </div>
  );
}
