import { Input, Select } from 'antd';
import { useState } from 'react';
import { dutyLevels, type MatterFields, type MatterKind, matterUnitKinds } from '#contract/matters';
import { call } from '#web/api.ts';
import { CategoriesSelect } from '../catalogue/category-select.tsx';
import { LimitInput, limitGiven } from '../catalogue/limit-input.tsx';
import { CommandModal, LabelledField } from '../shell/command-modal.tsx';
import { useAsk } from '../shell/query.ts';
import { WordsInput } from '../shell/words-input.tsx';
import { refreshLists } from './publish-draft.tsx';
import { t } from './texts.ts';

interface MatterFormProps {
  kind: MatterKind;
  /** null: a new item, whose code is typed. */
  code: string | null;
  before: MatterFields;
  onChanged: (version: number) => void;
  onClose: () => void;
}

export const emptyMatter = (kind: MatterKind): MatterFields => ({
  level: kind === 'duty' ? 'grid' : null,
  className: '',
  name: '',
  unitKind: 'department',
  unitName: '',
  law: '',
  article: '',
  limitAmount: null,
  limitUnit: null,
  closing: '',
  checklist: [],
  categoryCodes: [],
});

interface PartProps {
  kind: MatterKind;
  form: MatterFields;
  set: (part: Partial<MatterFields>) => void;
}
type TextField = 'name' | 'law' | 'article';

function Line({ field, form, set, most }: PartProps & { field: TextField; most: number }) {
  return (
    <LabelledField id={`matter-${field}`} label={t(field)}>
      <Input
        id={`matter-${field}`}
        maxLength={most}
        value={form[field]}
        onChange={(event) => set({ [field]: event.target.value })}
      />
    </LabelledField>
  );
}

function Whose({ kind, form, set }: PartProps) {
  const { data } = useAsk('GET /api/matters/:kind', { params: { kind }, query: { limit: 1 } }, { staleTime: 60_000 });
  return (
    <div className="form-two">
      <LabelledField id="matter-class" label={t('className')}>
        <WordsInput
          id="matter-class"
          most={40}
          value={form.className}
          offered={data?.classes ?? []}
          onChange={(className) => set({ className })}
        />
      </LabelledField>
      <LabelledField id="matter-unit" label={t('unitName')}>
        <WordsInput
          id="matter-unit"
          most={60}
          value={form.unitName}
          offered={data?.units ?? []}
          onChange={(unitName) => set({ unitName })}
        />
      </LabelledField>
      <LabelledField id="matter-unit-kind" label={t('unitKind')}>
        <Select
          id="matter-unit-kind"
          value={form.unitKind}
          options={matterUnitKinds.map((value) => ({ value, label: t(`unit_${value}`) }))}
          onChange={(unitKind) => set({ unitKind })}
        />
      </LabelledField>
      {kind === 'duty' && (
        <LabelledField id="matter-level" label={t('level')}>
          <Select
            id="matter-level"
            value={form.level}
            options={dutyLevels.map((value) => ({ value, label: t(`level_${value}`) }))}
            onChange={(level) => set({ level })}
          />
        </LabelledField>
      )}
    </div>
  );
}

function Limit({ form, set }: PartProps) {
  return (
    <LabelledField id="matter-limit" label={t('limit')}>
      <LimitInput
        id="matter-limit"
        label={t('limit')}
        unitLabel={t('limitUnit')}
        none={t('empty')}
        value={limitGiven(form.limitAmount, form.limitUnit)}
        onChange={(limit) => set({ limitAmount: limit?.amount ?? null, limitUnit: limit?.unit ?? null })}
      />
    </LabelledField>
  );
}

function Done({ form, set }: PartProps) {
  return (
    <>
      <LabelledField id="matter-closing" label={t('closing')}>
        <Input.TextArea
          id="matter-closing"
          maxLength={400}
          autoSize={{ minRows: 2 }}
          value={form.closing}
          onChange={(event) => set({ closing: event.target.value })}
        />
      </LabelledField>
      <LabelledField id="matter-checklist" label={t('checklistHint')}>
        <Input.TextArea
          id="matter-checklist"
          autoSize={{ minRows: 3, maxRows: 10 }}
          value={form.checklist.join('\n')}
          onChange={(event) => set({ checklist: event.target.value.split('\n') })}
        />
      </LabelledField>
      <LabelledField id="matter-categories" label={t('categories')}>
        <CategoriesSelect
          id="matter-categories"
          value={form.categoryCodes}
          onChange={(categoryCodes) => set({ categoryCodes })}
        />
      </LabelledField>
    </>
  );
}

/** Saved, it stands in the draft; the list in force stays as it is until the draft is published. */
export function MatterForm({ kind, code, before, onChanged, onClose }: MatterFormProps) {
  const [form, setForm] = useState(before);
  const [newCode, setNewCode] = useState('');
  const set = (part: Partial<MatterFields>) => setForm((old) => ({ ...old, ...part }));
  const named = code ?? newCode.trim();
  async function send(commandId: string): Promise<string> {
    const checklist = form.checklist.map((point) => point.trim()).filter(Boolean);
    const { version } = await call('PUT /api/matters/:kind/items/:code', {
      params: { kind, code: named },
      body: { commandId, item: { ...form, checklist } },
    });
    await refreshLists();
    onChanged(version);
    return t('savedItem', { name: form.name, n: version });
  }
  const needed = [form.className, form.name, form.unitName, form.closing];
  const missing =
    named === '' || needed.some((text) => text.trim() === '')
      ? t('fieldsMissing')
      : /^[0-9A-Za-z._-]{1,20}$/.test(named)
        ? null
        : t('codeWrong');
  return (
    <CommandModal
      title={code ? t('editTitle', { code }) : t('add')}
      okText={t('saveDraft')}
      width={680}
      missing={missing}
      send={send}
      onClose={onClose}
    >
      {code === null && (
        <LabelledField id="matter-code" label={t('codeHint')}>
          <Input id="matter-code" maxLength={20} value={newCode} onChange={(event) => setNewCode(event.target.value)} />
        </LabelledField>
      )}
      <Line kind={kind} form={form} set={set} field="name" most={80} />
      <Whose kind={kind} form={form} set={set} />
      <div className="form-two">
        <Line kind={kind} form={form} set={set} field="law" most={80} />
        <Line kind={kind} form={form} set={set} field="article" most={60} />
      </div>
      <Limit kind={kind} form={form} set={set} />
      <Done kind={kind} form={form} set={set} />
    </CommandModal>
  );
}
