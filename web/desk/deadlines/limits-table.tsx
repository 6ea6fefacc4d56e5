import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import type { Answer } from '#contract/api';
import { type AreaClass, areaClasses, type LimitRule, type TimeLimit } from '#contract/deadlines';
import { call, sayError } from '#web/api.ts';
import { newId } from '#web/ids.ts';
import { CategorySelect, useCategories } from '../catalogue/category-select.tsx';
import { LimitInput } from '../catalogue/limit-input.tsx';
import { limitOf } from '../catalogue/limit-text.ts';
import { LabelledField } from '../shell/command-modal.tsx';
import { refresh, useAsk } from '../shell/query.ts';
import { Loaded } from '../shell/states.tsx';
import { say, sayWrong } from '../shell/toast.ts';
import { WordsInput } from '../shell/words-input.tsx';
import { t } from './texts.ts';

type Table = Answer<'GET /api/deadlines/limits'>;

async function saveTable(version: number, { conditions, rules }: Pick<Table, 'conditions' | 'rules'>) {
  try {
    const answer = await call('PUT /api/deadlines/limits', {
      body: { commandId: newId(), version, conditions, rules },
    });
    say(t('savedLimits', { n: answer.version }));
    await refresh('GET /api/deadlines/limits');
  } catch (error) {
    sayWrong(sayError(error));
  }
}

function conditionName(table: Table, rule: LimitRule): string {
  if (rule.conditionCode === null) return t('anyCondition');
  const found = table.conditions.find(
    ({ categoryCode, code }) => categoryCode === rule.categoryCode && code === rule.conditionCode,
  );
  return found ? `${found.zh}${found.closing ? `（${t('closing')}：${found.closing}）` : ''}` : rule.conditionCode;
}

function Rows({ table, mayEdit }: { table: Table; mayEdit: boolean }) {
  const { data } = useCategories();
  const nameOf = (code: string) => data?.rows.find((row) => row.code === code)?.name ?? code;
  if (table.rules.length === 0) return <p>{t('noLimits')}</p>;
  return (
    <table className="plain-table">
      <thead>
        <tr>
          {(['category', 'condition', 'areaClass', 'amount'] as const).map((one) => (
            <th key={one} scope="col">
              {t(one)}
            </th>
          ))}
          {mayEdit && <th scope="col">{t('set')}</th>}
        </tr>
      </thead>
      <tbody>
        {table.rules.map((rule) => (
          <tr key={`${rule.categoryCode} ${rule.conditionCode} ${rule.areaClass}`}>
            <td>{nameOf(rule.categoryCode)}</td>
            <td>{conditionName(table, rule)}</td>
            <td>{rule.areaClass ?? t('anyClass')}</td>
            <td>{limitOf(rule.amount, rule.unit)}</td>
            {mayEdit && (
              <td>
                <Button
                  size="small"
                  aria-label={t('remove', { name: nameOf(rule.categoryCode) })}
                  onClick={() =>
                    void saveTable(table.version, { ...table, rules: table.rules.filter((one) => one !== rule) })
                  }
                >
                  ×
                </Button>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function AddRow({ table }: { table: Table }) {
  const [categoryCode, setCategory] = useState<string | undefined>();
  const [words, setWords] = useState('');
  const [closing, setClosing] = useState('');
  const [areaClass, setAreaClass] = useState<AreaClass | ''>('');
  const [limit, setLimit] = useState<TimeLimit>({ amount: 3, unit: 'workDay' });
  async function add(): Promise<void> {
    if (!categoryCode) return;
    const ofClass = table.conditions.filter((one) => one.categoryCode === categoryCode);
    const zh = words.trim();
    const known = ofClass.find((one) => one.zh === zh);
    const code = zh === '' ? null : (known?.code ?? newId().slice(-8));
    const fresh = code && !known ? [{ categoryCode, code, zh, en: '', closing: closing.trim() }] : [];
    const rule = { categoryCode, conditionCode: code, areaClass: areaClass || null, ...limit };
    await saveTable(table.version, { conditions: [...table.conditions, ...fresh], rules: [...table.rules, rule] });
    setWords('');
    setClosing('');
  }
  return (
    <form
      className="limit-form"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <LabelledField id="limit-category" label={t('category')}>
        <CategorySelect id="limit-category" value={categoryCode} onChange={setCategory} />
      </LabelledField>
      <LabelledField id="limit-condition" label={t('newCondition')}>
        <WordsInput
          id="limit-condition"
          most={60}
          value={words}
          offered={table.conditions.filter((one) => one.categoryCode === categoryCode).map(({ zh }) => zh)}
          onChange={setWords}
        />
      </LabelledField>
      <LabelledField id="limit-closing" label={t('closing')}>
        <Input
          id="limit-closing"
          maxLength={120}
          disabled={words.trim() === ''}
          value={closing}
          onChange={(event) => setClosing(event.target.value)}
        />
      </LabelledField>
      <LabelledField id="limit-class" label={t('areaClass')}>
        <Select
          id="limit-class"
          value={areaClass}
          options={[
            { value: '' as const, label: t('anyClass') },
            ...areaClasses.map((value) => ({ value, label: value })),
          ]}
          onChange={(value: AreaClass | '') => setAreaClass(value)}
        />
      </LabelledField>
      <LabelledField id="limit-amount" label={t('limit')}>
        <LimitInput
          id="limit-amount"
          value={limit}
          label={t('limit')}
          unitLabel={t('limitUnit')}
          onChange={(next) => next && setLimit(next)}
        />
      </LabelledField>
      <Button htmlType="submit" disabled={!categoryCode} title={categoryCode ? '' : t('chooseFirst')}>
        {t('addLimit')}
      </Button>
    </form>
  );
}

/** Limits by class, filing condition and area class; each change is a version of the whole table. */
export function LimitsTable({ mayEdit }: { mayEdit: boolean }) {
  const query = useAsk('GET /api/deadlines/limits', {});
  return (
    <>
      <p className="muted">{t('limitsHint')}</p>
      <Loaded query={query}>
        {(table) => (
          <>
            <Rows table={table} mayEdit={mayEdit} />
            {mayEdit && <AddRow table={table} />}
          </>
        )}
      </Loaded>
    </>
  );
}
