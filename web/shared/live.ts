export type LiveState = 'connecting' | 'open' | 'lost';

export interface LiveEvent {
  type: string;
  id: string;
  data: unknown;
}

interface LiveOptions {
  /** Named events to listen for, besides unnamed ones. */
  types: readonly string[];
  onEvent: (event: LiveEvent) => void;
  onState?: (state: LiveState) => void;
}

const RETRY_MS = 3000;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/**
 * One stream of server-sent events that survives breaks. The browser resumes a dropped stream itself, with the id of the
 * last event it saw. Where it cannot (it saw none yet, or gave up after a proxy's 502, so that a new stream begins), an
 * event "reset" tells the screen to read its data again: nothing that happened meanwhile is missed.
 */
export function openLive(path: string, options: LiveOptions): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = '';
  let gap = false;
  let closed = false;

  function receive(event: MessageEvent<string>): void {
    if (event.lastEventId) last = event.lastEventId;
    options.onEvent({ type: event.type, id: event.lastEventId, data: parsed(event.data) });
  }

  function opened(): void {
    options.onState?.('open');
    if (gap) options.onEvent({ type: 'reset', id: '', data: {} });
    gap = false;
  }

  function failed(): void {
    options.onState?.('lost');
    if (closed || !source) return;
    const over = source.readyState === EventSource.CLOSED;
    gap = gap || over || last === '';
    if (!over) return;
    source.close();
    clearTimeout(timer);
    timer = setTimeout(open, RETRY_MS);
  }

  function open(): void {
    if (closed) return;
    options.onState?.('connecting');
    source = new EventSource(path, { withCredentials: true });
    source.onopen = opened;
    source.onerror = failed;
    for (const type of ['message', 'reset', ...options.types]) source.addEventListener(type, receive as EventListener);
  }

  open();
  return () => {
    closed = true;
    clearTimeout(timer);
    source?.close();
  };
}
