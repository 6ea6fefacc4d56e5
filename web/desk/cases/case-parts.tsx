import { listText } from '#web/i18n.ts';
import './case-parts.css';
import { Link } from '@tanstack/react-router';
import type { ConsultationView, CaseParts as Parts, RequestView, TaskState, TaskView } from '#contract/case-parts';
import type { CaseView } from '#contract/cases';
import { WarningIcon } from '#web/icons.tsx';
import { StatusTag, type Tone } from '#web/parts/tags.tsx';
import { full, ms } from '#web/time.ts';
import { crossingWords } from './part-words.ts';
import { t } from './texts-parts.ts';

const when = (at: string | null) => (at ? full(ms(at)) : '—');
const taskTones: Record<TaskState, Tone> = { given: 'sent', taken: 'doing', done: 'done', waived: 'back' };
const requestTones: Record<RequestView['state'], Tone> = {
  asked: 'sent',
  granted: 'done',
  refused: 'back',
  lapsed: 'back',
};

function TaskItem({ task }: { task: TaskView }) {
  const { kind, state, who, team, words, dueAt, takenAt, answer, whistleScore, responseScore, overdue, mine } = task;
  return (
    <li>
      <div className="part-line">
        <strong>{who}</strong>
        <span className="chip">{team ?? t(`kind-${kind}`)}</span>
        <StatusTag tone={taskTones[state]}>{t(`state-${state}`)}</StatusTag>
        {overdue && <StatusTag tone="over">{t('late')}</StatusTag>}
        {mine && <span className="chip">{t('mine')}</span>}
      </div>
      {words && <p>{words}</p>}
      <p className="muted num">
        {[
          dueAt && t('due', { at: when(dueAt) }),
          takenAt && t('takenAt', { at: when(takenAt) }),
          whistleScore !== null && t('whistleScore', { n: whistleScore }),
          responseScore !== null && t('responseScore', { n: responseScore }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {answer && <blockquote>{answer}</blockquote>}
    </li>
  );
}

function ending(one: ConsultationView): string | null {
  if (!one.concludedAt) return null;
  const at = when(one.concludedAt);
  if (one.outcome === 'adjourned') return t('adjourned', { at });
  const lead = one.leadUnit ?? '—';
  return one.helpers.length > 0
    ? t('concludedHelp', { at, lead, helpers: listText(one.helpers) })
    : t('concluded', { at, lead });
}

function ConsultationItem({ one }: { one: ConsultationView }) {
  const end = ending(one);
  return (
    <li>
      <p>{one.why}</p>
      <p className="muted num">{t('calledBy', { who: one.calledBy, at: when(one.calledAt), due: when(one.dueAt) })}</p>
      {end && <p className="num">{end}</p>}
      {one.conclusion && <blockquote>{one.conclusion}</blockquote>}
      {one.minutes && (
        <details>
          <summary>{t('minutesOf')}</summary>
          <p className="step-note">{one.minutes}</p>
        </details>
      )}
    </li>
  );
}

function RequestItem({ one }: { one: RequestView }) {
  const { effect } = one;
  const [who, at, words] = [one.decidedBy, when(one.decidedAt), one.words ?? ''];
  return (
    <li>
      <div className="part-line">
        <StatusTag tone={requestTones[one.state]}>{t(`request-${one.state}`)}</StatusTag>
        <span className="num">
          {t('asked', {
            who: one.askedBy,
            at: when(one.askedAt),
            kind: t(one.kind),
            days: one.days,
            reason: one.reason,
          })}
        </span>
      </div>
      {who && <p className="num">{t('decided', { who, at, words })}</p>}
      {effect && (
        <p className="muted num">
          {t('effectDue', { before: when(effect.dueBefore), after: when(effect.dueAfter) })}
          {effect.totalAfter &&
            ` · ${t('effectTotal', { before: when(effect.totalBefore), after: when(effect.totalAfter) })}`}
        </p>
      )}
    </li>
  );
}

function Links({ name, rows }: { name: string; rows: Parts['pieces'] }) {
  return (
    <>
      <h4>{name}</h4>
      <ul className="part-list">
        {rows.map((row) => (
          <li key={row.id} className="part-line">
            <Link to="/cases/$id" params={{ id: row.id }}>
              {row.no} {row.title}
            </Link>
            <StatusTag tone={row.open ? 'doing' : 'done'}>{row.open ? t('pieceOpen') : t('pieceClosed')}</StatusTag>
          </li>
        ))}
      </ul>
    </>
  );
}

function Marks({ parts }: { parts: Parts }) {
  return (
    <>
      {parts.consultDue.length > 0 && (
        <p className="form-error" role="status">
          <WarningIcon size={18} />
          {t('consultDue', { why: crossingWords(parts.consultDue) })}
        </p>
      )}
      {parts.crossings.length > 0 && (
        <p className="part-line">
          {parts.crossings.map((name) => (
            <span className="chip chip-warn" key={name}>
              {t(name)}
            </span>
          ))}
        </p>
      )}
      {parts.objectUntil && <p className="muted num">{t('objectUntil', { at: when(parts.objectUntil) })}</p>}
      {parts.archiveKind && <p className="muted">{t(parts.archiveKind)}</p>}
    </>
  );
}

function isEmpty({
  tasks,
  consultations,
  requests,
  crossings,
  consultDue,
  objectUntil,
  parent,
  pieces,
  archiveKind,
}: Parts) {
  const lists = [tasks, consultations, requests, crossings, consultDue, pieces];
  return lists.every((list) => list.length === 0) && !objectUntil && !parent && !archiveKind;
}

/** Who else works on it, what was conferred, what was asked for: nothing where a case has none of it. */
export function CaseParts({ view }: { view: CaseView }) {
  const { parts } = view;
  if (isEmpty(parts)) return null;
  // Who was asked and did not answer before the end is in the record, not here.
  const opinions = parts.tasks.filter(({ kind, state }) => kind === 'opinion' && state !== 'waived');
  const others = parts.tasks.filter(({ kind }) => kind !== 'opinion');
  return (
    <section className="case-parts" aria-label={t('parts')}>
      <h3>{t('parts')}</h3>
      <Marks parts={parts} />
      {parts.consultations.length > 0 && (
        <>
          <h4>{t('consultation')}</h4>
          <ul className="part-list">
            {parts.consultations.map((one) => (
              <ConsultationItem key={one.id} one={one} />
            ))}
            {opinions.map((task) => (
              <TaskItem key={task.id} task={task} />
            ))}
          </ul>
        </>
      )}
      {others.length > 0 && (
        <>
          <h4>{t('tasks')}</h4>
          <ul className="part-list">
            {others.map((task) => (
              <TaskItem key={task.id} task={task} />
            ))}
          </ul>
        </>
      )}
      {parts.requests.length > 0 && (
        <>
          <h4>{t('requests')}</h4>
          <ul className="part-list">
            {parts.requests.map((one) => (
              <RequestItem key={one.id} one={one} />
            ))}
          </ul>
        </>
      )}
      {parts.parent && <Links name={t('parent')} rows={[parts.parent]} />}
      {parts.pieces.length > 0 && <Links name={t('piecesOf')} rows={parts.pieces} />}
    </section>
  );
}
