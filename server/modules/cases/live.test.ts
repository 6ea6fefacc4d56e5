import type { AddressInfo } from 'node:net';
import { beforeAll, describe, expect, test } from 'vitest';
import { openLiveHub } from '#kernel/live';
import { fileReport, moved } from '#testing/cases';
import { testHouse } from '#testing/house';
import { makeWorld, type World } from '#testing/world';
import { buildApp } from '../../app.ts';

const house = await testHouse();
let world: World;
let base = '';
beforeAll(async () => {
  world = await makeWorld(house);
  await house.app.listen({ port: 0, host: '127.0.0.1' });
  base = `http://127.0.0.1:${(house.app.server.address() as AddressInfo).port}`;
});

interface Heard {
  id: string;
  event: string;
  data: { caseId?: string; move?: string; seq?: number };
}

/** An open screen: what it hears, and how to wait for something. */
async function screen(path: string, headers: Record<string, string>, origin = base) {
  const stop = new AbortController();
  const answer = await fetch(`${origin}${path}`, { headers, signal: stop.signal });
  const heard: Heard[] = [];
  const reading = read(answer.body, heard).catch(() => undefined);
  return {
    status: answer.status,
    heard,
    until: (wanted: (one: Heard) => boolean) =>
      expect.poll(() => heard.some(wanted), { timeout: 3000, interval: 10 }).toBe(true),
    close: async () => {
      stop.abort();
      await reading;
    },
  };
}

async function read(body: ReadableStream<Uint8Array> | null, heard: Heard[]): Promise<void> {
  let text = '';
  for await (const chunk of body ?? []) {
    text += Buffer.from(chunk).toString('utf8');
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const lines = Object.fromEntries(
        text
          .slice(0, end)
          .split('\n')
          .map((line) => line.split(/: (.*)/s).slice(0, 2)),
      );
      text = text.slice(end + 2);
      if (lines.event) heard.push({ id: lines.id, event: lines.event, data: JSON.parse(lines.data ?? '{}') });
    }
  }
}

async function cookieOf(role: string, n = 0): Promise<Record<string, string>> {
  const login = `${role.toLowerCase()}-${world.district}-${n}`;
  const answer = await house.app.inject({
    method: 'POST',
    url: '/api/session',
    payload: { login, password: 'a quiet street 9' },
  });
  return { cookie: `${answer.cookies[0]?.name}=${answer.cookies[0]?.value}` };
}

describe('live', () => {
  test('a change reaches the screens that may see it within a second, and no other', async () => {
    const [operator, worker, neighbour] = await Promise.all([
      screen('/api/live', await cookieOf('operator')),
      screen('/api/live', await cookieOf('microGridWorker', 0)),
      screen('/api/live', await cookieOf('microGridWorker', 1)),
    ]);
    const started = performance.now();
    const { id } = await fileReport(world, 0);
    await operator.until((one) => one.data.caseId === id);
    await worker.until((one) => one.data.caseId === id);
    expect(performance.now() - started).toBeLessThan(2000);
    expect(neighbour.heard.filter((one) => one.event === 'case')).toEqual([]);
    await Promise.all([operator.close(), worker.close(), neighbour.close()]);
  });

  test('a screen that comes back hears what it missed; the reporter hears new states and no word beside the case', async () => {
    const { id, token } = await fileReport(world, 0);
    const headers = await cookieOf('operator');
    const first = await screen('/api/live', headers);
    const reporter = await screen(`/api/public/track/${token}/live`, {});
    const operator = await world.person('operator');
    await moved(operator, id, { move: 'accept' });
    await first.until((one) => one.data.move === 'accept');
    const last = first.heard.findLast((one) => one.id)?.id ?? '';
    await first.close();
    await moved(operator, id, { move: 'note', note: '内部' });
    await moved(operator, id, { move: 'tell', note: '明天上午来' });
    const again = await screen('/api/live', { ...headers, 'last-event-id': last });
    await again.until((one) => one.data.move === 'tell');
    expect(again.heard.filter((one) => one.data.caseId === id).map((one) => one.data.move)).toEqual(
      expect.arrayContaining(['note', 'tell']),
    );
    const { body: units } = await operator.call('GET /api/units');
    await moved(operator, id, {
      move: 'consult',
      note: '内部：谁牵头',
      unitIds: units.rows.slice(0, 1).map((one) => one.id),
    });
    await reporter.until((one) => one.data.move === 'consult');
    expect(reporter.heard.map((one) => one.data.move).filter(Boolean)).toEqual(['accept', 'tell', 'consult']);
    expect(JSON.stringify(reporter.heard)).not.toContain('谁牵头');
    await Promise.all([again.close(), reporter.close()]);
  });

  test('two web processes on one database: a change made through one is heard through the other', async () => {
    const live = await openLiveHub(house.database, () => undefined);
    const second = await buildApp({ ...house.services, live }, { strictAnswers: true, distDir: null });
    await second.listen({ port: 0, host: '127.0.0.1' });
    const elsewhere = await screen(
      '/api/live',
      await cookieOf('operator'),
      `http://127.0.0.1:${(second.server.address() as AddressInfo).port}`,
    );
    const { id } = await fileReport(world, 2);
    await elsewhere.until((one) => one.data.caseId === id);
    await elsewhere.close();
    await second.close();
    await live.close();
  });

  test('nobody listens without a session or with a made-up token', async () => {
    expect((await screen('/api/live', {})).status).toBe(401);
    expect((await screen(`/api/public/track/${'x'.repeat(40)}/live`, {})).status).toBe(404);
  });
});
