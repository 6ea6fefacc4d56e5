import { Button, Checkbox, Input, Select } from 'antd';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Ask } from '#contract/api';
import type { Category } from '#contract/catalogue';
import { call, sayError } from '#web/api.ts';
import { WarningIcon } from '#web/icons.tsx';
import { newId } from '#web/ids.ts';
import { UnitSelect } from '../cases/unit-select.tsx';
import { refresh } from '../shell/query.ts';
import { t as shell } from '../shell/texts.ts';
import { say } from '../shell/toast.ts';
import { LimitInput, limitGiven } from './limit-input.tsx';
import { t } from './texts.ts';

type Change = Omit<Ask<'PUT /api/categories/:code'>['body'], 'commandId'>;

function editable(category: Category): Required<Change> {
  const { name, nameEn, description, keywords, examples, limitAmount, limitUnit, unitId, risk, level, selfHandle } =
    category;
  return { name, nameEn, description, keywords, examples, limitAmount, limitUnit, unitId, risk, level, selfHandle };
}

function Field({ id, label, hint, children }: { id: string; label: string; hint?: string; children: ReactNode }) {
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {hint && <small>{hint}</small>}
      </label>
      {children}
    </div>
  );
}

interface PartProps {
  form: Required<Change>;
  set: (part: Partial<Change>) => void;
  off: boolean;
}

function Words({ form, set, off }: PartProps) {
  return (
    <>
      <div className="form-two">
        <Field id="cat-name" label={t('name')}>
          <Input
            id="cat-name"
            maxLength={40}
            disabled={off}
            value={form.name}
            onChange={(event) => set({ name: event.target.value })}
          />
        </Field>
        <Field id="cat-name-en" label={t('nameEn')}>
          <Input
            id="cat-name-en"
            maxLength={80}
            disabled={off}
            value={form.nameEn}
            onChange={(event) => set({ nameEn: event.target.value })}
          />
        </Field>
      </div>
      <Field id="cat-description" label={t('description')}>
        <Input.TextArea
          id="cat-description"
          maxLength={400}
          autoSize={{ minRows: 2 }}
          disabled={off}
          value={form.description}
          onChange={(event) => set({ description: event.target.value })}
        />
      </Field>
      <Field id="cat-keywords" label={t('keywords')} hint={t('keywordsHint')}>
        <Select<string[]>
          id="cat-keywords"
          mode="tags"
          open={false}
          aria-label={t('keywords')}
          disabled={off}
          value={form.keywords}
          onChange={(keywords) => set({ keywords })}
        />
      </Field>
      <Field id="cat-examples" label={t('examples')} hint={t('examplesHint')}>
        <Input.TextArea
          id="cat-examples"
          autoSize={{ minRows: 3, maxRows: 10 }}
          disabled={off}
          value={form.examples.join('\n')}
          onChange={(event) => set({ examples: event.target.value.split('\n') })}
        />
      </Field>
    </>
  );
}

function Rules({ form, set, off }: PartProps) {
  const risks = ['low', 'medium', 'high'] as const;
  return (
    <div className="form-two">
      <Field id="cat-limit" label={t('limit')}>
        <LimitInput
          id="cat-limit"
          label={t('limit')}
          unitLabel={t('limitUnit')}
          none={t('limitNone')}
          disabled={off}
          value={limitGiven(form.limitAmount, form.limitUnit)}
          onChange={(limit) => set({ limitAmount: limit?.amount ?? null, limitUnit: limit?.unit ?? null })}
        />
      </Field>
      <Field id="cat-unit" label={t('unit')}>
        <UnitSelect
          id="cat-unit"
          value={form.unitId ?? undefined}
          onChange={(unitId) => set({ unitId: unitId ?? null })}
        />
      </Field>
      <Field id="cat-risk" label={t('risk')}>
        <Select
          id="cat-risk"
          aria-label={t('risk')}
          disabled={off}
          value={form.risk}
          options={risks.map((value) => ({ value, label: t(value) }))}
          onChange={(risk) => set({ risk })}
        />
      </Field>
      <Field id="cat-level" label={t('level')}>
        <Select<number>
          id="cat-level"
          aria-label={t('level')}
          disabled={off}
          value={form.level ?? 0}
          options={[0, 1, 2, 3, 4].map((value) => ({
            value,
            label: value === 0 ? t('levelNone') : ['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ'][value - 1],
          }))}
          onChange={(level) => set({ level: level === 0 ? null : level })}
        />
      </Field>
      <Checkbox
        checked={form.selfHandle}
        disabled={off}
        onChange={(event) => set({ selfHandle: event.target.checked })}
      >
        {t('selfHandle')}
      </Checkbox>
    </div>
  );
}

/** Saved, it is a new version of the catalogue; running cases end on the old one. */
export function CategoryEditor({ category, mayEdit }: { category: Category; mayEdit: boolean }) {
  const [form, setForm] = useState(() => editable(category));
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const set = (part: Partial<Change>) => setForm((old) => ({ ...old, ...part }) as Required<Change>);
  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      const examples = form.examples.map((line) => line.trim()).filter(Boolean);
      const saved = await call('PUT /api/categories/:code', {
        params: { code: category.code },
        body: { commandId: newId(), ...form, examples },
      });
      say(t('saved', { name: saved.name }));
      await refresh('GET /api/categories', 'GET /api/public/categories');
    } catch (failure) {
      setError(sayError(failure));
    } finally {
      setBusy(false);
    }
  }
  const minor = category.parentCode !== null;
  return (
    <form className="card area-card" onSubmit={(event) => void save(event)} noValidate>
      <div className="area-head">
        <h2>{category.name}</h2>
        <span className="chip num">
          {t('code')} {category.code}
        </span>
        {!minor && <span className="chip">{t('major')}</span>}
        {category.standardRef && (
          <span className="muted num">
            {t('standardRef')} {category.standardRef}
          </span>
        )}
      </div>
      {!mayEdit && <p className="muted">{t('readOnly')}</p>}
      {error && (
        <p className="form-error" role="alert">
          <WarningIcon size={18} />
          {error}
        </p>
      )}
      <Words form={form} set={set} off={!mayEdit} />
      {minor && <Rules form={form} set={set} off={!mayEdit} />}
      {mayEdit && (
        <div>
          <Button type="primary" htmlType="submit" loading={busy}>
            {shell('save')}
          </Button>
        </div>
      )}
    </form>
  );
}
