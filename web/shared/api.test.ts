import { afterEach, describe, expect, it, vi } from 'vitest';
import { address, call, place, Refusal, Unreachable } from './api.ts';

type Reply = { status: number; body?: unknown } | 'broken';

/** A server that gives these replies in turn; what was asked is kept. */
function serve(replies: Reply[]) {
  const asked: { url: string; init: RequestInit }[] = [];
  vi.useFakeTimers();
  vi.stubGlobal('navigator', { onLine: true });
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const reply = replies[Math.min(asked.length, replies.length - 1)];
    asked.push({ url, init });
    if (!reply || reply === 'broken') throw new TypeError('Failed to fetch');
    return new Response(JSON.stringify(reply.body ?? {}), { status: reply.status });
  });
  return asked;
}

async function settled<T>(work: Promise<T>): Promise<T | unknown> {
  const outcome = work.catch((error: unknown) => error);
  await vi.runAllTimersAsync();
  return outcome;
}

const token = 'a'.repeat(24);
const refused = { code: 'case.unknown', message: '没有', zh: '没有', en: 'none', requestId: 'r1' };

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('calling the contract', () => {
  it('fills the path, the query and the language', async () => {
    const asked = serve([{ status: 200, body: { rows: [] } }]);
    await settled(call('GET /api/public/addresses', { query: { q: '建新街 12', lon: 113.64 } }));
    expect(asked[0]?.url).toBe('/api/public/addresses?q=%E5%BB%BA%E6%96%B0%E8%A1%97+12&lon=113.64');
    expect(asked[0]?.init.headers).toMatchObject({ 'accept-language': 'zh-CN' });
    expect(place('/api/a/:id/:size', { id: 'x/y', size: 'view' })).toBe('/api/a/x%2Fy/view');
    expect(address('/a', { empty: '', none: undefined, nil: null, zero: 0, no: false })).toBe('/a?zero=0&no=false');
  });

  it('asks again after a passing fault, three times at most', async () => {
    const asked = serve([{ status: 503 }, 'broken', { status: 200, body: { id: 1 } }]);
    expect(await settled(call('GET /api/public/track/:token', { params: { token } }))).toEqual({ id: 1 });
    expect(asked).toHaveLength(3);
    const gone = serve(['broken']);
    expect(await settled(call('GET /api/public/track/:token', { params: { token } }))).toBeInstanceOf(Unreachable);
    expect(gone).toHaveLength(4);
  });

  it('sends a command again only when it carries its id, and then unchanged', async () => {
    const body = { commandId: '01900000-0000-7000-8000-000000000001', move: 'remark', note: '还没好' } as const;
    const asked = serve([{ status: 502 }, { status: 200 }]);
    await settled(call('POST /api/public/track/:token/moves', { params: { token }, body }));
    expect(asked.map(({ init }) => init.body)).toEqual([JSON.stringify(body), JSON.stringify(body)]);
    const once = serve([{ status: 502 }, { status: 200 }]);
    const session = call('POST /api/session', { body: { login: 'worker', password: 'x' } });
    expect(await settled(session)).toBeInstanceOf(Refusal);
    expect(once).toHaveLength(1);
  });

  it('gives a refusal its code and both texts, and does not insist', async () => {
    const asked = serve([{ status: 404, body: refused }]);
    const error = await settled(call('GET /api/public/track/:token', { params: { token } }));
    expect(error).toMatchObject({ name: 'Refusal', status: 404, code: 'case.unknown', zh: '没有', en: 'none' });
    expect(asked).toHaveLength(1);
  });

  it('says something useful when a proxy answers with a page of its own', async () => {
    serve([{ status: 500, body: '<html>' }]);
    const error = (await settled(call('GET /api/public/districts', {}))) as Refusal;
    expect(error.code).toBe('unknown');
    expect(error.zh).not.toBe('');
    expect(error.en).not.toBe('');
  });
});
