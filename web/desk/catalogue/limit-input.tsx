import { InputNumber, Select } from 'antd';
import { type LimitUnit, limitUnits, limitUnitText } from './limit-text.ts';

interface Limit {
  amount: number;
  unit: LimitUnit;
}

interface LimitInputProps {
  value: Limit | null;
  label: string;
  unitLabel: string;
  onChange: (limit: Limit | null) => void;
  /** Said where no limit is set; without it one has to be, and null never comes. */
  none?: string;
  disabled?: boolean;
  id?: string;
}

export const limitGiven = (amount: number | null, unit: LimitUnit | null): Limit | null =>
  amount && unit ? { amount, unit } : null;

/** How much of which unit: 2 working days. */
export function LimitInput({ value, label, unitLabel, onChange, none, disabled = false, id }: LimitInputProps) {
  return (
    <div className="form-row">
      <InputNumber
        {...(id ? { id } : { 'aria-label': label })}
        min={1}
        max={10000}
        precision={0}
        disabled={disabled}
        {...(none ? { placeholder: none } : {})}
        value={value?.amount ?? null}
        onChange={(typed) => {
          const amount = none ? typed : (typed ?? 1);
          onChange(amount ? { amount, unit: value?.unit ?? 'workDay' } : null);
        }}
      />
      <Select
        aria-label={unitLabel}
        className="limit-unit"
        disabled={disabled || value === null}
        value={value?.unit ?? null}
        options={limitUnits.map((unit) => ({ value: unit, label: limitUnitText(unit) }))}
        onChange={(unit: LimitUnit) => value && onChange({ amount: value.amount, unit })}
      />
    </div>
  );
}
