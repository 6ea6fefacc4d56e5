import './cases.css';
import './detail.css';
import './detail-work.css';
import './queue.css';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import type { Answer } from '#contract/api';
import type { CaseView } from '#contract/cases';
import { CheckListIcon } from '#web/icons.tsx';
import { StatusTag } from '#web/parts/tags.tsx';
import { useLang } from '#web/prefs.ts';
import { day, ms } from '#web/time.ts';
import { actionText } from '../shell/case-names.ts';
import { PageTitle } from '../shell/page.tsx';
import { Loaded, Nothing } from '../shell/states.tsx';
import { t as shell } from '../shell/texts.ts';
import { useKeys } from '../shell/use-keys.ts';
import { useNow } from '../shell/use-now.ts';
import { useTasks } from '../shell/use-tasks.ts';
import { CaseDetail } from './case-detail.tsx';
import { draftOf } from './drafts.ts';
import { MoveForm } from './move-form.tsx';
import { t as parts } from './texts-parts.ts';
import { t } from './texts-work.ts';
import { useMove } from './use-move.ts';

const route = getRouteApi('/tasks');
type Task = Answer<'GET /api/tasks'>['rows'][number];

const kindOf = (task: Task) => task.team ?? parts(`kind-${task.kind}`);

function TaskRow({ task, chosen }: { task: Task; chosen: boolean }) {
  const now = useNow();
  const lang = useLang();
  const { id, who, title, words, no, areaName, dueAt, overdue, state } = task;
  return (
    <li>
      <Link
        id={`task-${id}`}
        to="/tasks"
        search={{ id }}
        replace
        className={chosen ? 'task-row task-on' : 'task-row'}
        aria-current={chosen ? 'true' : undefined}
      >
        <span className="task-head">
          <span className="chip">{kindOf(task)}</span>
          <strong>{title}</strong>
          <StatusTag tone={overdue ? 'over' : state === 'given' ? 'sent' : 'doing'}>
            {overdue ? parts('late') : parts(`state-${state}`)}
          </StatusTag>
        </span>
        {words && <span className="task-words">{words}</span>}
        <span className="row-meta num">
          {[no, areaName, who, dueAt ? t('taskDue', { at: day(ms(dueAt), now, lang) }) : t('taskNoDue')].join(' · ')}
        </span>
      </Link>
    </li>
  );
}

/** What is asked, and the answer beside it: nobody has to look for it among the moves of somebody else's case. */
function TaskCard({ task, view }: { task: Task; view: CaseView }) {
  const [open, setOpen] = useState(false);
  const mover = useMove(view);
  const given = { taskId: task.id };
  return (
    <section className="queue-card" aria-label={t('taskGiven')}>
      <h3>
        <CheckListIcon size={17} />
        {kindOf(task)}
        <small className="muted">{t('taskFor', { who: task.who })}</small>
      </h3>
      {task.words && <blockquote>{task.words}</blockquote>}
      {mover.error && !open && (
        <p className="form-error" role="alert">
          {mover.error}
        </p>
      )}
      {open ? (
        <MoveForm view={view} move="reportTask" mover={mover} start={{ parts: given }} onClose={() => setOpen(false)} />
      ) : (
        <div className="queue-row">
          {view.abilities.includes('reportTask') && (
            <Button type="primary" onClick={() => setOpen(true)}>
              {actionText(view, 'reportTask')}
            </Button>
          )}
          {task.state === 'given' && view.abilities.includes('takeTask') && (
            <Button
              loading={mover.busy}
              onClick={() => void mover.run('takeTask', { ...draftOf(view.id, 'takeTask'), parts: given })}
            >
              {actionText(view, 'takeTask')}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

function Tasks({ rows }: { rows: Task[] }) {
  const { id } = route.useSearch();
  const navigate = route.useNavigate();
  const at = Math.max(
    0,
    rows.findIndex((row) => row.id === id),
  );
  const current = rows[at];
  function step(by: number): void {
    const next = rows[Math.max(0, Math.min(rows.length - 1, at + by))];
    if (!next) return;
    void navigate({ search: { id: next.id }, replace: true });
    document.getElementById(`task-${next.id}`)?.focus();
  }
  useKeys({ j: () => step(1), k: () => step(-1), arrowdown: () => step(1), arrowup: () => step(-1) });
  if (!current) {
    return (
      <Nothing title={t('taskNone')}>
        <p className="muted">{t('taskNoneWords')}</p>
      </Nothing>
    );
  }
  return (
    <div className="queue">
      <div className="queue-left">
        <div className="card center-list">
          <ul className="task-list" aria-label={t('taskList')}>
            {rows.map((task) => (
              <TaskRow key={task.id} task={task} chosen={task === current} />
            ))}
          </ul>
        </div>
      </div>
      <aside className="card center-detail">
        <CaseDetail id={current.caseId} lead={(view) => <TaskCard key={current.id} task={current} view={view} />} />
      </aside>
    </div>
  );
}

/** What the reader's posts and units were asked for in cases of others, the most urgent first. */
export function TasksPage() {
  const query = useTasks();
  return (
    <>
      <PageTitle title={shell('pageTasks')} />
      <Loaded query={query}>{({ rows }) => <Tasks rows={rows} />}</Loaded>
    </>
  );
}
