import './cases.css';
import './detail.css';
import './detail-work.css';
import './register.css';
import { Button, Checkbox, Input, Radio } from 'antd';
import { type FormEvent, useState } from 'react';
import type { Reported } from '#contract/cases';
import { call, sayError } from '#web/api.ts';
import { WarningIcon } from '#web/icons.tsx';
import { BelongsNote } from '#web/parts/belongs-note.tsx';
import { lang } from '#web/prefs.ts';
import { CategorySelect, useCategories } from '../catalogue/category-select.tsx';
import { sourceText } from '../shell/case-names.ts';
import { PageTitle } from '../shell/page.tsx';
import { refresh } from '../shell/query.ts';
import { t as shell } from '../shell/texts.ts';
import type { DraftPhoto } from './drafts.ts';
import { PhotoField } from './photo-field.tsx';
import { RegisterAside } from './register-aside.tsx';
import { RegisterPlace } from './register-place.tsx';
import { Registered } from './registered.tsx';
import {
  emptyRegistration,
  isReady,
  keepRegistration,
  keptRegistration,
  type Registration,
  registerSources,
  reportOf,
  type SetForm,
} from './registration.ts';
import { t } from './texts-work.ts';
import { useSuggestions } from './use-registration.ts';

function useForm() {
  const [brought] = useState(() => keptRegistration());
  const [form, setForm] = useState<Registration>(() => brought ?? emptyRegistration());
  const [photos, setPhotos] = useState<readonly DraftPhoto[]>([]);
  const set: SetForm = (part) =>
    setForm((old) => {
      const next = typeof part === 'function' ? part(old) : { ...old, ...part };
      keepRegistration(next);
      return next;
    });
  const clear = () => {
    keepRegistration(null);
    setForm(emptyRegistration());
    setPhotos([]);
  };
  return { form, set, photos, setPhotos, clear, brought: brought !== null && brought.body !== '' };
}

function Caller({ form, set }: { form: Registration; set: SetForm }) {
  return (
    <fieldset className="form-block">
      <legend>{t('regCaller')}</legend>
      <Radio.Group
        aria-label={t('regSource')}
        value={form.source}
        options={registerSources.map((value) => ({ value, label: sourceText(value) }))}
        onChange={(event) => set({ source: event.target.value })}
      />
      <div className="form-two">
        <div className="field">
          <label htmlFor="reg-name">{t('regName')}</label>
          <Input
            id="reg-name"
            value={form.name}
            maxLength={40}
            autoComplete="off"
            onChange={(event) => set({ name: event.target.value })}
          />
        </div>
        <div className="field">
          <label htmlFor="reg-phone">{t('regPhone')}</label>
          <Input
            id="reg-phone"
            value={form.phone}
            maxLength={20}
            inputMode="tel"
            autoComplete="off"
            onChange={(event) => set({ phone: event.target.value })}
          />
        </div>
      </div>
      <Checkbox checked={form.anonymous} onChange={(event) => set({ anonymous: event.target.checked })}>
        {t('regAnonymous')}
      </Checkbox>
    </fieldset>
  );
}

function What({ form, set }: { form: Registration; set: SetForm }) {
  const suggested = useSuggestions(form.body);
  const categories = useCategories().data?.rows ?? [];
  const belongs = categories.find(({ code }) => code === form.categoryCode)?.admission;
  return (
    <fieldset className="form-block">
      <legend>{t('regWhat')}</legend>
      <div className="field">
        <label htmlFor="reg-body">
          {t('regBody')}
          <small>{t('regBodyHint')}</small>
        </label>
        <Input.TextArea
          id="reg-body"
          value={form.body}
          maxLength={2000}
          autoSize={{ minRows: 4, maxRows: 10 }}
          onChange={(event) => set({ body: event.target.value })}
        />
      </div>
      <div className="form-two">
        <div className="field">
          <label htmlFor="reg-title">{t('regTitle')}</label>
          <Input
            id="reg-title"
            value={form.title}
            maxLength={60}
            onChange={(event) => set({ title: event.target.value })}
          />
        </div>
        <div className="field">
          <label htmlFor="reg-category">{t('regCategory')}</label>
          <CategorySelect
            id="reg-category"
            value={form.categoryCode}
            onChange={(categoryCode) =>
              set(({ categoryCode: _, ...rest }) => (categoryCode ? { ...rest, categoryCode } : rest))
            }
          />
        </div>
      </div>
      {suggested.length > 0 && (
        <div className="chips">
          <span className="muted">{t('regSuggested')}</span>
          {suggested.map((one) => (
            <button
              type="button"
              key={one.code}
              className="chip chip-press"
              aria-pressed={form.categoryCode === one.code}
              title={one.because.join(';')}
              onClick={() => set({ categoryCode: one.code })}
            >
              {lang() === 'en' ? one.nameEn || one.name : one.name}
            </button>
          ))}
        </div>
      )}
      {belongs && <BelongsNote belongs={belongs} />}
    </fieldset>
  );
}

/** D3: one page beside the phone: what, where, who will answer, and whether it is known already. */
export function RegisterPage() {
  const { form, set, photos, setPhotos, clear, brought } = useForm();
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [reported, setReported] = useState<Reported | null>(null);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!isReady(form)) {
      setError(t('regMissing'));
      return;
    }
    setBusy(true);
    setError(null);
    try {
      setReported(await call('POST /api/cases', { body: reportOf(form, photos, lang()) }));
      clear();
      void refresh('GET /api/cases', 'GET /api/cases/counts', 'GET /api/cases/points');
    } catch (failure) {
      setError(sayError(failure));
    } finally {
      setBusy(false);
    }
  }
  if (reported) {
    return (
      <>
        <PageTitle title={shell('pageRegister')} />
        <Registered reported={reported} onAgain={() => setReported(null)} />
      </>
    );
  }
  return (
    <div className="reg">
      <PageTitle title={shell('pageRegister')} />
      <form className="card reg-form" onSubmit={(event) => void submit(event)} noValidate>
        {brought && <p className="reg-brought">{t('regDraft')}</p>}
        <Caller form={form} set={set} />
        <What form={form} set={set} />
        <RegisterPlace form={form} set={set} />
        <fieldset className="form-block">
          <legend>{t('regPhotos')}</legend>
          <PhotoField kind="check" photos={photos} onChange={setPhotos} />
        </fieldset>
        <div className="reg-foot">
          {error && (
            <p className="form-error" role="alert">
              <WarningIcon size={18} />
              {error}
            </p>
          )}
          <div className="move-buttons">
            <Button type="primary" size="large" htmlType="submit" loading={busy}>
              {busy ? t('regSending') : t('regSend')}
            </Button>
            <Button size="large" onClick={clear}>
              {t('regClear')}
            </Button>
          </div>
        </div>
      </form>
      <RegisterAside form={form} set={set} onDone={clear} />
    </div>
  );
}
