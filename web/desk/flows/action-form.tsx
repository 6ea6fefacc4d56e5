import { Checkbox, Input, InputNumber, Modal, Select, Space } from 'antd';
import { useState } from 'react';
import type { FlowAction, FlowDocument, FlowGrant } from '#contract/flow-document';
import { isDestinationWord, type Move, type MoveRule, moveNames, moves } from '#contract/lifecycle';
import { type Reach, roleNames, roleRights } from '#contract/rights';
import { wordsText } from '../shell/case-names.ts';
import { LabelledField } from '../shell/command-modal.tsx';
import { fieldsText, readFields } from './field-lines.ts';
import { engineMove, grantText, targetText } from './flow-words.ts';
import { WordsPart } from './state-form.tsx';
import { t } from './texts.ts';

interface PartProps {
  document: FlowDocument;
  action: FlowAction;
  onChange: (part: Partial<FlowAction>) => void;
}

/** Every post that can see cases, with the reach it can have. */
const grants: FlowGrant[] = roleNames.flatMap((role) => {
  const reads = roleRights[role]['case.read'];
  const reaches: Reach[] = reads ? [reads, 'owner'] : [];
  return reaches.map((reach) => ({ role, reach }));
});
const grantKey = ({ role, reach }: FlowGrant) => `${role}:${reach}`;

function WaysPart({ document, action, onChange }: PartProps) {
  const rule: MoveRule = moves[action.does];
  const legal = Object.entries(document.states).filter(([, state]) => rule.from.includes(state.is));
  const fixed = isDestinationWord(rule.to);
  const targets = fixed ? [] : Object.entries(document.states).filter(([, state]) => state.is === rule.to);
  const from = action.from === 'any' ? ['any'] : action.from;
  function chooseFrom(next: string[]): void {
    const wantsAny = next.at(-1) === 'any' || (next.includes('any') && next.length === 1);
    onChange({ from: wantsAny ? 'any' : next.filter((one) => one !== 'any') });
  }
  return (
    <>
      <LabelledField id="action-from" label={t('from')}>
        <Select
          id="action-from"
          mode="multiple"
          value={from}
          options={[
            { value: 'any', label: t('anyState') },
            ...legal.map(([value, state]) => ({ value, label: wordsText(state.name) })),
          ]}
          onChange={chooseFrom}
        />
      </LabelledField>
      <LabelledField id="action-to" label={t('to')}>
        {fixed ? (
          <Input id="action-to" readOnly value={targetText(document, rule.to)} />
        ) : (
          <Select
            id="action-to"
            value={action.to}
            options={targets.map(([value, state]) => ({ value, label: wordsText(state.name) }))}
            onChange={(to) => onChange({ to })}
          />
        )}
      </LabelledField>
    </>
  );
}

function ByPart({ action, onChange }: PartProps) {
  if (typeof action.by === 'string') return null;
  return (
    <LabelledField id="action-by" label={t('by')}>
      <Select
        id="action-by"
        mode="multiple"
        value={action.by.map(grantKey)}
        options={grants.map((grant) => ({ value: grantKey(grant), label: grantText(grant) }))}
        onChange={(keys) => onChange({ by: grants.filter((grant) => keys.includes(grantKey(grant))) })}
      />
    </LabelledField>
  );
}

const photoKinds = ['before', 'after', 'check', 'extra'] as const;

/** So many photos of each kind; none of a kind leaves it out. */
function PhotosPart({ action, onChange }: Pick<PartProps, 'action' | 'onChange'>) {
  const photos = action.photos ?? [];
  const write = (kind: (typeof photoKinds)[number], least: number | null) =>
    onChange({
      photos: photoKinds.flatMap((one) => {
        const n = one === kind ? (least ?? 0) : (photos.find((asked) => asked.kind === one)?.least ?? 0);
        return n > 0 ? [{ kind: one, least: n }] : [];
      }),
    });
  return (
    <fieldset className="field">
      <legend>{t('photos')}</legend>
      <Space wrap>
        {photoKinds.map((kind) => (
          <span key={kind}>
            <label htmlFor={`action-photos-${kind}`}>{t(kind)}</label>{' '}
            <InputNumber
              id={`action-photos-${kind}`}
              size="small"
              min={0}
              max={9}
              value={photos.find((asked) => asked.kind === kind)?.least ?? 0}
              onChange={(least) => write(kind, least)}
            />
          </span>
        ))}
      </Space>
    </fieldset>
  );
}

function FormPart({ action, onChange }: PartProps) {
  const [lines, setLines] = useState(fieldsText(action.fields));
  const [bad, setBad] = useState<number | null>(null);
  function write(text: string): void {
    setLines(text);
    const read = readFields(text);
    setBad(typeof read === 'number' ? read : null);
    if (typeof read !== 'number') onChange({ fields: read });
  }
  if (typeof action.by === 'string') return null;
  return (
    <>
      <LabelledField id="action-fields" label={t('fields')}>
        <Input.TextArea
          id="action-fields"
          aria-describedby="action-fields-hint"
          autoSize={{ minRows: 2, maxRows: 6 }}
          value={lines}
          onChange={(event) => write(event.target.value)}
        />
        <small id="action-fields-hint" className="muted">
          {t('fieldsHint')}
        </small>
        {bad !== null && (
          <p className="form-error" role="alert">
            {t('fieldsBad', { n: bad })}
          </p>
        )}
      </LabelledField>
      <PhotosPart action={action} onChange={onChange} />
    </>
  );
}

/** What another move brings along by itself. */
function ofMove(document: FlowDocument, does: Move): Partial<FlowAction> {
  const rule: MoveRule = moves[does];
  const fixed = isDestinationWord(rule.to);
  const target = Object.entries(document.states).find(([, state]) => state.is === rule.to)?.[0];
  const by = rule.by;
  return {
    does,
    name: { zh: rule.zh, en: rule.en },
    from: 'any',
    to: fixed ? rule.to : (target ?? rule.to),
    note: rule.note,
    by:
      by === 'resident' || by === 'system'
        ? by
        : roleNames.flatMap((role) => {
            const reach = roleRights[role][by];
            return reach ? [{ role, reach }] : [];
          }),
  };
}

interface ActionFormProps {
  document: FlowDocument;
  code: string | null;
  onDone: (code: string, action: FlowAction) => void;
  onClose: () => void;
}

/** One action, whole. Choosing the engine's move fills in what goes with it. */
export function ActionForm({ document, code, onDone, onClose }: ActionFormProps) {
  const [name, setName] = useState(code ?? '');
  const [action, setAction] = useState<FlowAction>(
    (code && document.actions[code]) || ({ note: 'public', ...ofMove(document, 'whistle') } as FlowAction),
  );
  const onChange = (part: Partial<FlowAction>) => setAction((old) => ({ ...old, ...part }));
  const fits = code !== null || (/^[a-z][a-zA-Z0-9]{0,39}$/.test(name) && !document.actions[name]);
  const part = { document, action, onChange };
  const rule: MoveRule = moves[action.does];
  return (
    <Modal
      open
      width={680}
      title={code ? t('editOf', { name: wordsText(action.name) }) : t('addAction')}
      okText={t('ok')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: !fits || !action.name.zh || !action.name.en }}
      onOk={() => onDone(name, action)}
      onCancel={onClose}
    >
      <div className="stack">
        {code === null && (
          <LabelledField id="action-code" label={t('code')}>
            <Input
              id="action-code"
              maxLength={40}
              value={name}
              onChange={(event) => setName(event.target.value.trim())}
            />
            {name !== '' && !fits && <p className="form-error">{t('badCode')}</p>}
          </LabelledField>
        )}
        <LabelledField id="action-does" label={t('does')}>
          <Select
            id="action-does"
            showSearch={{ optionFilterProp: 'label' }}
            value={action.does}
            options={moveNames.map((value) => ({ value, label: engineMove(value) }))}
            onChange={(does) => onChange(ofMove(document, does))}
          />
        </LabelledField>
        <WordsPart
          id="action-name"
          label={t('name')}
          value={action.name}
          onChange={(words) => onChange({ name: words })}
        />
        <WaysPart key={action.does} {...part} />
        <ByPart {...part} />
        <FormPart key={`form ${action.does}`} {...part} />
        <div className="flow-pair">
          <LabelledField id="action-note" label={t('note')}>
            <Select
              id="action-note"
              value={action.note}
              options={[
                { value: 'public' as const, label: t('notePublic'), disabled: rule.note === 'internal' },
                { value: 'internal' as const, label: t('noteInternal') },
              ]}
              onChange={(note) => onChange({ note })}
            />
          </LabelledField>
          {rule.undoable && (
            <Checkbox
              checked={action.undoable === true}
              onChange={(event) => onChange({ undoable: event.target.checked })}
            >
              {t('undoable')}
            </Checkbox>
          )}
        </div>
      </div>
    </Modal>
  );
}
