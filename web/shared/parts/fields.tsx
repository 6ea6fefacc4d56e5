import { type ComponentProps, type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import { CheckIcon } from '../icons.tsx';
import { t } from './texts.ts';

interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  optional?: boolean;
}

function useFieldIds(hint: ReactNode, error: string | undefined, id: string | undefined) {
  const made = useId();
  const own = id ?? made;
  const described = [hint ? `${own}-hint` : '', error ? `${own}-error` : ''].filter(Boolean).join(' ');
  return { own, described: described || undefined };
}

function FieldHead({ own, label, hint, error, optional }: FieldProps & { own: string }) {
  return (
    <>
      <div className="field-head">
        <label htmlFor={own}>{label}</label>
        {optional && <span className="field-note">{t('optional')}</span>}
      </div>
      {hint && (
        <p id={`${own}-hint`} className="field-note">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${own}-error`} className="field-error">
          {error}
        </p>
      )}
    </>
  );
}

export function TextField({ label, hint, error, optional, id, ...rest }: FieldProps & ComponentProps<'input'>) {
  const { own, described } = useFieldIds(hint, error, id);
  return (
    <div className="field">
      <FieldHead own={own} label={label} hint={hint} error={error} optional={optional ?? false} />
      <input
        {...rest}
        id={own}
        className="input"
        aria-invalid={error ? true : undefined}
        aria-describedby={described}
      />
    </div>
  );
}

/** Grows with its text where the kernel knows field-sizing; elsewhere `rows` gives the height. */
export function TextArea({
  label,
  hint,
  error,
  optional,
  id,
  rows = 4,
  ...rest
}: FieldProps & ComponentProps<'textarea'>) {
  const { own, described } = useFieldIds(hint, error, id);
  return (
    <div className="field">
      <FieldHead own={own} label={label} hint={hint} error={error} optional={optional ?? false} />
      <textarea
        {...rest}
        id={own}
        rows={rows}
        className="input textarea"
        aria-invalid={error ? true : undefined}
        aria-describedby={described}
      />
    </div>
  );
}

interface SwitchProps {
  label: ReactNode;
  on: boolean;
  onChange: (on: boolean) => void;
  hint?: ReactNode;
  wide?: boolean;
}

export function Switch({ label, on, onChange, hint, wide }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={on}
      className={wide ? 'switch switch-wide' : 'switch'}
      onClick={() => onChange(!on)}
    >
      <span className="switch-text">
        {label}
        {hint && <small>{hint}</small>}
      </span>
      <span className="switch-track" aria-hidden="true">
        <span />
      </span>
    </button>
  );
}

export interface Choice<V extends string> {
  value: V;
  label: ReactNode;
  hint?: ReactNode;
}

interface ChipsProps<V extends string> {
  label: string;
  choices: readonly Choice<V>[];
  value: V | null;
  onChange: (value: V | null) => void;
  /** Pressing the chosen one again takes the choice back. */
  clearable?: boolean;
  /** 'list' stacks full-width rows with hints. */
  look?: 'chips' | 'list';
}

const STEP: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** One tab stop for the group (roving tabindex); arrows move and choose, as in a native radio group. */
export function RadioGroup<V extends string>({
  label,
  choices,
  value,
  onChange,
  clearable,
  look = 'chips',
}: ChipsProps<V>) {
  const group = useRef<HTMLDivElement>(null);
  const chosen = choices.findIndex((choice) => choice.value === value);

  function move(event: KeyboardEvent, index: number): void {
    const step = STEP[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = (index + step + choices.length) % choices.length;
    const choice = choices[next];
    if (!choice) return;
    onChange(choice.value);
    group.current?.querySelectorAll<HTMLElement>('[role=radio]')[next]?.focus();
  }

  return (
    <div ref={group} role="radiogroup" aria-label={label} className={`radios radios-${look}`}>
      {choices.map((choice, index) => {
        const on = index === chosen;
        return (
          // biome-ignore lint/a11y/useSemanticElements: chips carry icons and two lines, which a native radio cannot.
          <button
            type="button"
            key={choice.value}
            role="radio"
            aria-checked={on}
            tabIndex={on || (chosen < 0 && index === 0) ? 0 : -1}
            className="chip"
            onClick={() => onChange(on && clearable ? null : choice.value)}
            onKeyDown={(event) => move(event, index)}
          >
            {on && <CheckIcon size={18} />}
            <span>
              {choice.label}
              {choice.hint && <small>{choice.hint}</small>}
            </span>
          </button>
        );
      })}
    </div>
  );
}

/** Such a group with its label over it, as a field of a form has it. */
export function RadioField<V extends string>({ optional, ...group }: ChipsProps<V> & { optional?: boolean }) {
  return (
    <div className="field">
      <div className="field-head" aria-hidden="true">
        <span className="field-label">{group.label}</span>
        {optional && <span className="field-note">{t('optional')}</span>}
      </div>
      <RadioGroup {...group} clearable={optional ?? false} />
    </div>
  );
}
