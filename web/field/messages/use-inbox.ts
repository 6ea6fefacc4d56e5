import { useEffect, useState } from 'react';
import type { Answer } from '#contract/api';
import { sayError } from '#web/api.ts';
import { toast } from '#web/parts/toast.tsx';
import { useLoad } from '#web/use-load.ts';
import { ask, isUnreachable } from '../accounts/session.ts';
import { type Cached, keepOwn, keptOwn, useEarly } from '../on-device.ts';
import { setUnread, useUnread } from './unread.ts';

type Inbox = Answer<'GET /api/inbox'>;
export type Message = Inbox['rows'][number];

const KEY = 'inbox';
const PAGE = 30;

interface Found extends Inbox {
  cachedAt: number | null;
}

async function firstPage(signal: AbortSignal): Promise<Found> {
  try {
    const inbox = await ask('GET /api/inbox', { query: { limit: PAGE } }, { signal });
    setUnread(inbox.unread);
    await keepOwn(KEY, { value: inbox, at: Date.now() });
    return { ...inbox, cachedAt: null };
  } catch (error) {
    const known = isUnreachable(error) ? await keptOwn<Cached<Inbox>>(KEY) : undefined;
    if (known) return { ...known.value, cachedAt: known.at };
    throw error;
  }
}

/** The newest first; the number of unread ones renews the list. */
export function useInbox() {
  const unread = useUnread();
  const { data: loaded, error, loading, reload, set } = useLoad('inbox', firstPage);
  const early = useEarly(loading && !loaded, () => keptOwn<Cached<Inbox>>(KEY));
  const data = loaded ?? (early && { ...early.value, cachedAt: early.at });
  const [asked, setAsked] = useState(unread);
  useEffect(() => {
    if (unread > asked) reload();
    setAsked(unread);
  }, [unread, asked, reload]);

  function mark(done: (one: Message) => boolean): void {
    if (!data) return;
    const readAt = new Date().toISOString();
    const rows = data.rows.map((one) => (done(one) ? { ...one, readAt: one.readAt ?? readAt } : one));
    const left = Math.max(0, data.unread - rows.filter((one, index) => one.readAt && !data.rows[index]?.readAt).length);
    set({ ...data, rows, unread: left });
    setUnread(left);
  }

  async function read(one: Message): Promise<void> {
    if (one.readAt) return;
    mark(({ id }) => id === one.id);
    // That a message stays unread on the server is no harm: it is offered again.
    await ask('POST /api/inbox/read', { body: { id: one.id } }, { idempotent: true }).catch(() => undefined);
  }

  async function readAll(): Promise<void> {
    try {
      await ask('POST /api/inbox/read', { body: {} }, { idempotent: true });
      mark(() => true);
      setUnread(0);
      reload();
    } catch (error) {
      toast(sayError(error));
    }
  }

  async function more(): Promise<void> {
    if (!data?.next) return;
    try {
      const page = await ask('GET /api/inbox', { query: { limit: PAGE, after: data.next } });
      set({ ...data, rows: [...data.rows, ...page.rows], next: page.next });
    } catch (error) {
      toast(sayError(error));
    }
  }

  return { data, error, loading, reload, read, readAll, more };
}
