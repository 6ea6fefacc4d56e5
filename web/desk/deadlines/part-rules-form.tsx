import { Button, Checkbox, Input, InputNumber, Select } from 'antd';
import { useId, useState } from 'react';
import type { Answer } from '#contract/api';
import type { PartRules } from '#contract/case-parts';
import { call, sayError } from '#web/api.ts';
import { newId } from '#web/ids.ts';
import { t } from '../cases/texts-parts.ts';
import { refresh, useAsk } from '../shell/query.ts';
import { Loaded } from '../shell/states.tsx';
import { say, sayWrong } from '../shell/toast.ts';

const units = ['urgentHour', 'workHour', 'workDay', 'naturalDay'] as const;
type Span = PartRules['task'];

function SpanRow({
  name,
  value,
  off,
  onChange,
}: {
  name: string;
  value: Span;
  off: boolean;
  onChange: (value: Span) => void;
}) {
  return (
    <div className="rule-line">
      <span>{name}</span>
      <InputNumber
        aria-label={t('amount', { name })}
        min={1}
        max={1000}
        precision={0}
        disabled={off}
        value={value.amount}
        onChange={(amount) => onChange({ ...value, amount: amount ?? 1 })}
      />
      <Select
        aria-label={t('unitOf', { name })}
        disabled={off}
        value={value.unit}
        options={units.map((unit) => ({ value: unit, label: t(unit) }))}
        onChange={(unit) => onChange({ ...value, unit })}
      />
    </div>
  );
}

function CountRow({
  name,
  value,
  most,
  off,
  onChange,
}: {
  name: string;
  value: number;
  most: number;
  off: boolean;
  onChange: (value: number) => void;
}) {
  const id = useId();
  return (
    <div className="rule-line">
      <label htmlFor={id}>{name}</label>
      <InputNumber
        id={id}
        min={0}
        max={most}
        precision={0}
        disabled={off}
        value={value}
        onChange={(n) => onChange(n ?? 0)}
      />
    </div>
  );
}

function Form({ found }: { found: Answer<'GET /api/part-rules'> }) {
  const { mayEdit } = found;
  const [rules, setRules] = useState<PartRules>(found.rules);
  const off = !mayEdit;
  const put = (part: Partial<PartRules>) => setRules({ ...rules, ...part });
  const consult = (part: Partial<PartRules['consult']>) => put({ consult: { ...rules.consult, ...part } });
  async function save(): Promise<void> {
    try {
      await call('PUT /api/part-rules', { body: { commandId: newId(), rules } });
      say(t('rulesSaved'));
      await refresh('GET /api/part-rules');
    } catch (error) {
      sayWrong(sayError(error));
    }
  }
  return (
    <>
      <p className="muted">{t('rulesNote')}</p>
      <SpanRow
        name={t('ruleObjection')}
        value={rules.objection}
        off={off}
        onChange={(objection) => put({ objection })}
      />
      <SpanRow name={t('ruleTask')} value={rules.task} off={off} onChange={(task) => put({ task })} />
      <SpanRow name={t('ruleReportIn')} value={rules.reportIn} off={off} onChange={(reportIn) => put({ reportIn })} />
      <SpanRow
        name={t('ruleConsultation')}
        value={rules.consultation}
        off={off}
        onChange={(consultation) => put({ consultation })}
      />
      <CountRow
        name={t('ruleReturns')}
        most={20}
        value={rules.consult.returns}
        off={off}
        onChange={(returns) => consult({ returns })}
      />
      <CountRow
        name={t('ruleOverdues')}
        most={20}
        value={rules.consult.overdues}
        off={off}
        onChange={(overdues) => consult({ overdues })}
      />
      <CountRow
        name={t('ruleRequests')}
        most={10}
        value={rules.requests}
        off={off}
        onChange={(requests) => put({ requests })}
      />
      <Checkbox
        disabled={off}
        checked={rules.consult.crossings}
        onChange={(event) => consult({ crossings: event.target.checked })}
      >
        {t('ruleCrossings')}
      </Checkbox>
      <label htmlFor="rule-script">{t('ruleScript', { district: '{district}', title: '{title}' })}</label>
      <Input.TextArea
        id="rule-script"
        disabled={off}
        autoSize={{ minRows: 2, maxRows: 6 }}
        maxLength={1000}
        value={rules.followUpScript}
        onChange={(event) => put({ followUpScript: event.target.value })}
      />
      {mayEdit && (
        <div>
          <Button disabled={rules.followUpScript.trim() === ''} onClick={() => void save()}>
            {t('rulesSave')}
          </Button>
        </div>
      )}
    </>
  );
}

export function PartRulesForm() {
  const query = useAsk('GET /api/part-rules', {});
  return <Loaded query={query}>{(found) => <Form key={JSON.stringify(found)} found={found} />}</Loaded>;
}

const shown = (n: number | null) => (n === null ? '—' : n);

/** Both sides of the whistles, by unit. */
export function WhistleTable() {
  const query = useAsk('GET /api/whistles', {});
  return (
    <>
      <p className="muted">{t('whistlesNote')}</p>
      <Loaded query={query}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p>{t('whistlesNone')}</p>
          ) : (
            <table className="plain-table num">
              <thead>
                <tr>
                  {(['wUnit', 'wCount', 'wIn', 'wMinutes', 'wResponse', 'wQuality'] as const).map((name) => (
                    <th scope="col" key={name}>
                      {t(name)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.unitId}>
                    <td>{row.unitName}</td>
                    <td>{row.whistles}</td>
                    <td>{row.inTime}</td>
                    <td>{shown(row.minutes)}</td>
                    <td>{shown(row.response)}</td>
                    <td>{shown(row.whistleQuality)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Loaded>
    </>
  );
}
