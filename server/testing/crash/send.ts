import { setTimeout as sleep } from 'node:timers/promises';
import type { Installation } from './installation.ts';
import type { Ledger } from './ledger.ts';

/** A phone or a desk: it has an address of its own, and sends again what was not acknowledged. */
export interface Sender {
  installation: Installation;
  ledger: Ledger;
  headers: Record<string, string>;
}
export interface Message {
  method: 'GET' | 'POST';
  path: string;
  json?: unknown;
  form?: () => FormData;
}

/** As the fronts do: their outbox sends again after these, and gives up a try after ten seconds. */
const passing = new Set([408, 429, 500, 502, 503, 504]);
const tryMs = 10_000;
const giveUpMs = 120_000;

/** Sends until there is an answer that is not "try again"; null when it was refused, which the ledger notes. */
export async function sendUntilAnswered<T>(sender: Sender, message: Message, onSend: () => void): Promise<T | null> {
  const began = performance.now();
  for (let pause = 50; performance.now() - began < giveUpMs; pause = Math.min(pause * 1.5, 700)) {
    onSend();
    const answer = await sendOnce<T>(sender, message);
    if (answer.status === 200) return answer.body;
    note(sender.ledger, answer);
    if (answer.status !== 0 && !passing.has(answer.status)) {
      sender.ledger.refused.push(`${message.method} ${message.path}: ${answer.status} ${answer.code}`);
      return null;
    }
    await sleep(pause);
  }
  sender.ledger.refused.push(`${message.method} ${message.path}: no answer for ${giveUpMs} ms`);
  return null;
}

interface Answer<T> {
  /** 0: the connection broke. */
  status: number;
  code: string;
  body: T;
}

async function sendOnce<T>({ installation, headers }: Sender, { method, path, json, form }: Message) {
  try {
    const answer = await fetch(`${installation.base}${path}`, {
      method,
      headers: { ...headers, ...(json !== undefined && { 'content-type': 'application/json' }) },
      ...(json !== undefined && { body: JSON.stringify(json) }),
      ...(form && { body: form() }),
      signal: AbortSignal.timeout(tryMs),
    });
    const body = await answer.json();
    return { status: answer.status, code: body.code, body } as Answer<T>;
  } catch {
    // Refused, reset, cut in the middle of the answer, or no answer in time: to a phone all the same.
    return { status: 0, code: 'no answer' } as Answer<T>;
  }
}

function note({ answers }: Ledger, { status, code }: Answer<unknown>): void {
  const name = status === 0 ? code : `${status} ${code}`;
  answers.set(name, (answers.get(name) ?? 0) + 1);
}
