import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import type { Answer } from '#contract/api';
import type { TimeLimit } from '#contract/deadlines';
import { call, sayError } from '#web/api.ts';
import { listText } from '#web/i18n.ts';
import { full, ms } from '#web/time.ts';
import { LimitInput } from '../catalogue/limit-input.tsx';
import { t } from './texts.ts';

type Result = Answer<'POST /api/deadlines/calculate'>;

function Explained({ result }: { result: Result }) {
  return (
    <div role="status">
      <dl className="facts facts-wide">
        <div>
          <dt>{t('due')}</dt>
          <dd className="num">{full(ms(result.dueAt))}</dd>
        </div>
        <div>
          <dt>{t('nearFrom')}</dt>
          <dd className="num">{full(ms(result.nearAt))}</dd>
        </div>
      </dl>
      <p className="num">{t('counts', { at: full(ms(result.countsFrom)) })}</p>
      {result.days.length === 0 ? (
        <p>{t('nothingSkipped')}</p>
      ) : (
        <p>
          {t('skipped')}
          {listText(result.days.map(({ day, why, name }) => `${day} ${name ?? t(`why_${why}`)}`))}
        </p>
      )}
    </div>
  );
}

/** From when, how long: when it ends, and which days did not count. */
export function Calculator() {
  const [from, setFrom] = useState(() => new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 16));
  const [limit, setLimit] = useState<TimeLimit>({ amount: 2, unit: 'workDay' });
  const [result, setResult] = useState<Result | null>(null);
  const [error, setError] = useState<string | null>(null);
  async function run(event: FormEvent): Promise<void> {
    event.preventDefault();
    setError(null);
    try {
      setResult(await call('POST /api/deadlines/calculate', { body: { from: `${from}:00+08:00`, limit } }));
    } catch (failure) {
      setResult(null);
      setError(sayError(failure));
    }
  }
  return (
    <form className="area-head" onSubmit={(event) => void run(event)}>
      <Input
        type="datetime-local"
        aria-label={t('start')}
        className="calc-from"
        value={from}
        onChange={(event) => setFrom(event.target.value)}
      />
      <LimitInput
        value={limit}
        label={t('limit')}
        unitLabel={t('limitUnit')}
        onChange={(next) => next && setLimit(next)}
      />
      <Button htmlType="submit">{t('calculate')}</Button>
      {error && (
        <p className="form-error" role="alert">
          {error}
        </p>
      )}
      {result && <Explained result={result} />}
    </form>
  );
}
