import { Link } from '@tanstack/react-router';
import { Button, Checkbox, Input } from 'antd';
import type { ReactNode } from 'react';
import { pick } from '#web/i18n.ts';
import { WarningIcon } from '#web/icons.tsx';
import { clock, ms } from '#web/time.ts';
import { PhotoField } from '../cases/photo-field.tsx';
import { RegisterAside } from '../cases/register-aside.tsx';
import { RegisterPlace } from '../cases/register-place.tsx';
import type { SetForm } from '../cases/registration.ts';
import { CategorySelect } from '../catalogue/category-select.tsx';
import { LabelledField } from '../shell/command-modal.tsx';
import { isOpen, type Matter } from './matters.ts';
import { t } from './texts.ts';
import type { Confirming } from './use-confirm.ts';

interface DraftEditorProps {
  matter: Matter;
  hasAbove: boolean;
  confirming: Confirming;
  onChange: (next: (old: Matter) => Matter) => void;
  onDone: (done: Matter['done']) => void;
  onMerge: () => void;
}

function Said({ matter }: { matter: Matter }) {
  return (
    <section className="drafts-said" aria-label={t('said')}>
      <h2>{t('said')}</h2>
      <ul>
        {matter.draft.said.map(({ by, at, text }) => (
          <li key={`${by} ${at} ${text}`}>
            <span className="muted num">
              {by || t('saidNobody')} {at ? clock(ms(at)) : ''}
            </span>
            <span className="wrap">{text}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Words({ matter, set }: { matter: Matter; set: SetForm }) {
  const { form, draft } = matter;
  return (
    <fieldset className="form-block">
      <legend>{t('body')}</legend>
      <Input.TextArea
        id="draft-body"
        aria-label={t('body')}
        autoSize={{ minRows: 3, maxRows: 8 }}
        maxLength={2000}
        value={form.body}
        onChange={(event) => set({ body: event.target.value })}
      />
      <LabelledField id="draft-category" label={t('category')}>
        <CategorySelect
          id="draft-category"
          value={form.categoryCode}
          onChange={(categoryCode) =>
            set(({ categoryCode: _, ...rest }) => (categoryCode ? { ...rest, categoryCode } : rest))
          }
        />
      </LabelledField>
      {draft.categories.length > 0 && (
        <div className="chips">
          <span className="muted">{t('suggested')}</span>
          {draft.categories.map((one) => (
            <button
              type="button"
              key={one.code}
              className="chip chip-press"
              aria-pressed={form.categoryCode === one.code}
              title={one.because.join('；')}
              onClick={() => set({ categoryCode: one.code })}
            >
              {pick(one.name, one.nameEn)}
            </button>
          ))}
        </div>
      )}
    </fieldset>
  );
}

/** A building that others fit as well: offered, not taken over. */
function Guess({ matter, set }: { matter: Matter; set: SetForm }) {
  const { place } = matter.draft;
  if (!place || place.sure || matter.form.addressId === place.addressId) return null;
  const { addressId, text, areaName, lon, lat } = place;
  return (
    <p className="drafts-guess">
      {t('guess', { text, area: areaName })}{' '}
      <Button
        size="small"
        onClick={() =>
          set(({ areaId: _, ...rest }) => ({
            ...rest,
            addressId,
            addressText: text,
            ...(lon !== null && lat !== null ? { point: { lon, lat } } : {}),
          }))
        }
      >
        {t('useGuess')}
      </Button>
    </p>
  );
}

function Reporter({ matter, set, onConsent }: { matter: Matter; set: SetForm; onConsent: (on: boolean) => void }) {
  const { form, draft, consent } = matter;
  const speakers = [...new Set(draft.said.map(({ by }) => by).filter((by) => by !== '' && by !== form.name))].slice(
    0,
    3,
  );
  return (
    <fieldset className="form-block">
      <legend>{t('reporter')}</legend>
      <p className="muted">{t('reporterHint')}</p>
      <div className="form-two">
        <LabelledField id="draft-name" label={t('name')}>
          <Input
            id="draft-name"
            maxLength={40}
            autoComplete="off"
            value={form.name}
            onChange={(event) => set({ name: event.target.value })}
          />
        </LabelledField>
        <LabelledField id="draft-phone" label={t('phone')}>
          <Input
            id="draft-phone"
            maxLength={20}
            inputMode="tel"
            autoComplete="off"
            value={form.phone}
            onChange={(event) => set({ phone: event.target.value })}
          />
        </LabelledField>
      </div>
      {speakers.length > 0 && (
        <div className="chips">
          {speakers.map((name) => (
            <button
              type="button"
              key={name}
              className="chip chip-press"
              onClick={() => set({ name: name.slice(0, 40) })}
            >
              {t('fromChat', { name })}
            </button>
          ))}
        </div>
      )}
      <Checkbox checked={consent} onChange={(event) => onConsent(event.target.checked)}>
        {t('consent')}
      </Checkbox>
    </fieldset>
  );
}

function Done({ matter, onDone }: Pick<DraftEditorProps, 'matter' | 'onDone'>): ReactNode {
  const { done } = matter;
  if (done?.as === 'filed')
    return (
      <Link to="/cases/$id" params={{ id: done.id }}>
        {t('openCase', { no: done.no })}
      </Link>
    );
  if (done?.as === 'joined') return <p>{t('stateJoined')}</p>;
  return <Button onClick={() => onDone(null)}>{t('restore')}</Button>;
}

/** One draft beside what was said: everything that a report has, and the cases nearby that it may be. */
export function DraftEditor({ matter, hasAbove, confirming, onChange, onDone, onMerge }: DraftEditorProps) {
  const set: SetForm = (part) =>
    onChange((old) => ({ ...old, form: typeof part === 'function' ? part(old.form) : { ...old.form, ...part } }));
  if (!isOpen(matter))
    return (
      <div className="card drafts-done">
        <Said matter={matter} />
        <Done matter={matter} onDone={onDone} />
      </div>
    );
  const error = confirming.error?.n === matter.n ? confirming.error.words : null;
  return (
    <>
      <div className="card drafts-form">
        <Said matter={matter} />
        <Words matter={matter} set={set} />
        <Guess matter={matter} set={set} />
        <RegisterPlace form={matter.form} set={set} />
        <Reporter matter={matter} set={set} onConsent={(consent) => onChange((old) => ({ ...old, consent }))} />
        <fieldset className="form-block">
          <legend>{t('photos')}</legend>
          {matter.draft.pictures > 0 && <p className="muted">{t('photosHint', { n: matter.draft.pictures })}</p>}
          <PhotoField
            kind="check"
            photos={matter.photos}
            onChange={(change) => onChange((old) => ({ ...old, photos: change(old.photos) }))}
          />
        </fieldset>
        {error && (
          <p className="form-error" role="alert">
            <WarningIcon size={18} />
            {error}
          </p>
        )}
        <div className="move-buttons drafts-buttons">
          <Button type="primary" size="large" loading={confirming.busy} onClick={() => void confirming.confirm(matter)}>
            {t('confirm')}
          </Button>
          <Button size="large" disabled={!hasAbove} {...(hasAbove ? {} : { title: t('mergeNone') })} onClick={onMerge}>
            {t('merge')}
          </Button>
          <Button size="large" onClick={() => onDone({ as: 'dropped' })}>
            {t('drop')}
          </Button>
        </div>
      </div>
      <RegisterAside form={matter.form} set={set} onDone={() => onDone({ as: 'joined' })} />
    </>
  );
}
