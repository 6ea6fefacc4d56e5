import { InputNumber, Select } from 'antd';
import type { RoutingOutcome } from '#contract/routing';
import { type LimitUnit, limitUnits, limitUnitText } from '../catalogue/limit-text.ts';
import { LabelledField } from '../shell/command-modal.tsx';
import { useAsk } from '../shell/query.ts';
import { t } from './texts.ts';

interface OutcomeProps {
  outcome: RoutingOutcome;
  flows: readonly { id: string; name: string }[];
  onChange: (outcome: RoutingOutcome) => void;
}

const levels = ['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ'] as const;

function LimitField({
  limit,
  onChange,
}: {
  limit: RoutingOutcome['limit'];
  onChange: (limit: RoutingOutcome['limit']) => void;
}) {
  return (
    <div className="rule-limit">
      <Select
        id="rule-limit"
        value={limit ? 'set' : 'none'}
        options={[
          { value: 'none', label: t('limitNone') },
          { value: 'set', label: t('limitSet') },
        ]}
        onChange={(value: string) => onChange(value === 'set' ? { amount: 24, unit: 'workHour' } : null)}
      />
      {limit && (
        <>
          <InputNumber
            aria-label={t('amount')}
            min={1}
            max={10000}
            precision={0}
            value={limit.amount}
            onChange={(amount) => onChange({ ...limit, amount: amount ?? 1 })}
          />
          <Select
            aria-label={t('unitOf')}
            value={limit.unit}
            options={limitUnits.map((value) => ({ value, label: limitUnitText(value) }))}
            onChange={(unit: LimitUnit) => onChange({ ...limit, unit })}
          />
        </>
      )}
    </div>
  );
}

/** What a rule gives; each part may be left to what stands behind it. */
export function OutcomeFields({ outcome, flows, onChange }: OutcomeProps) {
  const units = useAsk('GET /api/units', {}, { staleTime: 60_000 });
  const change = (part: Partial<RoutingOutcome>) => onChange({ ...outcome, ...part });
  return (
    <>
      {flows.length > 0 && (
        <LabelledField id="rule-flow" label={t('flow')}>
          <Select
            id="rule-flow"
            className="wide"
            allowClear
            placeholder={t('flowNone')}
            value={outcome.flowCode}
            options={flows.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(flowCode: string | null) => change({ flowCode: flowCode ?? null })}
          />
        </LabelledField>
      )}
      <LabelledField id="rule-unit" label={t('unit')}>
        <Select
          id="rule-unit"
          className="wide"
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('unitNone')}
          value={outcome.unitId}
          options={(units.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(unitId: string | null) => change({ unitId: unitId ?? null })}
        />
      </LabelledField>
      <LabelledField id="rule-limit" label={t('limit')}>
        <LimitField limit={outcome.limit} onChange={(limit) => change({ limit })} />
      </LabelledField>
      <LabelledField id="rule-level" label={t('level')}>
        <Select
          id="rule-level"
          className="wide"
          value={outcome.level ?? 0}
          options={[
            { value: 0, label: t('levelNone') },
            ...levels.map((label, n) => ({ value: n + 1, label: t('levelN', { n: label }) })),
          ]}
          onChange={(level: number) => change({ level: level === 0 ? null : level })}
        />
      </LabelledField>
    </>
  );
}
