import { useState } from 'react';
import { Refusal } from '#web/api.ts';
import { useBack, useGo } from '#web/go.ts';
import { PeopleIcon } from '#web/icons.tsx';
import { Button, Card, LinkButton } from '#web/parts/basics.tsx';
import { Page } from '#web/parts/page.tsx';
import { Empty, Failed, Skeleton } from '#web/parts/states.tsx';
import { Verdict } from '#web/parts/timeline.tsx';
import { toast } from '#web/parts/toast.tsx';
import { SignPicture } from '#web/pictures.tsx';
import { OwnerLine } from '#web/place/owner-line.tsx';
import { lang } from '#web/prefs.ts';
import { full, ms } from '#web/time.ts';
import { useNow } from '#web/use-load.ts';
import { useOnline } from '#web/use-online.ts';
import { useDistrict } from '../areas/district.ts';
import { addReport, forgetReport, ownReports, type Track, useKept } from '../device.ts';
import { FindByPhone } from './find-by-phone.tsx';
import { type Kind, MoveForm, MoveSheet } from './move-sheet.tsx';
import { ShareButtons } from './sent-page.tsx';
import { t } from './texts.ts';
import { Facts, Outcome, Record } from './track-parts.tsx';
import { useTrack } from './use-track.ts';
import { groupOf } from './wording.ts';

/** R7. One question, one answer; it stands first because everything else waits for it. */
function Question({
  track,
  token,
  onDone,
  onMovedOn,
}: {
  track: Track;
  token: string;
  onDone: (t: Track) => void;
  onMovedOn: () => void;
}) {
  return (
    <Card className="question">
      <h2>{t('question')}</h2>
      {track.question && <blockquote>{track.question}</blockquote>}
      <MoveForm kind="answer" token={token} track={track} onDone={onDone} onMovedOn={onMovedOn} />
    </Card>
  );
}

function verdictNote(track: Track): string {
  return track.contestUntil
    ? t('verdictNote', { day: full(ms(track.contestUntil)).slice(5, 10) })
    : t('verdictNoteShort');
}

function Tail({ track, token }: { track: Track; token: string }) {
  const go = useGo();
  const own = useKept(ownReports).value?.some((one) => one.token === token);
  return (
    <>
      {track.owner && groupOf(track.state) !== 'over' && (
        <section aria-label={t('owner')} className="card card-flush">
          <OwnerLine owner={track.owner} sub={t('owner')} />
        </section>
      )}
      <Facts track={track} />
      <ShareButtons token={token} no={track.no} />
      {own ? (
        <Button
          look="text"
          onClick={() => {
            const kept = { token, id: track.id, no: track.no, title: track.title, at: track.reportedAt };
            void forgetReport(token);
            toast(t('forgotten'), () => void addReport({ ...kept, role: track.mine ? 'mine' : 'joined', last: track }));
            go('/mine');
          }}
        >
          {t('forget')}
        </Button>
      ) : null}
    </>
  );
}

interface ShownProps {
  track: Track;
  token: string;
  set: (track: Track) => void;
  reload: () => void;
}

function Shown({ track, token, set, reload }: ShownProps) {
  const now = useNow();
  const online = useOnline();
  const [kind, setKind] = useState<Kind | null>(null);
  const may = (move: Kind) => track.abilities.includes(move);
  const open = (move: Kind) => (online ? setKind(move) : toast(t('later')));
  const done = (next: Track) => {
    setKind(null);
    set(next);
  };
  return (
    <>
      {may('answer') && <Question track={track} token={token} onDone={done} onMovedOn={reload} />}
      <Outcome track={track} now={now} />
      {may('rate') && !track.rating && (
        <Card>
          <Verdict
            question={t('solved')}
            yes={t('yes')}
            no={t('no')}
            onYes={() => open('rate')}
            onNo={() => open('contest')}
            note={verdictNote(track)}
          />
        </Card>
      )}
      {track.rating && <p className="hint">{t('ratedAs', { rating: t(track.rating) })}</p>}
      {may('contest') && (!may('rate') || track.rating) && <Button onClick={() => open('contest')}>{t('no')}</Button>}
      {track.meToo > 0 && (
        <p className="me-too">
          <PeopleIcon size={20} />
          {t('meTooCount', { n: track.meToo })}
        </p>
      )}
      <Record track={track} now={now} />
      {may('remark') && <Button onClick={() => open('remark')}>{t('remark')}</Button>}
      <Tail track={track} token={token} />
      {kind && (
        <MoveSheet
          open
          kind={kind}
          token={token}
          track={track}
          onClose={() => setKind(null)}
          onDone={done}
          onMovedOn={reload}
        />
      )}
    </>
  );
}

function NotFound() {
  const [finding, setFinding] = useState(false);
  return (
    <>
      <Empty
        picture={<SignPicture />}
        title={t('unknownToken')}
        action={
          <Button look="main" onClick={() => setFinding(true)}>
            {t('findByPhone')}
          </Button>
        }
      >
        {t('unknownTokenSub')}
      </Empty>
      <FindByPhone open={finding} onClose={() => setFinding(false)} />
    </>
  );
}

/** R6. What became of it, the proof, and the whole way it went. */
export function TrackPage({ token }: { token: string }) {
  const back = useBack();
  const district = useDistrict();
  const { data, error, loading, live, reload, set } = useTrack(token);
  const online = useOnline();
  const unknown = error instanceof Refusal && error.status < 500 && !data;
  return (
    <Page title={t('progress')} onBack={back}>
      {live === 'lost' && online && (
        <p role="status" className="hint">
          {t('liveLost')}
        </p>
      )}
      {data && <Shown track={data} token={token} set={set} reload={reload} />}
      {loading && !data && <Skeleton />}
      {unknown && <NotFound />}
      {error && !data && !unknown ? (
        <Failed
          error={error}
          onRetry={reload}
          action={
            district?.hotline && (
              <LinkButton look="line" href={`tel:${district.hotline}`} lang={lang()}>
                {district.hotline}
              </LinkButton>
            )
          }
        />
      ) : null}
    </Page>
  );
}
