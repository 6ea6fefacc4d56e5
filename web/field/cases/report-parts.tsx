import { useEffect, useState } from 'react';
import type { Suggestion } from '#contract/catalogue';
import { call } from '#web/api.ts';
import { useGo } from '#web/go.ts';
import { pick } from '#web/i18n.ts';
import { CheckIcon, ChevronRightIcon, LayersIcon, SparkIcon, WarningIcon } from '#web/icons.tsx';
import { Button, Card } from '#web/parts/basics.tsx';
import { BelongsNote } from '#web/parts/belongs-note.tsx';
import { RadioGroup, Switch, TextField } from '#web/parts/fields.tsx';
import { PhotoPicker } from '#web/parts/photo-picker.tsx';
import { Sheet } from '#web/parts/sheet.tsx';
import { StatusTag } from '#web/parts/tags.tsx';
import { lang } from '#web/prefs.ts';
import { stateNameOf, toneOf } from '#web/state.ts';
import { ago, distance, ms } from '#web/time.ts';
import { useDebounced } from '#web/use-debounced.ts';
import { useLoad, useNow } from '#web/use-load.ts';
import { useMe } from '../accounts/session.ts';
import { VoiceButton } from '../voice-button.tsx';
import { CategoryList, type Chosen } from './move-pickers.tsx';
import { fields } from './report-rules.ts';
import { t } from './texts-report.ts';
import type { ReportForm } from './use-report.ts';

function useSuggested(text: string) {
  const { district } = useMe();
  const rested = useDebounced(text.trim(), 500);
  return useLoad(rested.length > 1 ? rested : null, (signal) =>
    call('POST /api/public/suggest', { body: { district, text: rested } }, { signal, idempotent: true }),
  ).data;
}

const chosenOf = ({ code, name, nameEn, admission }: Suggestion): Chosen => ({
  id: code,
  name: pick(name, nameEn),
  ...(admission ? { belongs: admission } : {}),
});

/** Offered, one press to change; needed only for settling at once. */
function Category({ form }: { form: ReportForm }) {
  const { words, write } = form;
  const [open, setOpen] = useState(false);
  const [touched, setTouched] = useState(false);
  const found = useSuggested(words.body);
  const rows = (found?.rows ?? []).slice(0, 3);
  const first = found?.preselect ? rows[0] : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new suggestion preselects; typing elsewhere does not.
  useEffect(() => {
    if (!touched && first) write({ category: chosenOf(first) });
  }, [first?.code]);
  function choose(category: Chosen | null): void {
    setTouched(true);
    write({ category });
    setOpen(false);
  }
  const offered = rows.some((row) => row.code === words.category?.id);
  return (
    <div className="suggest">
      {rows.length > 0 && (
        <>
          <span className="suggest-label" aria-hidden="true">
            <SparkIcon size={20} />
            {t('suggest')}
          </span>
          <RadioGroup
            label={t('suggestLabel')}
            clearable
            value={words.category?.id ?? null}
            onChange={(code) => {
              const row = rows.find((one) => one.code === code);
              choose(row ? chosenOf(row) : null);
            }}
            choices={rows.map((row) => ({ value: row.code, label: pick(row.name, row.nameEn) }))}
          />
        </>
      )}
      <Button id={fields.category} look="text" icon={<LayersIcon size={20} />} onClick={() => setOpen(true)}>
        {words.category && !offered ? t('chosen', { name: words.category.name }) : t('pickCategory')}
      </Button>
      {words.category?.belongs && <BelongsNote belongs={words.category.belongs} />}
      <Sheet open={open} look="full" title={t('pickCategory')} onClose={() => setOpen(false)}>
        <CategoryList advised={rows} chosen={words.category} onChoose={choose} />
      </Sheet>
    </div>
  );
}

export function WordsCard({ form }: { form: ReportForm }) {
  const { words, write } = form;
  return (
    <Card>
      <div className="card-line">
        <h2>
          <label htmlFor={fields.words}>{t('what')}</label>
        </h2>
        <span>{t('whatHint')}</span>
      </div>
      <div className="words-body">
        <textarea
          id={fields.words}
          rows={3}
          maxLength={2000}
          placeholder={t('whatPlaceholder')}
          value={words.body}
          onChange={(event) => write({ body: event.currentTarget.value })}
        />
        <VoiceButton words={words.body} onWords={(body) => write({ body })} />
      </div>
      <Category form={form} />
    </Card>
  );
}

/** For oneself, or for someone without a phone at hand: who really saw it and who wrote it down are both recorded. */
export function WhoCard({ form }: { form: ReportForm }) {
  const { words, write } = form;
  return (
    <Card className="stack">
      <h2>{t('who')}</h2>
      <RadioGroup<'self' | 'other'>
        label={t('who')}
        value={words.forOther ? 'other' : 'self'}
        onChange={(who) => write({ forOther: who === 'other' })}
        choices={[
          { value: 'self', label: t('self') },
          { value: 'other', label: t('forOther') },
        ]}
      />
      {words.forOther && (
        <>
          <p className="hint">{t('contactWhy')}</p>
          <TextField
            label={t('name')}
            optional
            autoComplete="off"
            maxLength={40}
            value={words.name}
            onChange={(event) => write({ name: event.currentTarget.value })}
          />
          <TextField
            id={fields.phone}
            label={t('phone')}
            optional
            type="tel"
            inputMode="tel"
            autoComplete="off"
            maxLength={20}
            value={words.phone}
            onChange={(event) => write({ phone: event.currentTarget.value.trim() })}
          />
        </>
      )}
    </Card>
  );
}

/** Small things done on the way: one form instead of four screens. */
export function SpotCard({ form }: { form: ReportForm }) {
  const { words, write, maySettle, onSpot, place } = form;
  if (!maySettle) {
    return words.onSpot && place.located ? <p className="notice">{t('onSpotNot')}</p> : null;
  }
  return (
    <Card className="stack">
      <Switch
        wide
        label={<b>{t('onSpot')}</b>}
        hint={t('onSpotHint')}
        on={words.onSpot}
        onChange={(next) => write({ onSpot: next })}
      />
      {onSpot && (
        <>
          <PhotoPicker id={fields.after} photos={form.after} label={t('afterPhoto')} hint={t('afterHint')} />
          <div className="words-body">
            <textarea
              id={fields.result}
              aria-label={t('result')}
              rows={2}
              maxLength={1000}
              placeholder={t('resultPlaceholder')}
              value={words.result}
              onChange={(event) => write({ result: event.currentTarget.value })}
            />
            <VoiceButton words={words.result} onWords={(result) => write({ result })} />
          </div>
        </>
      )}
    </Card>
  );
}

/** What others reported here: a look now spares a merge later. */
export function SimilarHere({ form }: { form: ReportForm }) {
  const go = useGo();
  const now = useNow();
  const { district } = useMe();
  const { place, words } = form;
  const point = place.choice?.point;
  const areaId = place.located?.areaId;
  const text = words.body.trim();
  const category = words.category?.id;
  const key = useDebounced(areaId ? JSON.stringify([areaId, point, text, category]) : null, 600);
  const { data } = useLoad(key, (signal) => {
    const body = {
      district,
      ...(point ? { point } : {}),
      ...(areaId ? { areaId } : {}),
      ...(text ? { text } : {}),
      ...(category ? { categoryCode: category } : {}),
    };
    return call('POST /api/public/similar', { body }, { signal, idempotent: true });
  });
  const rows = (data?.rows ?? []).slice(0, 2);
  if (rows.length === 0) return null;
  return (
    <Card className="card-flush">
      <ul className="case-rows">
        {rows.map((row) => (
          <li key={row.id}>
            <a
              href={`/field/case/${row.id}`}
              onClick={(event) => {
                event.preventDefault();
                go(`/case/${row.id}`);
              }}
            >
              {row.thumbUrl && (
                <span className="thumb">
                  <img src={row.thumbUrl} alt="" />
                </span>
              )}
              <span className="case-row-text">
                <b>{t('same', { title: row.title })}</b>
                <small className="num">
                  {t('sameMeta', { metres: distance(row.metres, lang()), when: ago(ms(row.reportedAt), now, lang()) })}
                </small>
                <StatusTag tone={toneOf(row.state)}>{stateNameOf(row)}</StatusTag>
              </span>
              <ChevronRightIcon size={20} />
            </a>
          </li>
        ))}
      </ul>
    </Card>
  );
}

const links = ['chain_report', 'chain_accept', 'chain_arrive', 'chain_settle'] as const;

function linkState(index: number, { done, failed }: { done: number; failed: boolean }) {
  if (index < done) return 'done';
  if (index > done) return 'wait';
  return failed ? 'failed' : 'now';
}

const linkWords = { done: 'chainDone', wait: 'chainWait', now: 'chainNow', failed: 'chainFailed' } as const;

/** Four commands one after another, each seen to arrive; what is done stays done when the next one fails. */
export function ChainSheet({ form }: { form: ReportForm }) {
  const go = useGo();
  const { chain, reported } = form;
  if (!chain) return null;
  const said = form.lost ? t('kept') : form.faults.map((fault) => fault.text).join(' ');
  return (
    <Sheet open title={t('chain')} onClose={() => (chain.failed ? form.closeChain() : undefined)}>
      <ol className="chain" aria-live="polite">
        {links.map((link, index) => {
          const state = linkState(index, chain);
          return (
            <li key={link} className={`chain-${state}`}>
              <span className="chain-mark" aria-hidden="true">
                {state === 'done' && <CheckIcon size={18} />}
                {state === 'failed' && <WarningIcon size={18} />}
                {state === 'now' && <span className="spin" />}
              </span>
              <b>{t(link)}</b>
              <small>{t(linkWords[state])}</small>
            </li>
          );
        })}
      </ol>
      {chain.failed && (
        <>
          <p role="alert">{said}</p>
          <div className="pair-buttons">
            {reported ? (
              <Button onClick={() => void form.clear(false).then(() => go(`/case/${reported.id}`, true))}>
                {t('later')}
              </Button>
            ) : null}
            <Button look="main" busy={form.busy} onClick={() => void form.submit()}>
              {t('goOn')}
            </Button>
          </div>
        </>
      )}
    </Sheet>
  );
}
