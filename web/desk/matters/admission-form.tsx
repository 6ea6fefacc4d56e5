import { Input, Radio } from 'antd';
import { useState } from 'react';
import type { Ask } from '#contract/api';
import { call } from '#web/api.ts';
import { newId } from '#web/ids.ts';
import { CategorySelect } from '../catalogue/category-select.tsx';
import { CommandModal, LabelledField } from '../shell/command-modal.tsx';
import { refresh } from '../shell/query.ts';
import { t } from './texts-codes.ts';

type Decision = Omit<Ask<'POST /api/admissions'>['body'], 'commandId' | 'id' | 'admitted' | 'accepted' | 'validTo'>;
const outcomes = ['admitted', 'accepted', 'refused'] as const;
type Outcome = (typeof outcomes)[number];

/** The wall clock of Shanghai, whatever the browser's. */
const today = () => new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10);

type TextField = 'belongsZh' | 'belongsEn' | 'unitName' | 'phone' | 'decidedBy' | 'documentNo';
type DayField = 'decidedOn' | 'validFrom';

interface PartProps {
  form: Decision;
  set: (part: Partial<Decision>) => void;
}

function Line({ field, most, form, set }: PartProps & { field: TextField; most: number }) {
  return (
    <LabelledField id={`admission-${field}`} label={t(field)}>
      <Input
        id={`admission-${field}`}
        maxLength={most}
        value={form[field]}
        onChange={(event) => set({ [field]: event.target.value })}
      />
    </LabelledField>
  );
}

function Day({ field, form, set }: PartProps & { field: DayField }) {
  return (
    <LabelledField id={`admission-${field}`} label={t(field)}>
      <Input
        id={`admission-${field}`}
        type="date"
        value={form[field]}
        onChange={(event) => set({ [field]: event.target.value })}
      />
    </LabelledField>
  );
}

function Belongs(props: PartProps) {
  return (
    <>
      <Line {...props} field="belongsZh" most={300} />
      <Line {...props} field="belongsEn" most={300} />
      <div className="form-two">
        <Line {...props} field="unitName" most={60} />
        <Line {...props} field="phone" most={30} />
      </div>
    </>
  );
}

function Whose(props: PartProps & { validTo: string; setValidTo: (day: string) => void }) {
  return (
    <div className="form-two">
      <Line {...props} field="decidedBy" most={60} />
      <Line {...props} field="documentNo" most={60} />
      <Day {...props} field="decidedOn" />
      <Day {...props} field="validFrom" />
      <LabelledField id="admission-to" label={t('validTo')}>
        <Input
          id="admission-to"
          type="date"
          value={props.validTo}
          onChange={(event) => props.setValidTo(event.target.value)}
        />
      </LabelledField>
    </div>
  );
}

/** What is missing, in words; the server checks the rest. */
function missingOf(form: Decision, outcome: Outcome): string | null {
  if (form.categoryCode === '') return t('chooseCategory');
  if (outcome !== 'admitted' && form.belongsZh.trim() === '') return t('belongsMissing');
  return [form.decidedBy, form.documentNo].some((text) => text.trim() === '') ? t('documentMissing') : null;
}

/** A decision with its document; it counts over earlier ones of the same class on the days it covers. */
export function AdmissionForm({ onClose }: { onClose: () => void }) {
  const [id] = useState(newId);
  const [outcome, setOutcome] = useState<Outcome>('refused');
  const [validTo, setValidTo] = useState('');
  const [form, setForm] = useState<Decision>(() => ({
    ...{ categoryCode: '', belongsZh: '', belongsEn: '', unitName: '', phone: '', decidedBy: '', documentNo: '' },
    ...{ decidedOn: today(), validFrom: today() },
  }));
  const set = (part: Partial<Decision>) => setForm((old) => ({ ...old, ...part }));
  async function send(commandId: string): Promise<string> {
    const isAdmitted = outcome === 'admitted';
    const said = isAdmitted ? { belongsZh: '', belongsEn: '', unitName: '', phone: '' } : {};
    const how = { admitted: isAdmitted, accepted: outcome !== 'refused', validTo: validTo || null };
    await call('POST /api/admissions', { body: { commandId, id, ...form, ...said, ...how } });
    await refresh('GET /api/admissions', 'GET /api/public/categories');
    return t('decided');
  }
  return (
    <CommandModal
      title={t('decide')}
      okText={t('decide')}
      width={680}
      missing={missingOf(form, outcome)}
      send={send}
      onClose={onClose}
    >
      <LabelledField id="admission-category" label={t('category')}>
        <CategorySelect
          id="admission-category"
          majors
          value={form.categoryCode || undefined}
          onChange={(code) => set({ categoryCode: code ?? '' })}
        />
      </LabelledField>
      <Radio.Group
        aria-label={t('decision')}
        vertical
        value={outcome}
        options={outcomes.map((value) => ({ value, label: t(`${value}Long`) }))}
        onChange={({ target }) => setOutcome(target.value as Outcome)}
      />
      {outcome !== 'admitted' && <Belongs form={form} set={set} />}
      <Whose form={form} set={set} validTo={validTo} setValidTo={setValidTo} />
    </CommandModal>
  );
}
