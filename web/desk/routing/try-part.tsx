import { Button, Input, Select } from 'antd';
import { type FormEvent, useState } from 'react';
import type { Answer } from '#contract/api';
import { type Source, sources } from '#contract/cases';
import { call, sayError } from '#web/api.ts';
import { AreaSelect } from '../areas/area-select.tsx';
import { CategorySelect } from '../catalogue/category-select.tsx';
import { sourceText } from '../shell/case-names.ts';
import { LabelledField } from '../shell/command-modal.tsx';
import { conditionText, type Names, outcomeText, reasonText, weekdayText } from './rule-text.ts';
import { t as rules } from './texts.ts';
import { t } from './texts-runs.ts';
import type { RoutingView } from './use-draft.ts';
import { useNames } from './use-names.ts';

type Tried = Answer<'POST /api/routing/try'>;
type Of = 'draft' | 'published';

interface ResultProps {
  tried: Tried;
  set: RoutingView['set'];
  names: Names;
}

const minuteText = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

function Passed({ tried, set, names }: ResultProps) {
  const { passed, earlier } = tried;
  if (passed.length === 0) return null;
  return (
    <>
      <h2>{earlier > passed.length ? t('passedMore', { n: earlier, shown: passed.length }) : t('passed')}</h2>
      <ol className="rule-passed" start={earlier - passed.length + 1}>
        {passed.map(({ ruleId, failed, blocked }) => {
          const rule = set.rules.find(({ id }) => id === ruleId);
          const condition = failed === null ? undefined : rule?.conditions[failed];
          return (
            <li key={ruleId}>
              <strong>{rule?.name ?? ruleId}</strong>{' '}
              <span className="muted">
                {condition && t('failedBy', { n: (failed ?? 0) + 1, what: conditionText(condition, names) })}
                {blocked && failed === null && t('failedBlocked', { why: reasonText(blocked) })}
              </span>
            </li>
          );
        })}
      </ol>
    </>
  );
}

function Result(props: ResultProps) {
  const { tried, set, names } = props;
  const { decision, facts } = tried;
  const n = set.rules.findIndex(({ id }) => id === decision.ruleId);
  return (
    <section className="card rule-tried" role="status">
      <p className="rule-tried-by">
        {decision.ruleId === null ? t('decidedLast') : t('decidedBy', { n: n + 1, name: set.rules[n]?.name ?? '' })}
      </p>
      <p>{outcomeText(decision.outcome, names)}</p>
      <p className="muted num">
        {t('facts', {
          weekday: weekdayText(facts.weekday),
          time: minuteText(facts.minute),
          day: facts.workday ? rules('workday') : rules('holiday'),
          areaClass: facts.areaClass ?? t('noClass'),
        })}
      </p>
      <Passed {...props} />
    </section>
  );
}

const readAnswers = (text: string) =>
  text
    .split('\n')
    .map((line) => line.split(/[=＝：:]/))
    .flatMap(([code = '', ...rest]) => (code.trim() ? [{ code: code.trim(), answer: rest.join('=').trim() }] : []));

const nowThere = () => new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 16);

/** One made-up case through the rules: which decides, and why each before it did not. */
export function TryPart({ view }: { view: RoutingView }) {
  const names = useNames(view.names);
  const [of, setOf] = useState<Of>(view.draft ? 'draft' : 'published');
  const [text, setText] = useState('');
  const [categoryCode, setCategory] = useState<string | undefined>();
  const [areaId, setArea] = useState<string | undefined>();
  const [source, setSource] = useState<Source>('resident');
  const [at, setAt] = useState(nowThere);
  const [answers, setAnswers] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [tried, setTried] = useState<{ of: Of; answer: Tried } | null>(null);
  async function run(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!areaId) return setError(t('areaMissing'));
    setError(null);
    const asked = { of, text, areaId, source, categoryCode: categoryCode ?? null, answers: readAnswers(answers) };
    try {
      setTried({ of, answer: await call('POST /api/routing/try', { body: { ...asked, at: `${at}:00+08:00` } }) });
    } catch (failure) {
      setTried(null);
      setError(sayError(failure));
    }
  }
  const set = tried?.of === 'draft' ? (view.draft?.set ?? view.set) : view.set;
  return (
    <div className="rule-try">
      <form className="stack" onSubmit={(event) => void run(event)}>
        <p className="muted">{t('tryHint')}</p>
        {error && (
          <p className="form-error" role="alert">
            {error}
          </p>
        )}
        {view.draft && (
          <LabelledField id="try-of" label={t('tryOf')}>
            <Select
              id="try-of"
              className="wide"
              value={of}
              options={[
                { value: 'draft' as const, label: t('tryDraft') },
                { value: 'published' as const, label: t('tryPublished') },
              ]}
              onChange={setOf}
            />
          </LabelledField>
        )}
        <LabelledField id="try-text" label={t('text')}>
          <Input.TextArea
            id="try-text"
            rows={3}
            maxLength={2000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </LabelledField>
        <LabelledField id="try-category" label={t('category')}>
          <CategorySelect id="try-category" value={categoryCode} onChange={setCategory} />
        </LabelledField>
        <LabelledField id="try-area" label={t('area')}>
          <AreaSelect id="try-area" leafOnly value={areaId} onChange={setArea} />
        </LabelledField>
        <LabelledField id="try-source" label={t('source')}>
          <Select
            id="try-source"
            className="wide"
            value={source}
            options={sources.map((value) => ({ value, label: sourceText(value) }))}
            onChange={setSource}
          />
        </LabelledField>
        <LabelledField id="try-at" label={t('at')}>
          <Input id="try-at" type="datetime-local" value={at} onChange={(event) => setAt(event.target.value)} />
        </LabelledField>
        <LabelledField id="try-answers" label={t('answers')}>
          <Input.TextArea
            id="try-answers"
            rows={2}
            placeholder={t('answersHint')}
            value={answers}
            onChange={(event) => setAnswers(event.target.value)}
          />
        </LabelledField>
        <div>
          <Button type="primary" htmlType="submit">
            {t('decide')}
          </Button>
        </div>
      </form>
      {tried && <Result tried={tried.answer} set={set} names={names} />}
    </div>
  );
}
