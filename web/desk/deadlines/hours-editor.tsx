import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import type { WorkPattern } from '#contract/deadlines';
import { PlusIcon } from '#web/icons.tsx';
import { readSpans, spansText } from './spans.ts';
import { t } from './texts.ts';

interface HoursProps {
  patterns: readonly WorkPattern[];
  mayEdit: boolean;
  onChange: (patterns: WorkPattern[]) => void;
}

interface LineProps {
  name: string;
  text: string;
  off: boolean;
  onSpans: (spans: WorkPattern['days'][number]) => void;
}

function DayLine({ name, text, off, onSpans }: LineProps) {
  const [words, setWords] = useState(text);
  const id = useId();
  const read = readSpans(words);
  const wrong = 'wrong' in read ? t('badSpan', { text: read.wrong }) : null;
  return (
    <div className="hours-line">
      <label htmlFor={id}>{name}</label>
      <Input
        id={id}
        value={words}
        disabled={off}
        status={wrong ? 'error' : ''}
        onChange={(event) => {
          setWords(event.target.value);
          const spans = readSpans(event.target.value);
          if (!('wrong' in spans)) onSpans(spans);
        }}
      />
      {wrong && (
        <span className="form-error" role="alert">
          {wrong}
        </span>
      )}
    </div>
  );
}

/** Working hours of a week, as people write them; a later pattern holds from its own day on. */
export function HoursEditor({ patterns, mayEdit, onChange }: HoursProps) {
  const put = (at: number, pattern: WorkPattern) => onChange(patterns.map((one, n) => (n === at ? pattern : one)));
  const today = new Date().toISOString().slice(0, 10);
  const last = patterns.at(-1);
  return (
    <>
      <p className="muted">{t('hoursHint')}</p>
      {patterns.map((pattern, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a pattern has no id, and its day is what is edited.
        <fieldset key={at} className="hours">
          <div className="hours-line">
            <label htmlFor={`hours-from-${at}`}>{t('from')}</label>
            <Input
              id={`hours-from-${at}`}
              type="date"
              value={pattern.from}
              disabled={!mayEdit}
              onChange={(event) => event.target.value && put(at, { ...pattern, from: event.target.value })}
            />
          </div>
          {pattern.days.map((spans, day) => (
            <DayLine
              // biome-ignore lint/suspicious/noArrayIndexKey: seven weekdays.
              key={day}
              name={t('weekdayNames').split(' ')[day] ?? ''}
              text={spansText(spans)}
              off={!mayEdit}
              onSpans={(next) => put(at, { ...pattern, days: pattern.days.map((one, n) => (n === day ? next : one)) })}
            />
          ))}
        </fieldset>
      ))}
      {mayEdit && last && (
        <div>
          <Button icon={<PlusIcon size={16} />} onClick={() => onChange([...patterns, { ...last, from: today }])}>
            {t('addPattern')}
          </Button>
        </div>
      )}
    </>
  );
}
