import { useNavigate } from '@tanstack/react-router';
import { Badge, Button, Popover } from 'antd';
import { useState } from 'react';
import type { InboxRow } from '#contract/messages';
import { call, sayError } from '#web/api.ts';
import { BellIcon } from '#web/icons.tsx';
import { useLang } from '#web/prefs.ts';
import { ago, ms } from '#web/time.ts';
import { refresh, useAsk } from './query.ts';
import { Loaded, Nothing } from './states.tsx';
import { t } from './texts.ts';
import { sayWrong } from './toast.ts';
import { useNow } from './use-now.ts';

async function markRead(id?: string): Promise<void> {
  try {
    await call('POST /api/inbox/read', { body: id ? { id } : {} });
    await refresh('GET /api/inbox');
  } catch (error) {
    sayWrong(sayError(error));
  }
}

function Message({ row, onOpen }: { row: InboxRow; onOpen: (row: InboxRow) => void }) {
  const lang = useLang();
  const now = useNow();
  return (
    <li className={row.readAt ? 'inbox-row' : 'inbox-row inbox-new'}>
      <button type="button" onClick={() => onOpen(row)}>
        <span className="inbox-title">
          {!row.readAt && <span className="inbox-dot">{t('unread')}</span>}
          {row.title}
        </span>
        <span className="inbox-body">{row.body}</span>
        <span className="inbox-time num">
          {ago(ms(row.at), now, lang)}
          {row.caseNo && ` · ${row.caseNo}`}
        </span>
      </button>
    </li>
  );
}

function InboxList({ onGone }: { onGone: () => void }) {
  const navigate = useNavigate();
  const inbox = useAsk('GET /api/inbox', { query: { limit: 30 } });
  function open(row: InboxRow): void {
    if (!row.readAt) void markRead(row.id);
    if (!row.caseId) return;
    onGone();
    void navigate({ to: '/cases/$id', params: { id: row.caseId } });
  }
  return (
    <div className="inbox">
      <div className="inbox-head">
        <strong>{t('inbox')}</strong>
        <Button size="small" disabled={!inbox.data?.unread} onClick={() => void markRead()}>
          {t('inboxAll')}
        </Button>
      </div>
      <Loaded query={inbox} rows={4}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Nothing title={t('inboxNone')} />
          ) : (
            <ul>
              {rows.map((row) => (
                <Message key={row.id} row={row} onOpen={open} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </div>
  );
}

export function Inbox() {
  const [open, setOpen] = useState(false);
  const inbox = useAsk('GET /api/inbox', { query: { limit: 30 } });
  const unread = inbox.data?.unread ?? 0;
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      arrow={false}
      destroyOnHidden
      content={<InboxList onGone={() => setOpen(false)} />}
    >
      <button
        type="button"
        className="top-bell"
        aria-expanded={open}
        aria-label={unread > 0 ? t('inboxUnread', { n: unread }) : t('inbox')}
      >
        <Badge count={unread} size="small" overflowCount={99}>
          <BellIcon size={22} />
        </Badge>
      </button>
    </Popover>
  );
}
