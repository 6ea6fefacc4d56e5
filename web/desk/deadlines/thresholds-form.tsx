import { Button, InputNumber } from 'antd';
import { useId, useState } from 'react';
import type { Threshold, Thresholds } from '#contract/deadlines';
import { call, sayError } from '#web/api.ts';
import { newId } from '#web/ids.ts';
import { limitOf } from '../catalogue/limit-text.ts';
import { refresh } from '../shell/query.ts';
import { say, sayWrong } from '../shell/toast.ts';
import { t } from './texts.ts';

interface ShareProps {
  name: string;
  value: Threshold;
  most: number;
  off: boolean;
  onChange: (value: Threshold) => void;
}

function Share({ name, value, most, off, onChange }: ShareProps) {
  const id = useId();
  if (!('share' in value)) return <p>{t('nearAmount', { n: limitOf(value.amount, value.unit) })}</p>;
  return (
    <div className="hours-line">
      <label htmlFor={id}>{name}</label>
      <InputNumber
        id={id}
        min={1}
        max={most}
        precision={0}
        suffix={t('percent')}
        disabled={off}
        value={Math.round(value.share * 100)}
        onChange={(share) => onChange({ share: (share ?? 1) / 100 })}
      />
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
      <Share
        name={t('near')}
        value={form.near}
        most={99}
        off={!mayEdit}
        onChange={(near) => setForm({ ...form, near })}
      />
      <Share
        name={t('long')}
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
