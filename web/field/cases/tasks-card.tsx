import type { TaskView } from '#contract/case-parts';
import { useGo } from '#web/go.ts';
import { Card, SectionTitle } from '#web/parts/basics.tsx';
import { StatusTag } from '#web/parts/tags.tsx';
import { lang } from '#web/prefs.ts';
import { day, ms } from '#web/time.ts';
import { useLoad } from '#web/use-load.ts';
import { ask } from '../accounts/session.ts';
import type { CaseView } from './commands.ts';
import { t } from './texts-parts.ts';

function Tags({ task, now }: { task: Omit<TaskView, 'mine'>; now: number }) {
  return (
    <span className="task-tags">
      <StatusTag tone={task.state === 'done' ? 'done' : task.state === 'waived' ? 'back' : 'doing'}>
        {t(`state-${task.state}`)}
      </StatusTag>
      {task.overdue && <StatusTag tone="over">{t('late')}</StatusTag>}
      {task.dueAt && <small className="num">{t('dueAt', { at: day(ms(task.dueAt), now, lang()) })}</small>}
    </span>
  );
}

/** What my posts and my unit were asked for in cases of others, above the own list. */
export function MyTasks({ now, at }: { now: number; at: number | null }) {
  const go = useGo();
  const { data } = useLoad(`tasks:${at ?? 0}`, (signal) => ask('GET /api/tasks', {}, { signal }));
  const rows = data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <>
      <SectionTitle>{t('tasks')}</SectionTitle>
      {rows.map((row) => (
        <Card className="task" key={row.id}>
          <a
            className="task-main"
            href={`/field/case/${row.caseId}`}
            onClick={(event) => {
              event.preventDefault();
              go(`/case/${row.caseId}`);
            }}
          >
            <span className="task-head">
              <b>
                {row.team ?? t(`kind-${row.kind}`)} · {row.title}
              </b>
            </span>
            <span className="task-meta">{row.words}</span>
            <Tags task={row} now={now} />
          </a>
        </Card>
      ))}
    </>
  );
}

/** Who else works on the case. */
export function CaseTasks({ view, now }: { view: CaseView; now: number }) {
  const { tasks } = view.parts;
  if (tasks.length === 0) return null;
  return (
    <Card aria-label={t('allTasks')}>
      <h2>{t('allTasks')}</h2>
      <ul className="plain">
        {tasks.map((task) => (
          <li key={task.id}>
            <b>
              {task.team ?? t(`kind-${task.kind}`)} · {task.who}
            </b>
            {task.words && <p>{task.words}</p>}
            <Tags task={task} now={now} />
            {task.answer && <p className="hint">{task.answer}</p>}
          </li>
        ))}
      </ul>
    </Card>
  );
}
