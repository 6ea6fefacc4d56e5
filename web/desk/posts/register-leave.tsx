import { DatePicker, Input } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import type { PostRow } from '#contract/posts';
import { call } from '#web/api.ts';
import { newId } from '#web/ids.ts';
import { full, ms } from '#web/time.ts';
import { CommandModal, LabelledField } from '../shell/command-modal.tsx';
import { refresh, useAsk } from '../shell/query.ts';
import { Loaded } from '../shell/states.tsx';
import { t } from './texts.ts';

function Leaves({ accountId }: { accountId: string }) {
  const query = useAsk('GET /api/leaves', { query: { accountId } });
  return (
    <section aria-label={t('leavesNow')}>
      <p className="muted">{t('leavesNow')}</p>
      <Loaded query={query} rows={2}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p>{t('leavesNone')}</p>
          ) : (
            <ul>
              {rows.map((row) => (
                <li key={row.id} className="num">
                  {full(ms(row.from))} – {full(ms(row.to))} {row.reason}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}

export function RegisterLeave({ holder, onClose }: { holder: PostRow['holders'][number]; onClose: () => void }) {
  const [id] = useState(() => newId());
  const [period, setPeriod] = useState<[Dayjs | null, Dayjs | null] | null>(null);
  const [reason, setReason] = useState('');
  const [from, to] = period ?? [];
  async function send(commandId: string): Promise<string> {
    await call('POST /api/leaves', {
      body: {
        commandId,
        id,
        accountId: holder.accountId,
        from: from?.toISOString() ?? '',
        to: to?.toISOString() ?? '',
        reason: reason.trim(),
      },
    });
    await refresh('GET /api/posts', 'GET /api/leaves');
    return t('leaveDone', { name: holder.name });
  }
  return (
    <CommandModal
      title={t('leaveTitle', { name: holder.name })}
      okText={t('leave')}
      missing={from && to && reason.trim() ? null : t('missing')}
      send={send}
      onClose={onClose}
    >
      <p className="muted">{t('leaveWords')}</p>
      <LabelledField id="leave-period" label={t('period_')}>
        <DatePicker.RangePicker
          id="leave-period"
          showTime={{ format: 'HH:mm' }}
          format="YYYY-MM-DD HH:mm"
          value={period}
          onChange={setPeriod}
        />
      </LabelledField>
      <LabelledField id="leave-reason" label={t('leaveReason')}>
        <Input id="leave-reason" maxLength={100} value={reason} onChange={(event) => setReason(event.target.value)} />
      </LabelledField>
      <Leaves accountId={holder.accountId} />
    </CommandModal>
  );
}
