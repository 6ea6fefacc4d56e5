import { Input, Select } from 'antd';
import { useState } from 'react';
import { type Role, roleNames, roles } from '#contract/rights';
import { call } from '#web/api.ts';
import { pick } from '#web/i18n.ts';
import { newId } from '#web/ids.ts';
import { AreaSelect } from '../areas/area-select.tsx';
import { UnitSelect } from '../cases/unit-select.tsx';
import { CommandModal, LabelledField } from '../shell/command-modal.tsx';
import { given, refresh } from '../shell/query.ts';
import { t } from './texts.ts';

export function CreatePost({ onClose }: { onClose: () => void }) {
  const [id] = useState(() => newId());
  const [role, setRole] = useState<Role>('microGridWorker');
  const [title, setTitle] = useState('');
  const [areaId, setAreaId] = useState<string | undefined>();
  const [unitId, setUnitId] = useState<string | undefined>();
  const [phone, setPhone] = useState('');
  async function send(commandId: string): Promise<string> {
    const body = { commandId, id, role, title: title.trim(), ...given({ areaId, unitId, phone: phone.trim() }) };
    await call('POST /api/posts', { body });
    await refresh('GET /api/posts', 'GET /api/areas/:id');
    return t('created', { title: title.trim() });
  }
  const missing = title.trim() ? (areaId || unitId ? null : t('placeMissing')) : t('missing');
  return (
    <CommandModal title={t('createTitle')} okText={t('create')} missing={missing} send={send} onClose={onClose}>
      <LabelledField id="post-role" label={t('role')}>
        <Select<Role>
          id="post-role"
          aria-label={t('role')}
          value={role}
          options={roleNames.map((value) => ({ value, label: pick(roles[value].zh, roles[value].en) }))}
          onChange={setRole}
        />
      </LabelledField>
      <LabelledField id="post-title" label={t('title')}>
        <Input id="post-title" maxLength={60} value={title} onChange={(event) => setTitle(event.target.value)} />
      </LabelledField>
      <LabelledField id="post-area" label={t('area')}>
        <AreaSelect id="post-area" value={areaId} onChange={setAreaId} />
      </LabelledField>
      <LabelledField id="post-unit" label={t('unit')}>
        <UnitSelect id="post-unit" value={unitId} onChange={setUnitId} />
      </LabelledField>
      <LabelledField id="post-phone" label={t('phone')}>
        <Input id="post-phone" maxLength={20} value={phone} onChange={(event) => setPhone(event.target.value)} />
      </LabelledField>
    </CommandModal>
  );
}
