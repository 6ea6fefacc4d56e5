import { uuidv7 } from 'uuidv7';
import type { Reported } from '#contract/cases';
import type { Random } from '#demo/random';
import { type Client, openClient, refusalOf, tally } from './client.ts';
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
  makeBody(): object;
}

/** Each connection sends the next report when the last is answered. */
export async function loadReports(o: LoadOptions): Promise<Loaded> {
  const client = openClient(o.url, o.connections);
  const outcomes: (Outcome & { at: number })[] = [];
  const from = performance.now() + o.warmUpMs;
  const until = from + o.measuredMs;
  let device = 0;
  const connection = async () => {
    while (performance.now() < until) {
      const outcome = await file(client, o.makeBody(), device++);
      outcomes.push({ ...outcome, at: performance.now() });
    }
  };
  await Promise.all(Array.from({ length: o.connections }, connection));
  client.close();
  const answered = outcomes.flatMap(({ reported }) => reported ?? []);
  const refused = outcomes.flatMap(({ refusal }) => refusal ?? []);
  const measured = outcomes.filter(({ reported, at }) => reported && at >= from && at <= until);
  if (measured.length === 0) {
    throw new Error(
      `No report was answered in the measured time (${answered.length} outside of it; refused: ${tally(refused)}).`,
    );
  }
  const latencies = ascending(measured.map(({ ms }) => ms));
  return { answered, refused, perSecond: (latencies.length / o.measuredMs) * 1000, latencies };
}

/** The first reports of a server that has just started, all at once. */
export async function burst(url: string, count: number, makeBody: () => object) {
  const client = openClient(url, count);
  const began = performance.now();
  const outcomes = await Promise.all(
    Array.from({ length: count }, (_, index) => file(client, makeBody(), 1_000_000 + index)),
  );
  client.close();
  return {
    answered: outcomes.flatMap(({ reported }) => reported ?? []),
    refused: tally(outcomes.flatMap(({ refusal }) => refusal ?? [])),
    seconds: (performance.now() - began) / 1000,
  };
}

interface Outcome {
  reported?: Reported;
  refusal?: string;
  ms: number;
}

async function file(client: Client, body: object, device: number): Promise<Outcome> {
  const reply = await client.send({ method: 'POST', path: '/api/public/cases', body, ...phone(device) });
  const { status, text, ms } = reply;
  return status === 200 ? { reported: JSON.parse(text) as Reported, ms } : { refusal: refusalOf(reply), ms };
}

/** A phone of its own, a hundred behind each address: filing is limited to 2,000 in ten minutes for one. */
export function phone(device: number): { device: string; address: string } {
  return {
    device: `bench-${device}`,
    address: `10.${(device >> 16) & 255}.${(device >> 8) & 255}.${(device & 255) >> 7}`,
  };
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
