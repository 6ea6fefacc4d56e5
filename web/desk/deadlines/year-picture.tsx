import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import type { CalendarDocument, SpecialDay } from '#contract/deadlines';
import { t } from './texts.ts';

type Kind = 'holiday' | 'workday' | 'weekend' | 'usual';
/** Marked by a letter and a shape, not by colour alone. */
const marks: Record<Kind, string> = { holiday: '休', workday: '班', weekend: '', usual: '' };

const months = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

const dayText = (year: number, month: number, date: number) =>
  `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
const mondayFirst = (day: string) => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;

function kindOf(document: CalendarDocument, day: string, special: SpecialDay | undefined): Kind {
  if (special) return special.kind;
  const pattern = document.patterns.filter(({ from }) => from <= day).at(-1) ?? document.patterns[0];
  return (pattern?.days[mondayFirst(day)] ?? []).length > 0 ? 'usual' : 'weekend';
}

interface PictureProps {
  document: CalendarDocument;
  mayEdit: boolean;
  onChange: (document: CalendarDocument) => void;
}

function withDay(document: CalendarDocument, year: number, day: string, special: SpecialDay | null): CalendarDocument {
  const days = (document.years.find((one) => one.year === year)?.days ?? []).filter((one) => one.day !== day);
  const next = special ? [...days, special].sort((one, two) => (one.day < two.day ? -1 : 1)) : days;
  const others = document.years.filter((one) => one.year !== year);
  return { ...document, years: [...others, { year, days: next }].sort((one, two) => one.year - two.year) };
}

interface MonthProps extends PictureProps {
  year: number;
  month: number;
  chosen: string | null;
  onChoose: (day: string) => void;
}

function Month({ document, year, month, chosen, onChoose, mayEdit }: MonthProps) {
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const special = new Map(document.years.find((one) => one.year === year)?.days.map((one) => [one.day, one]));
  const days = Array.from({ length }, (_, index) => dayText(year, month, index + 1));
  return (
    <section className="cal-month" aria-label={t('month', { n: month })}>
      <h3>{t('month', { n: month })}</h3>
      <div className="cal-days">
        {[...t('weekdays')].map((name, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: seven weekdays, of which letters repeat.
          <span key={index} className="cal-head" aria-hidden="true">
            {name}
          </span>
        ))}
        {days.map((day, index) => {
          const found = special.get(day);
          const kind = kindOf(document, day, found);
          const label = t('dayIs', { day, kind: t(kind), name: found ? ` ${found.name}` : '' });
          return (
            <button
              key={day}
              type="button"
              className={`cal-day cal-${kind} ${day === chosen ? 'cal-chosen' : ''}`}
              style={index === 0 ? { gridColumnStart: mondayFirst(day) + 1 } : undefined}
              title={label}
              aria-pressed={mayEdit ? day === chosen : undefined}
              onClick={() => onChoose(day)}
            >
              <span className="num">{index + 1}</span>
              <small>{marks[kind]}</small>
              <span className="sr-only">{label}</span>
            </button>
          );
        })}
      </div>
    </section>
  );
}

/** Twelve months of a year; a chosen day can be made free, worked, or as usual. */
export function YearPicture({ document, mayEdit, onChange }: PictureProps) {
  const thisYear = new Date().getFullYear();
  const [year, setYear] = useState(thisYear);
  const [chosen, setChosen] = useState<string | null>(null);
  const years = [...new Set([...document.years.map((one) => one.year), thisYear, thisYear + 1])].sort();
  const found = document.years.flatMap(({ days }) => days).find(({ day }) => day === chosen);
  const [name, setName] = useState('');
  const put = (kind: SpecialDay['kind'] | null) => {
    if (!chosen) return;
    const special = kind && { day: chosen, kind, name: name.trim() || t(kind) };
    onChange(withDay(document, year, chosen, special));
  };
  const choose = (day: string) => {
    setChosen(day);
    setName(document.years.flatMap(({ days }) => days).find((one) => one.day === day)?.name ?? '');
  };
  return (
    <>
      <div className="area-head">
        <Select
          aria-label={t('year')}
          value={year}
          options={years.map((value) => ({ value, label: value }))}
          onChange={(value: number) => {
            setYear(value);
            setChosen(null);
          }}
        />
        <ul className="cal-legend">
          {(['holiday', 'workday', 'weekend', 'usual'] as const).map((kind) => (
            <li key={kind}>
              <span className={`cal-day cal-${kind}`} aria-hidden="true">
                <small>{marks[kind]}</small>
              </span>
              {t(kind)}
            </li>
          ))}
        </ul>
      </div>
      {mayEdit && !chosen && <p className="muted">{t('clickDay')}</p>}
      {mayEdit && chosen && (
        <div className="area-head">
          <span className="num">{chosen}</span>
          <Input
            aria-label={t('dayName')}
            placeholder={t('dayName')}
            maxLength={40}
            className="cal-name"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <Button onClick={() => put('holiday')}>{t('holiday')}</Button>
          <Button onClick={() => put('workday')}>{t('workday')}</Button>
          <Button disabled={!found} onClick={() => put(null)}>
            {t('asUsual')}
          </Button>
        </div>
      )}
      <div className="cal-year">
        {months.map((month) => (
          <Month key={month} {...{ document, mayEdit, onChange, year, chosen, month }} onChoose={choose} />
        ))}
      </div>
    </>
  );
}
