import { Button, InputNumber, Select } from 'antd';
import { useState } from 'react';
import type { Threshold, Thresholds } from '#contract/deadlines';
import { call, sayError } from '#web/api.ts';
import { newId } from '#web/ids.ts';
import { LimitInput } from '../catalogue/limit-input.tsx';
import { refresh } from '../shell/query.ts';
import { say, sayWrong } from '../shell/toast.ts';
import { t } from './texts.ts';

interface LineProps {
  name: string;
  value: Threshold;
  most: number;
  off: boolean;
  /** What an amount of time means here: left before the end, or passed after it. */
  byTime: string;
  onChange: (value: Threshold) => void;
}

const startingTime: Threshold = { amount: 4, unit: 'workHour' };

/** A share of the limit, or an amount of time. */
function Line({ name, value, most, off, byTime, onChange }: LineProps) {
  const isShare = 'share' in value;
  return (
    <div className="threshold-line">
      <span>{name}</span>
      <Select
        aria-label={`${name} ${t('thresholdKind')}`}
        disabled={off}
        value={isShare ? 'share' : 'time'}
        options={[
          { value: 'share', label: t('byShare') },
          { value: 'time', label: byTime },
        ]}
        onChange={(kind) => onChange(kind === 'share' ? { share: most === 99 ? 0.75 : 1 } : startingTime)}
      />
      {isShare ? (
        <InputNumber
          aria-label={name}
          min={1}
          max={most}
          precision={0}
          suffix={t('percent')}
          disabled={off}
          value={Math.round(value.share * 100)}
          onChange={(share) => onChange({ share: (share ?? 1) / 100 })}
        />
      ) : (
        <LimitInput
          value={value}
          label={name}
          unitLabel={t('limitUnit')}
          disabled={off}
          onChange={(limit) => limit && onChange(limit)}
        />
      )}
    </div>
  );
}

export function ThresholdsForm({ thresholds, mayEdit }: { thresholds: Thresholds; mayEdit: boolean }) {
  const [form, setForm] = useState(thresholds);
  async function save(): Promise<void> {
    try {
      await call('PUT /api/deadlines/thresholds', { body: { commandId: newId(), thresholds: form } });
      say(t('savedThresholds'));
      await refresh('GET /api/deadlines/calendar');
    } catch (error) {
      sayWrong(sayError(error));
    }
  }
  return (
    <>
      <Line
        name={t('near')}
        byTime={t('nearTime')}
        value={form.near}
        most={99}
        off={!mayEdit}
        onChange={(near) => setForm({ ...form, near })}
      />
      <Line
        name={t('long')}
        byTime={t('longTime')}
        value={form.long}
        most={1000}
        off={!mayEdit}
        onChange={(long) => setForm({ ...form, long })}
      />
      {mayEdit && (
        <div>
          <Button onClick={() => void save()}>{t('saveThresholds')}</Button>
        </div>
      )}
    </>
  );
}
