import { Checkbox, Input, Radio } from 'antd';
import { useState } from 'react';
import type { Answer } from '#contract/api';
import { type PeerSource, type PeerVerb, peerVerbs } from '#contract/exchange';
import { call } from '#web/api.ts';
import { newId } from '#web/ids.ts';
import { AreaSelect } from '../areas/area-select.tsx';
import { CommandModal, LabelledField } from '../shell/command-modal.tsx';
import { given, refresh } from '../shell/query.ts';
import { t } from './texts.ts';

interface PeerFormProps {
  onAdded: (added: Answer<'POST /api/exchange/peers'>) => void;
  onClose: () => void;
}

export function PeerForm({ onAdded, onClose }: PeerFormProps) {
  const [id] = useState(() => newId());
  const [name, setName] = useState('');
  const [may, setMay] = useState<PeerVerb[]>(['report', 'update']);
  const [source, setSource] = useState<PeerSource>('platform');
  const [areaId, setAreaId] = useState<string | undefined>();
  async function send(commandId: string): Promise<string> {
    const body = { commandId, id, name: name.trim(), may, source, ...given({ areaId }) };
    const added = await call('POST /api/exchange/peers', { body });
    await refresh('GET /api/exchange/peers');
    onAdded(added);
    return t('peerDone', { name: added.peer.name });
  }
  const missing = name.trim() === '' ? t('nameMissing') : may.length === 0 ? t('mayMissing') : null;
  return (
    <CommandModal title={t('peerAdd')} okText={t('peerAdd')} missing={missing} send={send} onClose={onClose}>
      <LabelledField id="peer-name" label={t('name')}>
        <Input id="peer-name" maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />
      </LabelledField>
      <fieldset className="field">
        <legend>{t('may')}</legend>
        <Checkbox.Group
          value={may}
          options={peerVerbs.map((verb) => ({ value: verb, label: t(verb) }))}
          onChange={setMay}
        />
      </fieldset>
      <fieldset className="field">
        <legend>{t('source')}</legend>
        <Radio.Group
          value={source}
          options={(['platform', 'hotline'] as const).map((value) => ({ value, label: t(value) }))}
          // antd types the value of a radio as any; the options above are all there is.
          onChange={(event) => setSource(event.target.value as PeerSource)}
        />
      </fieldset>
      <LabelledField id="peer-area" label={t('areaHint')}>
        <AreaSelect id="peer-area" value={areaId} onChange={setAreaId} />
      </LabelledField>
    </CommandModal>
  );
}
