import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { Answer } from '#contract/api';
import type { IncomingCase, IncomingUpdate, IncomingView } from '#contract/incoming';

/** Another system's program, written from docs/exchange.md: each request is signed with the key it was given. */
export function outsideApp(baseURL: string, { keyId, key }: { keyId: string; key: string }) {
  const cases = '/api/exchange/cases';
  async function ask<T>(method: 'GET' | 'POST', path: string, body?: object): Promise<T> {
    const payload = body ? JSON.stringify(body) : '';
    const timestamp = String(Math.floor(Date.now() / 1000));
    const nonce = randomBytes(16).toString('hex');
    const hash = createHash('sha256').update(payload).digest('hex');
    const signature = createHmac('sha256', key).update([method, path, timestamp, nonce, hash].join('\n')).digest('hex');
    const answer = await fetch(new URL(path, baseURL), {
      method,
      headers: {
        ...(body ? { 'content-type': 'application/json' } : {}),
        'x-gezhi-key-id': keyId,
        'x-gezhi-timestamp': timestamp,
        'x-gezhi-nonce': nonce,
        'x-gezhi-signature': signature,
      },
      ...(body ? { body: payload } : {}),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }
  return {
    file: (one: IncomingCase) => ask<IncomingView>('POST', cases, one),
    read: (senderNo: string) => ask<IncomingView>('GET', `${cases}/${senderNo}`),
    say: (senderNo: string, update: IncomingUpdate) =>
      ask<IncomingView>('POST', `${cases}/${senderNo}/updates`, update),
    changed: (after: string | null) =>
      ask<Answer<'GET /api/exchange/cases'>>('GET', after ? `${cases}?after=${encodeURIComponent(after)}` : cases),
  };
}
