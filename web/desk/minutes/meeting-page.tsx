import { labelText } from '#web/i18n.ts';
import './minutes.css';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { MeetingView } from '#contract/minutes';
import { full, ms } from '#web/time.ts';
import { Page, PageTitle } from '../shell/page.tsx';
import { useAsk } from '../shell/query.ts';
import { Loaded } from '../shell/states.tsx';
import { LineButtons } from './line-buttons.tsx';
import { LineState, whoText } from './line-state.tsx';
import { t } from './texts.ts';

const route = getRouteApi('/minutes/$id');
type Line = MeetingView['lines'][number];

function FollowUps({ line }: { line: Line }) {
  if (line.followUps.length === 0) return <p className="muted">{t('noFollowUps')}</p>;
  return (
    <ul className="minutes-notes">
      {line.followUps.map(({ at, by, kind, note, dueOn }) => (
        <li key={`${at} ${kind}`}>
          <span className="muted num">
            {full(ms(at))} · {by}
          </span>
          <strong>{kind === 'due' ? t('kind_due', { day: dueOn ?? '' }) : t(`kind_${kind}`)}</strong>
          <span className="wrap">{note}</span>
        </li>
      ))}
    </ul>
  );
}

function LineCard({ meeting, line }: { meeting: MeetingView; line: Line }) {
  return (
    <section className="card minutes-line" aria-label={t('line', { n: line.n })}>
      <header>
        <strong className="num">{line.n}</strong>
        <span className="wrap grow">{line.matter}</span>
        {meeting.mayEdit && <LineButtons meetingId={meeting.id} line={line} />}
      </header>
      <p className="minutes-facts">
        <span>{labelText(t('responsible'), whoText(line))}</span>
        <span className="num">{labelText(t('due'), line.dueOn ?? t('noDue'))}</span>
        <LineState line={line} />
      </p>
      <FollowUps line={line} />
    </section>
  );
}

/** One meeting: its lines as they stand, all that was written down since, and the text as it was. */
export function MeetingPage() {
  const { id } = route.useParams();
  const query = useAsk('GET /api/minutes/:id', { params: { id } });
  return (
    <Loaded query={query}>
      {(meeting) => (
        <Page
          tools={
            <>
              <Link to="/minutes" search={{}}>
                {t('back')}
              </Link>
              <span className="muted num">
                {meeting.heldOn} · {meeting.areaName} · {t('by')} {meeting.by ?? '—'}
              </span>
            </>
          }
        >
          <PageTitle title={meeting.title} />
          <div className="minutes-meeting">
            <div className="stack">
              {meeting.lines.map((line) => (
                <LineCard key={line.id} meeting={meeting} line={line} />
              ))}
            </div>
            {meeting.text && (
              <section className="card minutes-text" aria-label={t('original')}>
                <h2>{t('original')}</h2>
                <p className="wrap">{meeting.text}</p>
              </section>
            )}
          </div>
        </Page>
      )}
    </Loaded>
  );
}
