import { Input, Select } from 'antd';
import { useState } from 'react';
import { codeKinds, type StandardRef } from '#contract/standard-codes';
import { call } from '#web/api.ts';
import { CommandModal, LabelledField } from '../shell/command-modal.tsx';
import { refresh } from '../shell/query.ts';
import { t } from './texts-codes.ts';
import { useAllCodes } from './use-all-codes.ts';

/** The next free code of a major class, 080 to 999; its name ends with （自定义）. */
export function ExtensionForm({ onClose }: { onClose: () => void }) {
  const [kind, setKind] = useState<StandardRef['kind']>('matter');
  const [major, setMajor] = useState<string | null>(null);
  const [name, setName] = useState('');
  const { data } = useAllCodes();
  const majors = new Map(
    (data ?? [])
      .filter((code) => code.standard === 'GB/T 47678.5-2026' && code.kind === kind)
      .map(({ code, majorName }) => [code.slice(0, 2), majorName]),
  );
  async function send(commandId: string): Promise<string> {
    const body = { commandId, kind, major: major ?? '', name: name.trim() };
    const given = await call('POST /api/standard-codes/extensions', { body });
    await refresh('GET /api/standard-codes');
    return t('extended', { code: given.code, name: given.name });
  }
  return (
    <CommandModal
      title={t('extend')}
      okText={t('extend')}
      missing={major === null || name.trim() === '' ? t('extendMissing') : null}
      send={send}
      onClose={onClose}
    >
      <p>{t('extendWords')}</p>
      <LabelledField id="extension-kind" label={t('codeKind')}>
        <Select
          id="extension-kind"
          value={kind}
          options={codeKinds.map((value) => ({ value, label: t(value) }))}
          onChange={(next) => {
            setKind(next);
            setMajor(null);
          }}
        />
      </LabelledField>
      <LabelledField id="extension-major" label={t('major')}>
        <Select
          id="extension-major"
          value={major}
          placeholder={t('chooseMajor')}
          options={[...majors].sort().map(([value, label]) => ({ value, label: `${value} ${label}` }))}
          onChange={setMajor}
        />
      </LabelledField>
      <LabelledField id="extension-name" label={t('name')}>
        <Input id="extension-name" maxLength={40} value={name} onChange={(event) => setName(event.target.value)} />
      </LabelledField>
    </CommandModal>
  );
}
