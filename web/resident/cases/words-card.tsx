import { useEffect, useRef, useState } from 'react';
import { call } from '#web/api.ts';
import { pick } from '#web/i18n.ts';
import { KeyboardIcon, MicIcon, SparkIcon } from '#web/icons.tsx';
import { Card } from '#web/parts/basics.tsx';
import { BelongsNote } from '#web/parts/belongs-note.tsx';
import { RadioGroup } from '#web/parts/fields.tsx';
import { toast } from '#web/parts/toast.tsx';
import { lang } from '#web/prefs.ts';
import { useDebounced } from '#web/use-debounced.ts';
import { useLoad } from '#web/use-load.ts';
import { canListen, type Listening, listen } from '#web/voice.ts';
import { districtId } from '../areas/district.ts';
import { fields, OTHER } from './report-rules.ts';
import { t } from './texts.ts';
import type { ReportForm } from './use-report.ts';

// Held longer than this, letting go ends the speech; a short press starts it and the next press ends it.
const HOLD_MS = 350;

/** Speech becomes text beside what is typed. Without a microphone the button says so and leads to the keyboard. */
function Mic({ words, write, onType }: { words: string; write: (words: string) => void; onType: () => void }) {
  const [on, setOn] = useState(false);
  const listening = useRef<Listening | null>(null);
  const pressed = useRef(0);
  useEffect(() => () => listening.current?.stop(), []);

  function begin(): void {
    const before = words.trim() === '' ? '' : `${words.trim()} `;
    setOn(true);
    listening.current = listen(
      lang(),
      (text) => write(before + text),
      (heard) => {
        setOn(false);
        listening.current = null;
        if (!heard) toast(t('heardNothing'));
      },
    );
  }
  const end = () => listening.current?.stop();
  function down(): void {
    pressed.current = Date.now();
    if (on) end();
    else begin();
  }
  function up(): void {
    if (on && Date.now() - pressed.current > HOLD_MS) end();
  }

  if (!canListen()) {
    return (
      <button type="button" className="mic mic-type" onClick={onType}>
        <KeyboardIcon />
        <span>{t('type')}</span>
      </button>
    );
  }
  return (
    <button
      type="button"
      className={on ? 'mic is-on' : 'mic'}
      aria-pressed={on}
      aria-label={on ? t('micStop') : t('mic')}
      onPointerDown={down}
      onPointerUp={up}
      onPointerCancel={up}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        if (on) end();
        else begin();
      }}
    >
      <MicIcon size={28} />
    </button>
  );
}

/** Offered, one press to change, never asked for. */
function Suggestions({ form }: { form: ReportForm }) {
  const { words, write, touched, setTouched } = form;
  const text = useDebounced(words.body.trim(), 500);
  const found = useLoad(text.length > 1 ? text : null, async (signal) => {
    const district = await districtId();
    const body = { ...(district ? { district } : {}), text };
    return call('POST /api/public/suggest', { body }, { signal, idempotent: true });
  });
  const rows = (found.data?.rows ?? []).slice(0, 3);
  const first = found.data?.preselect ? (rows[0]?.code ?? null) : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new suggestion preselects; typing elsewhere does not.
  useEffect(() => {
    if (!found.data) return;
    const category = touched ? words.category : first;
    const row = rows.find((one) => one.code === category);
    if (!touched || row) write({ category, belongs: row?.admission ?? null });
  }, [first, found.data]);
  if (rows.length === 0) return null;
  return (
    <div className="suggest">
      <span className="suggest-label" aria-hidden="true">
        <SparkIcon size={20} />
        {t('suggest')}
      </span>
      <RadioGroup
        label={t('suggestLabel')}
        clearable
        value={words.category}
        onChange={(category) => {
          setTouched(true);
          write({ category, belongs: rows.find((row) => row.code === category)?.admission ?? null });
        }}
        choices={[
          ...rows.map((row) => ({ value: row.code, label: pick(row.name, row.nameEn) })),
          { value: OTHER, label: t('other') },
        ]}
      />
      {words.belongs && <BelongsNote belongs={words.belongs} />}
    </div>
  );
}

export function WordsCard({ form }: { form: ReportForm }) {
  const area = useRef<HTMLTextAreaElement>(null);
  const { words, write } = form;
  return (
    <Card>
      <div className="words-head">
        <h2>
          <label htmlFor={fields.words}>{t('what')}</label>
        </h2>
        <span>{canListen() ? t('whatHint') : t('whatHintType')}</span>
      </div>
      <div className="words-body">
        <textarea
          ref={area}
          id={fields.words}
          rows={3}
          maxLength={2000}
          placeholder={t('whatPlaceholder')}
          value={words.body}
          onChange={(event) => write({ body: event.currentTarget.value })}
        />
        <Mic words={words.body} write={(body) => write({ body })} onType={() => area.current?.focus()} />
      </div>
      <Suggestions form={form} />
    </Card>
  );
}
