import { Button, Table, type TableProps } from 'antd';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { RoutingRule } from '#contract/routing';
import { ChevronDownIcon, ChevronUpIcon, CopyIcon, EditIcon, TrashIcon } from '#web/icons.tsx';
import { Nothing } from '../shell/states.tsx';
import { conditionText, type Names, outcomeText } from './rule-text.ts';
import { t } from './texts.ts';

export interface RowActions {
  move: (id: string, by: 1 | -1) => void;
  edit: (rule: RoutingRule) => void;
  copy: (rule: RoutingRule) => void;
  remove: (rule: RoutingRule) => void;
}

interface RulesTableProps {
  rules: readonly RoutingRule[];
  /** Rules that the filter lets through, in their order. */
  shown: readonly RoutingRule[];
  names: Names;
  warnings: ReadonlyMap<string, readonly string[]>;
  actions: RowActions | null;
  /** The rule that was moved last: the focus stays on it. */
  movedId: string | null;
}

interface Row {
  rule: RoutingRule;
  n: number;
}

function MoveButtons({
  row,
  count,
  isFiltered,
  actions,
}: {
  row: Row;
  count: number;
  isFiltered: boolean;
  actions: RowActions;
}) {
  const { rule, n } = row;
  const press = (event: KeyboardEvent) => {
    const by = event.altKey ? { ArrowUp: -1 as const, ArrowDown: 1 as const }[event.key] : undefined;
    if (by === undefined || isFiltered) return;
    event.preventDefault();
    actions.move(rule.id, by);
  };
  const hint = isFiltered ? { title: t('filterOff') } : {};
  return (
    <>
      <Button
        size="small"
        id={`up-${rule.id}`}
        aria-label={t('up', { name: rule.name })}
        icon={<ChevronUpIcon size={16} />}
        disabled={isFiltered || n === 0}
        {...hint}
        onKeyDown={press}
        onClick={() => actions.move(rule.id, -1)}
      />
      <Button
        size="small"
        id={`down-${rule.id}`}
        aria-label={t('down', { name: rule.name })}
        icon={<ChevronDownIcon size={16} />}
        disabled={isFiltered || n === count - 1}
        {...hint}
        onKeyDown={press}
        onClick={() => actions.move(rule.id, 1)}
      />
    </>
  );
}

function RowButtons({ rule, actions }: { rule: RoutingRule; actions: RowActions }) {
  const one = (key: 'edit' | 'copy' | 'remove', Icon: typeof EditIcon) => (
    <Button
      size="small"
      aria-label={t(`${key}Of`, { name: rule.name })}
      title={t(key)}
      icon={<Icon size={16} />}
      onClick={() => actions[key](rule)}
    />
  );
  return (
    <div className="rule-buttons">
      {one('edit', EditIcon)}
      {one('copy', CopyIcon)}
      {one('remove', TrashIcon)}
    </div>
  );
}

function columnsFor({
  rules,
  shown,
  names,
  warnings,
  actions,
}: RulesTableProps): NonNullable<TableProps<Row>['columns']> {
  const isFiltered = shown.length !== rules.length;
  return [
    {
      title: t('order'),
      key: 'order',
      width: 132,
      render: (_, row) => (
        <div className="rule-order">
          <span className="num">{row.n + 1}</span>
          {actions && <MoveButtons row={row} count={rules.length} isFiltered={isFiltered} actions={actions} />}
        </div>
      ),
    },
    {
      title: t('name'),
      key: 'name',
      width: 220,
      render: (_, { rule }) => (
        <>
          <strong className="wrap">{rule.name}</strong>
          {warnings.get(rule.id)?.map((words) => (
            <div key={words} className="rule-warning">
              {words}
            </div>
          ))}
        </>
      ),
    },
    {
      title: t('conditions'),
      key: 'conditions',
      render: (_, { rule }) => (
        <ul className="rule-conditions">
          {rule.conditions.map((condition) => {
            const words = conditionText(condition, names);
            return <li key={words}>{words}</li>;
          })}
        </ul>
      ),
    },
    { title: t('outcome'), key: 'outcome', width: 240, render: (_, { rule }) => outcomeText(rule.outcome, names) },
    ...(actions
      ? [
          {
            title: t('manage'),
            key: 'manage',
            width: 130,
            render: (_: unknown, { rule }: Row) => <RowButtons rule={rule} actions={actions} />,
          },
        ]
      : []),
  ];
}

const pageSize = 50;

/** The rules in their order; thousands of them are shown by pages. */
export function RulesTable(props: RulesTableProps) {
  const { rules, shown, movedId } = props;
  const table = useRef<HTMLDivElement>(null);
  const order = rules.map(({ id }) => id).join(' ');
  // The row has gone elsewhere in the page: the keyboard goes with it. `order` is what the effect waits for.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above.
  useEffect(() => {
    if (!movedId) return;
    const [up, down] = ['up', 'down'].map((way) =>
      table.current?.querySelector<HTMLButtonElement>(`#${way}-${movedId}`),
    );
    if (document.activeElement === up || document.activeElement === down) return;
    (up?.disabled ? down : up)?.focus();
  }, [order, movedId]);
  const places = new Map(rules.map(({ id }, n) => [id, n]));
  return (
    <div ref={table}>
      <Table<Row>
        aria-label={t('rules')}
        rowKey={({ rule }) => rule.id}
        size="small"
        columns={columnsFor(props)}
        dataSource={shown.map((rule) => ({ rule, n: places.get(rule.id) ?? 0 }))}
        pagination={{ pageSize, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: <Nothing title={rules.length === 0 ? t('none') : t('noMatch')} /> }}
      />
    </div>
  );
}
