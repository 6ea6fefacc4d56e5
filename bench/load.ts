import { Agent, request } from 'node:http';
import { uuidv7 } from 'uuidv7';
import type { Reported } from '#contract/cases';
import type { Random } from '#demo/random';
import { ascending } from './figures.ts';

/** What a report can be made of: words, class and place of the demo's own cases. */
export interface Material {
  title: string;
  body: string;
  categoryCode: string | null;
  lon: number;
  lat: number;
}

export interface Loaded {
  /** Every answer since the first request, the warm-up's too. */
  answered: Reported[];
  /** Status and code of each; a connection that broke counts as its error. */
  refused: string[];
  perSecond: number;
  /** Milliseconds, ascending, of what was answered in the measured time. */
  latencies: number[];
}

interface LoadOptions {
  url: string;
  connections: number;
  warmUpMs: number;
  measuredMs: number;
  makeBody(): string;
}

/** Each connection sends the next report when the last is answered. */
export async function loadReports(o: LoadOptions): Promise<Loaded> {
  const agent = new Agent({ keepAlive: true, maxSockets: o.connections });
  const answered: Reported[] = [];
  const refused: string[] = [];
  const latencies: number[] = [];
  const from = performance.now() + o.warmUpMs;
  const until = from + o.measuredMs;
  let device = 0;
  const take = ({ reported, refusal }: Outcome, sent: number, now: number) => {
    if (refusal) refused.push(refusal);
    if (!reported) return;
    answered.push(reported);
    if (now >= from && now <= until) latencies.push(now - sent);
  };
  const connection = async () => {
    for (let sent = performance.now(); sent < until; sent = performance.now()) {
      take(await send(o, agent, device++), sent, performance.now());
    }
  };
  await Promise.all(Array.from({ length: o.connections }, connection));
  agent.destroy();
  if (latencies.length === 0) {
    throw new Error(
      `No report was answered in the measured time (${answered.length} outside of it; refused: ${tally(refused)}).`,
    );
  }
  return { answered, refused, perSecond: (latencies.length / o.measuredMs) * 1000, latencies: ascending(latencies) };
}

/** The first reports of a server that has just started, all at once. */
export async function burst(url: string, count: number, makeBody: () => string) {
  const agent = new Agent({ keepAlive: true, maxSockets: count });
  const began = performance.now();
  const outcomes = await Promise.all(
    Array.from({ length: count }, (_, index) => send({ url, makeBody }, agent, 1_000_000 + index)),
  );
  agent.destroy();
  return {
    answered: outcomes.flatMap(({ reported }) => reported ?? []),
    refused: tally(outcomes.flatMap(({ refusal }) => refusal ?? [])),
    seconds: (performance.now() - began) / 1000,
  };
}

export function tally(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].map(([word, count]) => `${count} × ${word}`).join(', ') || 'none';
}

type Outcome = { reported?: Reported; refusal?: string };

function send(
  { url, makeBody }: Pick<LoadOptions, 'url' | 'makeBody'>,
  agent: Agent,
  device: number,
): Promise<Outcome> {
  const body = makeBody();
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'x-gezhi-device': `bench-${device}`,
    // A hundred devices behind each address: filing is limited to 2,000 in ten minutes for one.
    'x-forwarded-for': `10.${(device >> 16) & 255}.${(device >> 8) & 255}.${(device & 255) >> 7}`,
  };
  return new Promise((resolve) => {
    const sent = request(`${url}/api/public/cases`, { method: 'POST', agent, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => resolve(outcome(answer.statusCode ?? 0, Buffer.concat(parts).toString())));
    });
    sent.on('error', (error: NodeJS.ErrnoException) => resolve({ refusal: error.code ?? error.message }));
    sent.end(body);
  });
}

function outcome(status: number, text: string): Outcome {
  const answer = JSON.parse(text) as Reported & { code?: string };
  return status === 200 ? { reported: answer } : { refusal: `${status} ${answer.code ?? ''}` };
}

export function reportFrom(material: readonly Material[], district: number, rng: Random): Record<string, unknown> {
  const { title, body, categoryCode, lon, lat } = rng.pick(material);
  return {
    id: uuidv7(),
    commandId: uuidv7(),
    district,
    title,
    body,
    place: { point: { lon, lat }, source: 'device' },
    photos: [],
    ...(categoryCode ? { categoryCode } : {}),
    contact: { name: '测试居民', phone: `138${String(rng.int(0, 99_999_999)).padStart(8, '0')}` },
  };
}
