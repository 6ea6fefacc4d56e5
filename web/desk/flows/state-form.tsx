import { Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import type { FlowDocument, FlowOwner, FlowState } from '#contract/flow-document';
import { owningRoles } from '#contract/flow-limits';
import { isDestinationWord, type MoveRule, moveNames, moves, type SystemMove, stateNames } from '#contract/lifecycle';
import { roles } from '#contract/rights';
import { pick, remarkText } from '#web/i18n.ts';
import { type LimitUnit, limitUnits, limitUnitText } from '../catalogue/limit-text.ts';
import { wordsText } from '../shell/case-names.ts';
import { LabelledField } from '../shell/command-modal.tsx';
import { engineMove, engineState, ownerRules, ownerText } from './flow-words.ts';
import { t } from './texts.ts';

const clockMoves = moveNames.filter((name): name is SystemMove => {
  const rule: MoveRule = moves[name];
  return rule.by === 'system' && ['escalate', 'remind', 'wake', 'close', 'archive'].includes(name);
});

interface PartProps {
  document: FlowDocument;
  state: FlowState;
  onChange: (part: Partial<FlowState>) => void;
}

function OwnerPart({ state, onChange }: PartProps) {
  const { owner } = state;
  const value = typeof owner === 'string' ? owner : owner.role;
  const choose = (next: string) => {
    const role = owningRoles.find((one) => one === next);
    onChange({ owner: (role ? { role } : next) as FlowOwner });
  };
  return (
    <div className="flow-pair">
      <LabelledField id="state-owner" label={t('owner')}>
        <Select
          id="state-owner"
          value={value}
          options={[
            ...ownerRules.map((one) => ({ value: one as string, label: ownerText(one) })),
            ...owningRoles.map((role) => ({ value: role as string, label: pick(roles[role].zh, roles[role].en) })),
          ]}
          onChange={choose}
        />
      </LabelledField>
      {typeof owner !== 'string' && (
        <LabelledField id="state-level" label={t('level')}>
          <InputNumber
            id="state-level"
            min={0}
            max={9}
            precision={0}
            value={owner.level ?? null}
            onChange={(level) =>
              onChange({ owner: level === null ? { role: owner.role } : { role: owner.role, level } })
            }
          />
        </LabelledField>
      )}
    </div>
  );
}

const clockKinds = ['amount', 'limit', 'until', 'none'] as const;
const kindTexts = { amount: 'clockAmount', limit: 'clockLimit', until: 'clockUntil', none: 'clockNone' } as const;

function ClockPart({ state, onChange }: PartProps) {
  const { clock } = state;
  const kind = clock === null ? 'none' : typeof clock === 'string' ? clock : 'amount';
  const amount = clock !== null && typeof clock !== 'string' ? clock : null;
  function choose(next: (typeof clockKinds)[number]): void {
    if (next === 'none') onChange({ clock: null, onClock: null });
    else
      onChange({
        clock: next === 'amount' ? { amount: 4, unit: 'workHour' } : next,
        onClock: state.onClock ?? { does: 'remind' },
      });
  }
  return (
    <div className="flow-pair">
      <LabelledField id="state-clock" label={t('clock')}>
        <Select
          id="state-clock"
          value={kind}
          options={clockKinds.map((value) => ({ value, label: t(kindTexts[value]) }))}
          onChange={choose}
        />
      </LabelledField>
      {amount && (
        <>
          <LabelledField id="state-amount" label={t('amount')}>
            <InputNumber
              id="state-amount"
              min={0}
              max={10000}
              value={amount.amount}
              onChange={(value) => onChange({ clock: { ...amount, amount: value ?? 0 } })}
            />
          </LabelledField>
          <LabelledField id="state-unit" label={t('unit')}>
            <Select
              id="state-unit"
              value={amount.unit}
              options={limitUnits.map((value) => ({ value, label: limitUnitText(value) }))}
              onChange={(unit: LimitUnit) => onChange({ clock: { ...amount, unit } })}
            />
          </LabelledField>
        </>
      )}
    </div>
  );
}

function OnClockPart({ document, state, onChange }: PartProps) {
  const { onClock } = state;
  if (!onClock) return null;
  const leads: MoveRule['to'] = (moves[onClock.does] as MoveRule).to;
  const fixed = isDestinationWord(leads);
  const targets = Object.entries(document.states).filter(([, one]) => one.is === leads);
  return (
    <div className="flow-pair">
      <LabelledField id="state-onclock" label={t('onClock')}>
        <Select
          id="state-onclock"
          value={onClock.does}
          options={clockMoves.map((value) => ({ value, label: engineMove(value) }))}
          onChange={(does) => onChange({ onClock: { does } })}
        />
      </LabelledField>
      {!fixed && (
        <LabelledField id="state-onclock-to" label={t('onClockTo')}>
          <Select
            id="state-onclock-to"
            value={onClock.to ?? null}
            options={targets.map(([value, one]) => ({ value: value as string | null, label: wordsText(one.name) }))}
            onChange={(to) => onChange({ onClock: to ? { ...onClock, to } : { does: onClock.does } })}
          />
        </LabelledField>
      )}
    </div>
  );
}

export function WordsPart({
  id,
  label,
  value,
  onChange,
}: {
  id: string;
  label: string;
  value: { zh: string; en: string };
  onChange: (value: { zh: string; en: string }) => void;
}) {
  return (
    <div className="flow-pair">
      {(['zh', 'en'] as const).map((language) => (
        <LabelledField key={language} id={`${id}-${language}`} label={remarkText(label, t(language))}>
          <Input
            id={`${id}-${language}`}
            maxLength={language === 'zh' ? 80 : 160}
            value={value[language]}
            onChange={(event) => onChange({ ...value, [language]: event.target.value })}
          />
        </LabelledField>
      ))}
    </div>
  );
}

export const blankState: FlowState = {
  name: { zh: '新状态', en: 'New state' },
  resident: { zh: '正在办理', en: 'In progress' },
  is: 'whistled',
  owner: 'operator',
  clock: { amount: 4, unit: 'workHour' },
  onClock: { does: 'remind' },
};

interface StateFormProps {
  document: FlowDocument;
  /** null: a new one. */
  code: string | null;
  onDone: (code: string, state: FlowState) => void;
  onClose: () => void;
}

/** One state, whole; the faults of what comes out stand beside its line. */
export function StateForm({ document, code, onDone, onClose }: StateFormProps) {
  const [name, setName] = useState(code ?? '');
  const [state, setState] = useState<FlowState>((code && document.states[code]) || blankState);
  const onChange = (part: Partial<FlowState>) => setState((old) => ({ ...old, ...part }));
  const fits = code !== null || (/^[a-z][a-zA-Z0-9]{0,39}$/.test(name) && !document.states[name]);
  const part = { document, state, onChange };
  return (
    <Modal
      open
      width={680}
      title={code ? t('editOf', { name: wordsText(state.name) }) : t('addState')}
      okText={t('ok')}
      cancelText={t('cancel')}
      okButtonProps={{
        disabled: !fits || !state.name.zh || !state.name.en || !state.resident.zh || !state.resident.en,
      }}
      onOk={() => onDone(name, state)}
      onCancel={onClose}
    >
      <div className="stack">
        {code === null && (
          <LabelledField id="state-code" label={t('code')}>
            <Input
              id="state-code"
              maxLength={40}
              value={name}
              onChange={(event) => setName(event.target.value.trim())}
            />
            {name !== '' && !fits && <p className="form-error">{t('badCode')}</p>}
          </LabelledField>
        )}
        <WordsPart
          id="state-name"
          label={t('name')}
          value={state.name}
          onChange={(words) => onChange({ name: words })}
        />
        <WordsPart
          id="state-resident"
          label={t('resident')}
          value={state.resident}
          onChange={(words) => onChange({ resident: words })}
        />
        <LabelledField id="state-is" label={t('is')}>
          <Select
            id="state-is"
            value={state.is}
            options={stateNames.map((value) => ({ value, label: engineState(value) }))}
            onChange={(is) => onChange({ is })}
          />
        </LabelledField>
        <OwnerPart {...part} />
        <ClockPart {...part} />
        <OnClockPart {...part} />
      </div>
    </Modal>
  );
}
