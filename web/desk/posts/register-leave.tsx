import { DatePicker, Input } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import type { Answer } from '#contract/api';
import type { PostRow } from '#contract/posts';
import { call } from '#web/api.ts';
import { newId } from '#web/ids.ts';
import { full, ms } from '#web/time.ts';
import { CommandModal, LabelledField } from '../shell/command-modal.tsx';
import { refresh, useAsk } from '../shell/query.ts';
import { Loaded } from '../shell/states.tsx';
import { CallOffLeave } from './call-off-leave.tsx';
import { t } from './texts.ts';

type Holder = PostRow['holders'][number];
type Leave = Answer<'GET /api/leaves'>['rows'][number];

function LeaveLine({ leave, onCallOff }: { leave: Leave; onCallOff: () => void }) {
  return (
    <li>
      <span className="num">
        {full(ms(leave.from))} – {full(ms(leave.to))}
      </span>{' '}
      {leave.reason}
      {leave.calledOffAt && (
        <>
          {' '}
          <span className="chip num">{t('calledOffAt', { at: full(ms(leave.calledOffAt)) })}</span>
        </>
      )}
      {leave.mayCallOff && (
        <>
          {' '}
          <button type="button" className="link" onClick={onCallOff}>
            {t('callOff')}
          </button>
        </>
      )}
    </li>
  );
}

function Leaves({ holder }: { holder: Holder }) {
  const query = useAsk('GET /api/leaves', { query: { accountId: holder.accountId } });
  const [ending, setEnding] = useState<Leave | null>(null);
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
                <LeaveLine key={row.id} leave={row} onCallOff={() => setEnding(row)} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {ending && <CallOffLeave leave={ending} holder={holder} onClose={() => setEnding(null)} />}
    </section>
  );
}

export function RegisterLeave({ holder, onClose }: { holder: Holder; onClose: () => void }) {
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
      <Leaves holder={holder} />
    </CommandModal>
  );
}
