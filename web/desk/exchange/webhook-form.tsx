import { Input, Select } from 'antd';
import { useState } from 'react';
import type { Answer } from '#contract/api';
import { toldMoves, type Webhook } from '#contract/webhooks';
import { call } from '#web/api.ts';
import { newId } from '#web/ids.ts';
import { AreaSelect } from '../areas/area-select.tsx';
import { CategoriesSelect } from '../catalogue/category-select.tsx';
import { moveText } from '../shell/case-names.ts';
import { CommandModal, LabelledField } from '../shell/command-modal.tsx';
import { refresh } from '../shell/query.ts';
import { t as shell } from '../shell/texts.ts';
import { t } from './texts.ts';

interface WebhookFormProps {
  hook?: Webhook;
  onAdded: (added: Answer<'POST /api/exchange/webhooks'>) => void;
  onClose: () => void;
}
type Fields = Pick<Webhook, 'name' | 'url' | 'areaId' | 'moves' | 'categories'>;
const empty: Fields = { name: '', url: '', areaId: null, moves: [], categories: [] };

function MovesField({ value, onChange }: { value: Fields['moves']; onChange: (moves: Fields['moves']) => void }) {
  return (
    <LabelledField id="hook-moves" label={t('movesHint')}>
      <Select
        id="hook-moves"
        mode="multiple"
        className="wide"
        optionFilterProp="label"
        value={value}
        options={toldMoves.map((move) => ({ value: move, label: moveText(move) }))}
        onChange={onChange}
      />
    </LabelledField>
  );
}

export function WebhookForm({ hook, onAdded, onClose }: WebhookFormProps) {
  const [id] = useState(() => hook?.id ?? newId());
  const [fields, setFields] = useState<Fields>(() => ({ ...empty, ...(hook && pickFields(hook)) }));
  const change = (part: Partial<Fields>) => setFields((old) => ({ ...old, ...part }));
  async function send(commandId: string): Promise<string> {
    const body = { commandId, ...fields, name: fields.name.trim(), url: fields.url.trim() };
    if (hook) await call('PUT /api/exchange/webhooks/:id', { params: { id }, body });
    else onAdded(await call('POST /api/exchange/webhooks', { body: { ...body, id } }));
    await refresh('GET /api/exchange/webhooks');
    return hook ? t('saved') : t('hookDone', { name: body.name });
  }
  const missing = fields.name.trim() === '' ? t('nameMissing') : fields.url.trim() === '' ? t('urlMissing') : null;
  return (
    <CommandModal
      title={hook ? t('hookEdit') : t('hookAdd')}
      okText={hook ? shell('save') : t('hookAdd')}
      missing={missing}
      send={send}
      onClose={onClose}
    >
      <LabelledField id="hook-name" label={t('name')}>
        <Input
          id="hook-name"
          maxLength={60}
          value={fields.name}
          onChange={(event) => change({ name: event.target.value })}
        />
      </LabelledField>
      <LabelledField id="hook-url" label={t('urlHint')}>
        <Input
          id="hook-url"
          type="url"
          maxLength={500}
          autoComplete="off"
          value={fields.url}
          onChange={(event) => change({ url: event.target.value })}
        />
      </LabelledField>
      <LabelledField id="hook-area" label={t('areaHint')}>
        <AreaSelect
          id="hook-area"
          value={fields.areaId ?? undefined}
          onChange={(areaId) => change({ areaId: areaId ?? null })}
        />
      </LabelledField>
      <MovesField value={fields.moves} onChange={(moves) => change({ moves })} />
      <LabelledField id="hook-categories" label={t('categoriesHint')}>
        <CategoriesSelect
          id="hook-categories"
          majors
          value={fields.categories}
          onChange={(categories) => change({ categories })}
        />
      </LabelledField>
    </CommandModal>
  );
}

function pickFields({ name, url, areaId, moves, categories }: Webhook): Fields {
  return { name, url, areaId, moves, categories };
}
