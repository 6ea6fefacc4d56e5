import { DatePicker, Radio } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import type { PostRow } from '#contract/posts';
import { call } from '#web/api.ts';
import { CommandModal, LabelledField } from '../shell/command-modal.tsx';
import { refresh } from '../shell/query.ts';
import { AccountSelect } from './account-select.tsx';
import { t } from './texts.ts';

export function Appoint({ post, onClose }: { post: PostRow; onClose: () => void }) {
  const [accountId, setAccountId] = useState<string | undefined>();
  const [kind, setKind] = useState<'holder' | 'deputy'>('holder');
  const [from, setFrom] = useState<Dayjs | null>(null);
  const [to, setTo] = useState<Dayjs | null>(null);
  async function send(commandId: string): Promise<string> {
    await call('POST /api/posts/:id/holders', {
      params: { id: post.id },
      body: {
        commandId,
        accountId: accountId ?? '',
        kind,
        ...(from ? { from: from.startOf('day').toISOString() } : {}),
        ...(to ? { to: to.endOf('day').toISOString() } : {}),
      },
    });
    await refresh('GET /api/posts', 'GET /api/areas/:id', 'GET /api/accounts');
    return t('appointed', { title: post.title });
  }
  return (
    <CommandModal
      title={t('appointTitle', { title: post.title })}
      okText={t('appoint')}
      missing={accountId ? null : t('missing')}
      send={send}
      onClose={onClose}
    >
      <LabelledField id="appoint-account" label={t('account')}>
        <AccountSelect id="appoint-account" value={accountId} onChange={setAccountId} />
      </LabelledField>
      <Radio.Group
        aria-label={t('kind')}
        value={kind}
        options={[
          { value: 'holder', label: t('holder') },
          { value: 'deputy', label: t('deputy') },
        ]}
        onChange={(event) => setKind(event.target.value as 'holder' | 'deputy')}
      />
      <LabelledField id="appoint-from" label={t('from')}>
        <DatePicker id="appoint-from" value={from} onChange={setFrom} />
      </LabelledField>
      <LabelledField id="appoint-to" label={t('to')}>
        <DatePicker id="appoint-to" value={to} onChange={setTo} />
      </LabelledField>
    </CommandModal>
  );
}
