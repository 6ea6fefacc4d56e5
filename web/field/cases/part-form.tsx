import { archiveKinds, crossings, findings, type PartFields, requestKinds } from '#contract/case-parts';
import type { Move, PartNeed } from '#contract/lifecycle';
import { tasksFor } from '#web/part-needs.ts';
import { Choices } from '#web/parts/choices.tsx';
import { RadioGroup, TextArea, TextField } from '#web/parts/fields.tsx';
import { useLoad } from '#web/use-load.ts';
import { useOnlyTask } from '#web/use-only-task.ts';
import { ask } from '../accounts/session.ts';
import type { CaseView } from './commands.ts';
import { t } from './texts-parts.ts';
import { needsOf } from './wording.ts';

interface Props {
  view: CaseView;
  move: Move;
  parts: PartFields;
  onParts: (parts: PartFields) => void;
}

const toggled = <Name extends string>(names: readonly Name[], name: Name): Name[] =>
  names.includes(name) ? names.filter((one) => one !== name) : [...names, name];

function Tasks({ view, move, parts, onParts }: Props) {
  const tasks = tasksFor(view.parts.tasks, move);
  useOnlyTask(tasks, parts, onParts);
  return (
    <section aria-label={t('task')}>
      <p className="hint">{t('task')}</p>
      <Choices
        lines={tasks.map((task) => ({
          key: task.id,
          title: `${t(`kind-${task.kind}`)} · ${task.who}`,
          sub: task.words,
          on: parts.taskId === task.id,
          onPick: () => onParts({ ...parts, taskId: task.id }),
        }))}
      />
    </section>
  );
}

function Units({ parts, onParts }: Props) {
  const { data } = useLoad('units', (signal) => ask('GET /api/units', {}, { signal }));
  const chosen = parts.unitIds ?? [];
  return (
    <section aria-label={t('units')}>
      <p className="hint">{t('units')}</p>
      <Choices
        lines={(data?.rows ?? []).map((unit) => ({
          key: unit.id,
          title: unit.name,
          on: chosen.includes(unit.id),
          onPick: () => onParts({ ...parts, unitIds: toggled(chosen, unit.id) }),
        }))}
      />
    </section>
  );
}

const five = ['1', '2', '3', '4', '5'] as const;

function Points({
  label,
  value,
  onChange,
}: {
  label: string;
  value: number | undefined;
  onChange: (n: number) => void;
}) {
  return (
    <RadioGroup
      label={label}
      value={value ? (five[value - 1] ?? null) : null}
      choices={five.map((n) => ({ value: n, label: t('points', { n }) }))}
      onChange={(n) => n && onChange(Number(n))}
    />
  );
}

function Request({ parts, onParts }: Props) {
  const request = parts.request ?? { kind: 'extend' as const, days: 1 };
  return (
    <>
      <RadioGroup
        label={t('request')}
        value={parts.request?.kind ?? null}
        choices={requestKinds.map((kind) => ({ value: kind, label: t(kind) }))}
        onChange={(kind) => kind && onParts({ ...parts, request: { ...request, kind } })}
      />
      <TextField
        label={t('days')}
        type="number"
        min={1}
        max={180}
        value={parts.request?.days ?? ''}
        onChange={(event) => {
          const days = Number(event.currentTarget.value);
          if (Number.isInteger(days) && days > 0) onParts({ ...parts, request: { ...request, days } });
        }}
      />
    </>
  );
}

function Call({ parts, onParts }: Props) {
  const { call } = parts;
  return (
    <>
      <RadioGroup
        label={t('reached')}
        value={call ? (call.reached ? 'yes' : 'no') : null}
        choices={[
          { value: 'yes', label: t('yes') },
          { value: 'no', label: t('no') },
        ]}
        onChange={(one) => one && onParts({ ...parts, call: { reached: one === 'yes' } })}
      />
      {call?.reached && (
        <>
          <RadioGroup
            label={t('solved')}
            value={call.solved === undefined ? null : call.solved ? 'yes' : 'no'}
            choices={[
              { value: 'yes', label: t('solvedYes') },
              { value: 'no', label: t('solvedNo') },
            ]}
            onChange={(one) => one && onParts({ ...parts, call: { ...call, solved: one === 'yes' } })}
          />
          <Points
            label={t('satisfied')}
            value={call.satisfied}
            onChange={(satisfied) => onParts({ ...parts, call: { ...call, satisfied } })}
          />
        </>
      )}
    </>
  );
}

function Crossings({ parts, onParts }: Props) {
  const chosen = parts.crossings ?? [];
  return (
    <section aria-label={t('crossings')}>
      <p className="hint">{t('crossings')}</p>
      <Choices
        lines={crossings.map((name) => ({
          key: name,
          title: t(name),
          on: chosen.includes(name),
          onPick: () => onParts({ ...parts, crossings: toggled(chosen, name) }),
        }))}
      />
    </section>
  );
}

const fields: Partial<Record<PartNeed, (props: Props) => React.ReactNode>> = {
  'own-task': Tasks,
  'open-task': Tasks,
  'unscored-whistle': Tasks,
  'own-whistle': Tasks,
  helpers: Units,
  score: ({ parts, onParts }) => (
    <Points label={t('score')} value={parts.score} onChange={(score) => onParts({ ...parts, score })} />
  ),
  basis: ({ parts, onParts }) => (
    <TextArea
      label={t('basis')}
      rows={2}
      maxLength={500}
      value={parts.basis ?? ''}
      onChange={(event) => onParts({ ...parts, basis: event.currentTarget.value })}
    />
  ),
  crossings: Crossings,
  request: Request,
  finding: ({ parts, onParts }) => (
    <RadioGroup
      label={t('finding')}
      value={parts.finding ?? null}
      choices={findings.map((one) => ({ value: one, label: t(one) }))}
      onChange={(finding) => finding && onParts({ ...parts, finding })}
    />
  ),
  call: Call,
  'archive-kind': ({ parts, onParts }) => (
    <RadioGroup
      label={t('archiveKind')}
      value={parts.archiveKind ?? null}
      choices={archiveKinds.map((one) => ({ value: one, label: t(one) }))}
      onChange={(archiveKind) => archiveKind && onParts({ ...parts, archiveKind })}
    />
  ),
};

/** What the parts of handling ask for on a phone. */
export function PartForm(props: Props) {
  return needsOf(props.move).map((need) => {
    const Part = fields[need as PartNeed];
    return Part ? <Part key={need} {...props} /> : null;
  });
}
