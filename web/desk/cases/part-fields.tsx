import { Button, Checkbox, Input, InputNumber, Radio, Rate, Select } from 'antd';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { crossings, mostParts, type PartFields, requestKinds } from '#contract/case-parts';
import type { CaseView } from '#contract/cases';
import type { Move } from '#contract/lifecycle';
import { CloseIcon, PlusIcon } from '#web/icons.tsx';
import { tasksFor } from '#web/part-needs.ts';
import { useOnlyTask } from '#web/use-only-task.ts';
import { useAsk } from '../shell/query.ts';
import { useDebounced } from '../shell/use-debounced.ts';
import { t } from './texts-parts.ts';

export interface PartProps {
  view: CaseView;
  move: Move;
  parts: PartFields;
  onParts: (parts: PartFields) => void;
}

/** antd takes Tab for Enter in an open list of several: it would add or drop the first unit unseen and keep the focus. */
function leaveByTab(event: KeyboardEvent): void {
  if (event.key === 'Tab') event.stopPropagation();
}

export function Field({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  return (
    <div className="field" onKeyDownCapture={leaveByTab}>
      <label htmlFor={id}>{label}</label>
      {children}
    </div>
  );
}

/** A field without one input to point at: its name is read with the group. */
export function Group({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a second visible legend here.
    <div className="field" role="group" aria-label={label}>
      <span className="field-name">{label}</span>
      {children}
    </div>
  );
}

export function Units({ parts, onParts, label }: PartProps & { label: string }) {
  const query = useAsk('GET /api/units', {}, { staleTime: 60_000 });
  const options = (query.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Field id="part-units" label={label}>
      <Select
        id="part-units"
        className="wide"
        mode="multiple"
        showSearch={{ optionFilterProp: 'label' }}
        value={parts.unitIds ?? []}
        options={options}
        onChange={(unitIds: string[]) => onParts({ ...parts, unitIds })}
      />
    </Field>
  );
}

export function Posts({ parts, onParts }: PartProps) {
  const [q, setQ] = useState('');
  const asked = useDebounced(q.trim());
  const query = useAsk('GET /api/posts', { query: { limit: 50, ...(asked ? { q: asked } : {}) } }, { keep: true });
  const [known, setKnown] = useState<Record<string, string>>({});
  const found = (query.data?.rows ?? []).map(({ id, title }) => ({ value: id, label: title }));
  const chosen = (parts.postIds ?? []).map((id) => ({ value: id, label: known[id] ?? id }));
  return (
    <Field id="part-posts" label={t('posts')}>
      <Select
        id="part-posts"
        className="wide"
        mode="multiple"
        showSearch={{ filterOption: false, onSearch: setQ }}
        placeholder={t('postsHint')}
        value={parts.postIds ?? []}
        options={[...found, ...chosen.filter(({ value }) => !found.some((one) => one.value === value))]}
        onChange={(postIds: string[]) => {
          setKnown({ ...known, ...Object.fromEntries(found.map(({ value, label }) => [value, label])) });
          onParts({ ...parts, postIds });
        }}
      />
    </Field>
  );
}

export function TaskField({ view, move, parts, onParts }: PartProps) {
  const tasks = tasksFor(view.parts.tasks, move);
  useOnlyTask(tasks, parts, onParts);
  const options = tasks.map((task) => ({
    value: task.id,
    label: `${t(`kind-${task.kind}`)} · ${task.who}`,
  }));
  return (
    <Field id="part-task" label={t('task')}>
      <Select
        id="part-task"
        className="wide"
        value={parts.taskId ?? null}
        options={options}
        onChange={(taskId: string) => onParts({ ...parts, taskId })}
      />
    </Field>
  );
}

export function Request({ parts, onParts }: PartProps) {
  const request = parts.request ?? { kind: 'extend' as const, days: 1 };
  return (
    <>
      <Group label={t('request')}>
        <Radio.Group
          value={parts.request?.kind}
          options={requestKinds.map((kind) => ({ value: kind, label: t(kind) }))}
          onChange={(event) => onParts({ ...parts, request: { ...request, kind: event.target.value } })}
        />
      </Group>
      <Field id="part-days" label={request.kind === 'extend' ? t('daysExtend') : t('daysHold')}>
        <InputNumber
          id="part-days"
          min={1}
          max={180}
          precision={0}
          value={parts.request?.days ?? null}
          onChange={(days) => onParts({ ...parts, request: { ...request, days: days ?? 1 } })}
        />
      </Field>
    </>
  );
}

export function Call({ parts, onParts }: PartProps) {
  const { call } = parts;
  return (
    <>
      <Group label={t('call')}>
        <Radio.Group
          value={call?.reached}
          options={[
            { value: true, label: t('reached') },
            { value: false, label: t('unreached') },
          ]}
          onChange={(event) => onParts({ ...parts, call: { reached: event.target.value } })}
        />
      </Group>
      {call?.reached && (
        <>
          <Group label={t('solved')}>
            <Radio.Group
              value={call.solved}
              options={[
                { value: true, label: t('solvedYes') },
                { value: false, label: t('solvedNo') },
              ]}
              onChange={(event) => onParts({ ...parts, call: { ...call, solved: event.target.value } })}
            />
          </Group>
          <Group label={t('satisfied')}>
            <Rate
              allowClear={false}
              value={call.satisfied ?? 0}
              onChange={(satisfied) => onParts({ ...parts, call: { ...call, satisfied } })}
            />
          </Group>
        </>
      )}
    </>
  );
}

const emptyPiece = { title: '', body: '' };

export function Pieces({ parts, onParts }: PartProps) {
  const pieces = parts.pieces ?? [emptyPiece, emptyPiece];
  const put = (next: typeof pieces) => onParts({ ...parts, pieces: next });
  const patch = (at: number, part: Partial<typeof emptyPiece>) =>
    put(pieces.map((piece, n) => (n === at ? { ...piece, ...part } : piece)));
  return (
    <Group label={t('pieces')}>
      {pieces.map((piece, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts have no name of their own before they are filed.
        <div className="part-piece" key={n}>
          <Input
            aria-label={t('pieceTitle', { n: n + 1 })}
            placeholder={t('pieceTitle', { n: n + 1 })}
            maxLength={60}
            value={piece.title}
            onChange={(event) => patch(n, { title: event.target.value })}
          />
          <Input.TextArea
            aria-label={t('pieceBody', { n: n + 1 })}
            placeholder={t('pieceBody', { n: n + 1 })}
            autoSize={{ minRows: 2, maxRows: 4 }}
            maxLength={1000}
            value={piece.body}
            onChange={(event) => patch(n, { body: event.target.value })}
          />
          {pieces.length > 2 && (
            <Button
              size="small"
              icon={<CloseIcon size={14} />}
              aria-label={t('dropPiece', { n: n + 1 })}
              onClick={() => put(pieces.filter((_, at) => at !== n))}
            />
          )}
        </div>
      ))}
      {pieces.length < mostParts && (
        <Button size="small" icon={<PlusIcon size={14} />} onClick={() => put([...pieces, emptyPiece])}>
          {t('addPiece')}
        </Button>
      )}
    </Group>
  );
}

export function Choice<Name extends string>(props: {
  label: string;
  names: readonly Name[];
  value: Name | undefined;
  text: (name: Name) => string;
  onChange: (name: Name) => void;
}) {
  const { label, names, value, text, onChange } = props;
  return (
    <Group label={label}>
      <Radio.Group
        value={value}
        options={names.map((name) => ({ value: name, label: text(name) }))}
        onChange={(event) => onChange(event.target.value)}
      />
    </Group>
  );
}

export function Words({ parts, onParts, name }: PartProps & { name: 'basis' | 'minutes' | 'teamName' }) {
  const most = { basis: 500, minutes: 5000, teamName: 40 }[name];
  return (
    <Field id={`part-${name}`} label={t(name)}>
      <Input.TextArea
        id={`part-${name}`}
        autoSize={{ minRows: name === 'minutes' ? 3 : 1, maxRows: 8 }}
        maxLength={most}
        value={parts[name] ?? ''}
        onChange={(event) => onParts({ ...parts, [name]: event.target.value })}
      />
    </Field>
  );
}

export function Crossings({ parts, onParts }: PartProps) {
  return (
    <Group label={t('crossings')}>
      <Checkbox.Group
        value={parts.crossings ?? []}
        options={crossings.map((name) => ({ value: name, label: t(name) }))}
        onChange={(chosen) => onParts({ ...parts, crossings: chosen })}
      />
    </Group>
  );
}
