import { Button, Input } from 'antd';
import { useMemo, useState } from 'react';
import type { RoutingRule } from '#contract/routing';
import { pick } from '#web/i18n.ts';
import { EditIcon, PlusIcon, WarningIcon } from '#web/icons.tsx';
import { newId } from '#web/ids.ts';
import { full, ms } from '#web/time.ts';
import { say } from '../shell/toast.ts';
import { DiscardDraft, PublishDraft } from './publish.tsx';
import { LastForm, RuleForm } from './rule-form.tsx';
import { moveRule, putRule, removeRule } from './rule-order.ts';
import { conditionText, type Names, outcomeText, reasonText } from './rule-text.ts';
import { type RowActions, RulesTable } from './rules-table.tsx';
import { t } from './texts.ts';
import type { DraftState, RoutingView } from './use-draft.ts';
import { useNames } from './use-names.ts';

type Doing =
  | { kind: 'rule'; rule: RoutingRule; place: number }
  | { kind: 'last' }
  | { kind: 'publish' }
  | { kind: 'discard' };

/** Of each rule what is wrong with it: that it never has its turn, or that it could not run now. */
function warningsOf(view: RoutingView, rules: readonly RoutingRule[]): Map<string, string[]> {
  const nameOf = (id: string) => rules.find((rule) => rule.id === id)?.name ?? '';
  const found = new Map<string, string[]>();
  const add = (id: string, words: string) => found.set(id, [...(found.get(id) ?? []), words]);
  for (const { ruleId, coveredBy } of view.draft?.warnings ?? [])
    add(ruleId, t('covered', { name: nameOf(coveredBy) }));
  for (const { ruleId, reason } of view.blocked)
    if (ruleId !== null) add(ruleId, t('blockedNow', { why: reasonText(reason) }));
  return found;
}

function filtered(rules: readonly RoutingRule[], q: string, names: Names): readonly RoutingRule[] {
  const words = q.trim().toLowerCase();
  if (words === '') return rules;
  const textOf = ({ name, conditions, outcome }: RoutingRule) =>
    [name, ...conditions.map((one) => conditionText(one, names)), outcomeText(outcome, names)].join(' ').toLowerCase();
  return rules.filter((rule) => textOf(rule).includes(words));
}

function StateLine({ view, draft }: { view: RoutingView; draft: DraftState }) {
  const { published, draft: stored } = view;
  return (
    <p className="rule-state" role="status">
      <span>{published ? t('inForce', { n: published.version, rules: published.rules }) : t('noneYet')}</span>
      {stored && (
        <span>{t('draftOf', { n: stored.basedOn, by: stored.by ?? '', at: full(ms(stored.changedAt)) })}</span>
      )}
      {draft.isChanged && <strong>{t('unsaved')}</strong>}
    </p>
  );
}

function DraftButtons({ view, draft, onDo }: { view: RoutingView; draft: DraftState; onDo: (doing: Doing) => void }) {
  return (
    <>
      {draft.isChanged ? (
        <>
          <Button onClick={draft.drop}>{t('drop')}</Button>
          <Button type="primary" loading={draft.busy} onClick={() => void draft.save()}>
            {t('save')}
          </Button>
        </>
      ) : (
        view.draft && (
          <>
            <Button onClick={() => onDo({ kind: 'discard' })}>{t('discard')}</Button>
            <Button type="primary" onClick={() => onDo({ kind: 'publish' })}>
              {t('publish')}
            </Button>
          </>
        )
      )}
    </>
  );
}

function Faults({ draft, onOpen }: { draft: DraftState; onOpen: (place: number) => void }) {
  if (draft.faults.length === 0) return null;
  return (
    <div className="form-error rule-faults" role="alert">
      <WarningIcon size={18} />
      <div>
        {t('faults', { n: draft.faults.length })}
        <ul>
          {draft.faults.map(({ rule, zh, en }) => (
            <li key={zh}>
              {pick(zh, en)}{' '}
              {rule !== null && (
                <Button size="small" type="link" onClick={() => onOpen(rule)}>
                  {t('edit')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

interface DialogsProps {
  doing: Doing;
  view: RoutingView;
  draft: DraftState;
  onClose: () => void;
}

function Dialogs({ doing, view, draft, onClose }: DialogsProps) {
  const { set, change } = draft;
  const flows = view.names.flows;
  if (doing.kind === 'publish')
    return <PublishDraft revision={view.draft?.revision ?? 0} version={view.version} onClose={onClose} />;
  if (doing.kind === 'discard') return <DiscardDraft revision={view.draft?.revision ?? 0} onClose={onClose} />;
  if (doing.kind === 'last')
    return <LastForm last={set.last} flows={flows} onDone={(last) => change({ ...set, last })} onClose={onClose} />;
  const isNew = !set.rules.some(({ id }) => id === doing.rule.id);
  return (
    <RuleForm
      title={isNew ? t('ruleAdd') : t('ruleEdit')}
      rule={doing.rule}
      place={doing.place}
      places={set.rules.length + (isNew ? 1 : 0)}
      flows={flows}
      onDone={(rule, place) => {
        change({ ...set, rules: putRule(set.rules, rule, place) });
        say(t('applied'));
      }}
      onClose={onClose}
    />
  );
}

const emptyRule = (): RoutingRule => ({
  id: newId(),
  name: '',
  conditions: [],
  outcome: { flowCode: null, unitId: null, limit: null, level: null },
});

/** The list itself: read by the command room, edited by an administrator until it is saved, and published as a version. */
export function RulesPart({ view, draft }: { view: RoutingView; draft: DraftState }) {
  const [doing, setDoing] = useState<Doing | null>(null);
  const [q, setQ] = useState('');
  const [movedId, setMoved] = useState<string | null>(null);
  const names = useNames(view.names);
  const { set, change } = draft;
  const { rules } = set;
  const warnings = useMemo(() => warningsOf(view, rules), [view, rules]);
  const shown = filtered(rules, q, names);
  const open = (rule: RoutingRule, place: number) => setDoing({ kind: 'rule', rule, place });
  const placeOf = ({ id }: RoutingRule) => rules.findIndex((rule) => rule.id === id);
  const actions: RowActions = {
    move: (id, by) => {
      const from = rules.findIndex((rule) => rule.id === id);
      const to = Math.max(0, Math.min(rules.length - 1, from + by));
      setMoved(id);
      change({ ...set, rules: moveRule(rules, from, to) });
      say(t('moved', { name: rules[from]?.name ?? '', n: to + 1 }));
    },
    edit: (rule) => open(rule, placeOf(rule)),
    copy: (rule) =>
      open({ ...rule, id: newId(), name: t('copied', { name: rule.name }).slice(0, 60) }, placeOf(rule) + 1),
    remove: ({ id }) => change({ ...set, rules: removeRule(rules, id) }),
  };
  return (
    <div className="stack">
      <div className="page-tools">
        <StateLine view={view} draft={draft} />
        <span className="grow" />
        <Input
          className="rule-filter"
          allowClear
          aria-label={t('filter')}
          placeholder={t('filter')}
          value={q}
          onChange={(event) => setQ(event.target.value)}
        />
        {view.mayEdit && (
          <>
            <Button icon={<PlusIcon size={16} />} onClick={() => open(emptyRule(), rules.length)}>
              {t('add')}
            </Button>
            <DraftButtons view={view} draft={draft} onDo={setDoing} />
          </>
        )}
      </div>
      <p className="muted">
        {t('hint')} {view.mayEdit ? t('keyHint') : t('readOnly')}
      </p>
      <Faults draft={draft} onOpen={(place) => rules[place] && open(rules[place], place)} />
      <RulesTable
        rules={rules}
        shown={shown}
        names={names}
        warnings={warnings}
        actions={view.mayEdit ? actions : null}
        movedId={movedId}
      />
      <section className="card rule-last" aria-label={t('last')}>
        <strong>{t('last')}</strong>
        <span className="muted">{t('lastHint')}</span>
        <span className="grow">{outcomeText(set.last, names)}</span>
        {view.mayEdit && (
          <Button
            size="small"
            icon={<EditIcon size={16} />}
            aria-label={t('lastEdit')}
            onClick={() => setDoing({ kind: 'last' })}
          />
        )}
      </section>
      {doing && <Dialogs doing={doing} view={view} draft={draft} onClose={() => setDoing(null)} />}
    </div>
  );
}
