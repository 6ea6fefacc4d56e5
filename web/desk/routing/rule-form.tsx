import { Button, Input, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import type { RoutingOutcome, RoutingRule } from '#contract/routing';
import { PlusIcon, WarningIcon } from '#web/icons.tsx';
import { LabelledField } from '../shell/command-modal.tsx';
import { t as shell } from '../shell/texts.ts';
import { ConditionField, freshCondition, isEmpty } from './condition-fields.tsx';
import { OutcomeFields } from './outcome-fields.tsx';
import { t } from './texts.ts';

type Flows = readonly { id: string; name: string }[];

interface RuleFormProps {
  title: string;
  rule: RoutingRule;
  /** From 0, and how many places there are. */
  place: number;
  places: number;
  flows: Flows;
  onDone: (rule: RoutingRule, place: number) => void;
  onClose: () => void;
}

function whyNot(rule: RoutingRule): string | null {
  if (rule.name.trim() === '') return t('nameMissing');
  if (rule.conditions.length === 0) return t('conditionMissing');
  const empty = rule.conditions.findIndex(isEmpty);
  return empty === -1 ? null : t('valuesMissing', { n: empty + 1 });
}

/** One rule: its name and place, what must hold, what it gives. Nothing is sent: the draft is saved as a whole. */
export function RuleForm({ title, rule: given, place: at, places, flows, onDone, onClose }: RuleFormProps) {
  const [rule, setRule] = useState(given);
  const [place, setPlace] = useState(at);
  const [error, setError] = useState<string | null>(null);
  const change = (part: Partial<RoutingRule>) => setRule((old) => ({ ...old, ...part }));
  const { conditions } = rule;
  function finish(): void {
    const missing = whyNot(rule);
    setError(missing);
    if (missing) return;
    onDone({ ...rule, name: rule.name.trim() }, place);
    onClose();
  }
  return (
    <Modal
      open
      title={title}
      okText={t('done')}
      cancelText={shell('cancel')}
      width={760}
      onOk={finish}
      onCancel={onClose}
    >
      <div className="stack">
        {error && (
          <p className="form-error" role="alert">
            <WarningIcon size={18} />
            {error}
          </p>
        )}
        <div className="rule-name">
          <LabelledField id="rule-name" label={t('name')}>
            <Input
              id="rule-name"
              maxLength={60}
              value={rule.name}
              onChange={(event) => change({ name: event.target.value })}
            />
          </LabelledField>
          <LabelledField id="rule-place" label={t('place')}>
            <InputNumber
              id="rule-place"
              min={1}
              max={places}
              precision={0}
              value={place + 1}
              onChange={(value) => setPlace((value ?? 1) - 1)}
            />
          </LabelledField>
        </div>
        <h3>{t('conditions')}</h3>
        {conditions.map((condition, n) => (
          <ConditionField
            // biome-ignore lint/suspicious/noArrayIndexKey: a condition has no id, and its kind is what is edited.
            key={n}
            n={n + 1}
            condition={condition}
            onChange={(next) => change({ conditions: conditions.with(n, next) })}
            onRemove={() => change({ conditions: conditions.toSpliced(n, 1) })}
          />
        ))}
        <div>
          <Button
            icon={<PlusIcon size={16} />}
            disabled={conditions.length >= 12}
            onClick={() => change({ conditions: [...conditions, freshCondition(conditions)] })}
          >
            {t('conditionAdd')}
          </Button>
        </div>
        <h3>{t('outcome')}</h3>
        <OutcomeFields outcome={rule.outcome} flows={flows} onChange={(outcome) => change({ outcome })} />
      </div>
    </Modal>
  );
}

interface LastFormProps {
  last: RoutingOutcome;
  flows: Flows;
  onDone: (last: RoutingOutcome) => void;
  onClose: () => void;
}

/** The last rule has no conditions: it takes whatever remains. */
export function LastForm({ last, flows, onDone, onClose }: LastFormProps) {
  const [outcome, setOutcome] = useState(last);
  return (
    <Modal
      open
      title={t('lastEdit')}
      okText={t('done')}
      cancelText={shell('cancel')}
      onOk={() => {
        onDone(outcome);
        onClose();
      }}
      onCancel={onClose}
    >
      <div className="stack">
        <OutcomeFields outcome={outcome} flows={flows} onChange={setOutcome} />
      </div>
    </Modal>
  );
}
