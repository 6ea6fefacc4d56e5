import { setTimeout as sleep } from 'node:timers/promises';
import type { Reported } from '#contract/cases';
import { erqi } from '#demo/places/districts';
import { createRandom } from '#demo/random';
import { connect } from '#kernel/bootstrap';
import { startBare } from './bare.ts';
import { openClient, refusalOf } from './client.ts';
import { ascending, atMost, figure, percentile, type Report, under } from './figures.ts';
import { Line } from './line.ts';
import { phone, reportFrom } from './load.ts';
import type { BenchOptions } from './options.ts';
import { residentMB } from './running.ts';
import type { Stage } from './stage.ts';
import { readMaterial, signIn } from './users.ts';

const district = erqi.id;
/** One session may open 600 lines a minute. */
const screensPerSession = 250;

/** Open screens on one process: what each holds of its memory, and how soon all have heard of one report. */
export async function benchLive({ tiny, port }: BenchOptions, stage: Stage): Promise<Report> {
  const screens = tiny ? 200 : 5000;
  const events = tiny ? 2 : 5;
  const restMs = tiny ? 1000 : 10_000;
  // A server that has just started, whose memory is not yet that of the benches before.
  await stage.stopServer();
  const { url, pid } = await stage.server();
  const { ownerUrl } = await stage.database();
  const material = await readMaterial(ownerUrl, district, false);
  const client = openClient(url, 1);
  try {
    const cookies: string[] = [];
    for (let n = 0; n < Math.ceil(screens / screensPerSession); n++) {
      cookies.push((await signIn(client, 'operator', `10.210.0.${n}`)).cookie);
    }
    const rng = createRandom('bench/live');
    const report = async () => {
      const body = reportFrom(material, district, rng);
      const sending = { method: 'POST', path: '/api/public/cases', body, ...phone(3_000_000) } as const;
      const reply = await client.send(sending);
      if (reply.status !== 200) throw new Error(`A report was answered ${refusalOf(reply)}.`);
      return { text: (JSON.parse(reply.text) as Reported).id, ms: reply.ms };
    };
    // What the first report loads is not the screens'.
    await report();
    const lineOf = (n: number) => ({
      path: '/api/live',
      headers: [
        `cookie: ${cookies[Math.floor(n / screensPerSession)]}`,
        `x-forwarded-for: 10.211.${n >> 12}.${(n >> 4) & 255}`,
      ],
    });
    const told = await tellScreens({ url, pid, screens, events, restMs, lineOf, tell: report });
    const frame = await frameOf(ownerUrl, told.last);
    const bare = await tellBare({ port: port + 1, screens, events, restMs, frame });
    return reportOf({ screens, events, told, bare });
  } finally {
    client.close();
    await stage.stopServer();
  }
}

interface Telling {
  url: string;
  pid: number;
  screens: number;
  events: number;
  restMs: number;
  lineOf(n: number): { path: string; headers: string[] };
  /** Makes one event and says what its frame holds. */
  tell(): Promise<{ text: string; ms: number }>;
}

interface Told {
  kilobytesEach: number;
  /** Of each event: milliseconds from its making until the last screen had it. */
  all: number[];
  /** And how long the making itself took. */
  made: number[];
  /** Screens that heard each event, all together. */
  heard: number;
  twice: number;
  last: string;
}

async function tellScreens({ url, pid, screens, events, restMs, lineOf, tell }: Telling): Promise<Told> {
  await sleep(restMs);
  const before = residentMB(pid);
  const lines: Line[] = [];
  try {
    // A hundred at a time: the server's queue of unanswered connections is no part of this.
    for (let n = 0; n < screens; n += 100) {
      const next = Array.from({ length: Math.min(100, screens - n) }, (_, i) => Line.open(url, lineOf(n + i)));
      lines.push(...(await Promise.all(next)));
    }
    await sleep(restMs);
    const after = residentMB(pid);
    const all: number[] = [];
    const made: number[] = [];
    let last = '';
    for (let event = 0; event < events; event++) {
      const began = performance.now();
      const { text, ms } = await tell();
      await Promise.all(lines.map((line) => line.has(text)));
      all.push(Math.max(...lines.map((line) => line.heardAt)) - began);
      made.push(ms);
      last = text;
      await sleep(500);
    }
    const heard = lines.reduce((sum, line) => sum + Math.min(events, line.heard), 0);
    const twice = lines.reduce((sum, line) => sum + Math.max(0, line.heard - events), 0);
    return {
      kilobytesEach: ((after - before) * 1000) / screens,
      all: ascending(all),
      made: ascending(made),
      heard,
      twice,
      last,
    };
  } finally {
    for (const line of lines) line.close();
  }
}

/** The frame as the screens got it, from the same row. */
async function frameOf(databaseUrl: string, caseId: string): Promise<string> {
  const database = await connect(databaseUrl);
  try {
    const { rows } = await database.query<{ id: string; payload: unknown }>(
      'select id, payload from app.live_events where district = $1 and case_id = $2',
      [district, caseId],
    );
    return `id: ${rows[0]?.id}\nevent: case\ndata: ${JSON.stringify(rows[0]?.payload)}\n\n`;
  } finally {
    await database.end();
  }
}

async function tellBare({
  port,
  frame,
  ...rest
}: Pick<Telling, 'screens' | 'events' | 'restMs'> & { port: number; frame: string }): Promise<Told> {
  const { url, pid, stop } = await startBare(port, []);
  const client = openClient(url, 1);
  let told = 0;
  const tell = async () => {
    const text = `told-${told++}`;
    const reply = await client.send({ method: 'POST', path: '/tell', body: { frame: `: ${text}\n${frame}` } });
    return { text, ms: reply.ms };
  };
  try {
    return await tellScreens({ ...rest, url, pid, lineOf: () => ({ path: '/lines', headers: [] }), tell });
  } finally {
    client.close();
    await stop();
  }
}

function reportOf({
  screens,
  events,
  told,
  bare,
}: {
  screens: number;
  events: number;
  told: Told;
  bare: Told;
}): Report {
  const worst = (times: readonly number[]) => percentile(times, 1) / 1000;
  return {
    figures: [
      figure('live.memory', 'kB each', { value: told.kilobytesEach, limit: bare.kilobytesEach }, atMost(20)),
      figure('live.all-have-it', 's', { value: worst(told.all), limit: worst(bare.all) }, under(0.5)),
      figure('live.all-have-it-p50', 's', {
        value: percentile(told.all, 0.5) / 1000,
        limit: percentile(bare.all, 0.5) / 1000,
      }),
      figure('live.unheard', 'events', { value: screens * events - told.heard }, atMost(0)),
    ],
    notes: [
      `${screens} kept lines of /api/live on one process (role "all"), of staff who see the whole district, ${screensPerSession} a session; the client on the same cores. Memory: what the process holds more at rest than before the first line.`,
      `Time: from sending a report until the last screen has its event, the worst and the middle of ${events}; the report's own answer took ${percentile(told.made, 0.5).toFixed(0)} ms of it (middle).`,
      'Limit: Fastify alone in a process of its own that holds as many lines and writes the same frame to each, told by one request.',
      `Checked: ${told.heard} of ${screens * events} events arrived, ${told.twice} a second time (a screen may hear an event twice, and never may miss one).`,
    ],
  };
}
