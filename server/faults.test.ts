import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Reported } from '#contract/cases';
import { diskFileStore } from '#kernel/file-store';
import { verifyChains } from '#modules/cases';
import { reportBody } from '#testing/cases';
import { testHouse } from '#testing/house';
import { picture } from '#testing/photo';
import { makeWorld, type Person, type World } from '#testing/world';
import { gatedHouse } from './testing/faults/gated-house.ts';
import { openScreen } from './testing/faults/live-screen.ts';
import { fillableStore } from './testing/faults/no-room.ts';
import { readNothing, sendSlowly } from './testing/faults/slow-client.ts';

const plain = await testHouse();
const files = fillableStore(diskFileStore(`${plain.services.config.dataDir}/files`));
const house = await gatedHouse(plain, { files });
const { gate, base } = house;
let world: World;
let operator: Person;
let cookie: string;
beforeAll(async () => {
  world = await makeWorld(house);
  operator = await world.person('operator');
  const body = JSON.stringify({ login: operator.login, password: 'a quiet street 9' });
  const headers = { 'content-type': 'application/json' };
  const signedIn = await fetch(`${base}/api/session`, { method: 'POST', headers, body });
  cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
});

/** What is sent again comes from the same device. */
async function post(path: string, body: object) {
  const form = body instanceof FormData;
  const answer = await fetch(`${base}${path}`, {
    method: 'POST',
    headers: {
      'x-gezhi-device': 'id' in body ? String(body.id) : uuidv7(),
      ...(!form && { 'content-type': 'application/json' }),
    },
    body: form ? body : JSON.stringify(body),
  });
  return { status: answer.status, retry: answer.headers.get('retry-after'), body: await answer.json() };
}
/** From one phone, as its outbox sends again. */
const file = (body = reportBody(world)) =>
  world
    .phone()('POST /api/public/cases', { body })
    .then(({ status, body, code }) => ({ status, body, code }));
const get = async (path: string) => {
  const answer = await fetch(`${base}${path}`, { headers: { cookie } });
  return { status: answer.status, text: await answer.text(), retry: answer.headers.get('retry-after') };
};
const stored = async (ids: string[]) => {
  const { rows } = await sql<{ id: string; no: string; steps: number; events: number }>`
    select c.id, c.no, (select count(*)::int from app.case_steps s where s.district_id = c.district_id and s.case_id = c.id) as steps,
           (select count(*)::int from app.live_events e where e.case_id = c.id) as events
      from app.cases c where c.district_id = ${world.district} and c.id = any(${ids}::uuid[]) order by c.id`.execute(
    plain.database.owner,
  );
  return rows;
};
const chainsHold = async () =>
  expect((await verifyChains(plain.database, world.district, () => undefined)).broken).toBeNull();
/** A refusal that says in both languages what to do and when to come back. */
const unavailable = {
  status: 503,
  retry: '5',
  body: expect.objectContaining({
    code: 'server.unavailable',
    zh: expect.stringContaining('请稍后再试'),
    en: expect.stringContaining('try again'),
  }),
};

describe('the database is out of reach', { timeout: 60_000 }, () => {
  test('for a moment: what arrives in it is filed, or is told to come again and is filed once', async () => {
    const phone = world.phone();
    const reports = Array.from({ length: 6 }, () => reportBody(world));
    const send = () => Promise.all(reports.map((body) => phone('POST /api/public/cases', { body })));
    gate.shut();
    const first = send();
    await sleep(150);
    gate.open();
    for (const { status, code } of await first) expect([200, 'server.unavailable']).toContain(code ?? status);
    const again = await send();
    expect(again.map(({ status }) => status)).toEqual(Array(6).fill(200));
    const kept = await stored(reports.map(({ id }) => id));
    expect(kept.map(({ steps, events }) => [steps, events])).toEqual(Array(6).fill([1, 1]));
    expect(kept.map(({ no }) => no).sort()).toEqual(again.map(({ body }) => body.no).sort());
    await chainsHold();
  });

  test('for longer: every door says so, the probes too; all is as before once it is back, the open screens included', async () => {
    const screen = await openScreen(base, cookie);
    const { token } = (await file()).body;
    gate.shut();
    const report = reportBody(world);
    const photo = new FormData();
    photo.set('photo', new Blob([new Uint8Array(await picture())]), 'p.jpg');
    expect(await post('/api/public/cases', report)).toEqual(unavailable);
    expect(await post(`/api/public/files/${uuidv7()}?district=${world.district}`, photo)).toEqual(unavailable);
    expect(await post('/api/session', { login: operator.login, password: 'a quiet street 9' })).toEqual(unavailable);
    await sleep(5100); // a session is believed for five seconds
    for (const path of [`/api/public/track/${token}`, '/api/cases', '/api/live', '/healthz'])
      expect(await get(path), path).toMatchObject({ status: 503, retry: '5' });
    expect(await get('/readyz')).toMatchObject({ status: 503, text: expect.stringContaining('"part":"database"') });
    expect((await get('/metrics')).text).toMatch(/^gezhi_database_up 0$/m);
    const elsewhere = await fileElsewhere();
    gate.open();
    await expect.poll(() => get('/readyz').then(({ status }) => status), { timeout: 5000 }).toBe(200);
    expect((await post('/api/public/cases', report)).status).toBe(200);
    await expect
      .poll(() => [...screen.heard], { timeout: 10_000 })
      .toEqual(expect.arrayContaining([elsewhere, report.id]));
    await screen.close();
  });

  /** Another process files while the gate is shut: its notification is heard by nobody here. */
  async function fileElsewhere(): Promise<string> {
    const body = reportBody(world);
    const answer = await plain.app.inject({ method: 'POST', url: '/api/public/cases', payload: body });
    expect(answer.statusCode).toBe(200);
    return body.id;
  }

  test('the listener is back before the others: what it announces meanwhile is not forgotten', async () => {
    const screen = await openScreen(base, cookie);
    gate.shut();
    await sleep(100);
    const id = await fileElsewhere();
    gate.shut('pools');
    await sleep(2500); // the listener comes back, and its first read fails
    gate.open();
    await expect.poll(() => screen.heard.has(id), { timeout: 5000 }).toBe(true);
    await screen.close();
  });
});

describe('no room is left', () => {
  test('for photos: told so, nothing half stored; a report without one is filed; later the same photo is taken', async () => {
    const id = uuidv7();
    const bytes = new Uint8Array(await picture(33));
    const photo = () => {
      const form = new FormData();
      form.set('photo', new Blob([bytes]), 'p.jpg');
      return post(`/api/public/files/${id}?district=${world.district}`, form);
    };
    files.full = true;
    const refused = await photo();
    expect(refused).toMatchObject({ status: 503, retry: '5', body: { code: 'server.full' } });
    expect(refused.body.zh).toContain('存储空间满了');
    expect((await file(reportBody(world, 0, { photos: [{ id, kind: 'before' }] }))).code).toBe('photo.unknown');
    expect((await file()).status).toBe(200);
    files.full = false;
    expect((await photo()).status).toBe(200);
    const { body } = await file(reportBody(world, 0, { photos: [{ id, kind: 'before' }] }));
    const shown = await world.public('GET /api/public/track/:token', { params: { token: (body as Reported).token } });
    expect((await get(shown.body.photos[0]?.url ?? '')).status).toBe(200);
  });

  test('for the database: told so, nothing half stored, and the same report is filed later', async () => {
    await sql`
      create function app.no_room() returns trigger language plpgsql as
      $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`.execute(
      plain.database.owner,
    );
    await sql`create trigger no_room before insert on app.live_events for each row execute function app.no_room()`.execute(
      plain.database.owner,
    );
    const reports = [reportBody(world), reportBody(world)];
    const send = () => Promise.all(reports.map((body) => post('/api/public/cases', body)));
    for (const refused of await send())
      expect(refused).toMatchObject({ status: 503, retry: '5', body: { code: 'server.full' } });
    expect(await stored(reports.map(({ id }) => id))).toEqual([]);
    await sql`drop function app.no_room() cascade`.execute(plain.database.owner);
    expect((await send()).map(({ status }) => status)).toEqual([200, 200]);
    await chainsHold();
  });
});

describe('a client is slow', { timeout: 30_000 }, () => {
  const inUse = () => house.gated.pools().map(({ open, idle }) => open - idle);

  test('sending: it holds no connection of the pool and is told in time', async () => {
    const { server } = house.app;
    expect([server.requestTimeout, server.timeout]).toEqual([300_000, 120_000]);
    Object.assign(server, { requestTimeout: 1000, headersTimeout: 1000 });
    const path = `/api/public/files/${uuidv7()}?district=${world.district}`;
    const slow = await Promise.all(Array.from({ length: 8 }, () => sendSlowly(base, path, 200)));
    await sleep(500);
    expect(inUse()).toEqual([0, 0]);
    expect((await file()).status).toBe(200);
    await Promise.all(slow.map(({ cut }) => cut));
    Object.assign(server, { requestTimeout: 300_000, headersTimeout: 60_000 });
    for (const { said } of slow)
      expect(said()).toMatch(/^HTTP\/1.1 408 [\s\S]*"code":"request.too-slow"[\s\S]*网络太慢/);
  });

  test('reading: it holds no connection of the pool and its line is cut', async () => {
    const lines = () => new Promise<number>((told) => house.app.server.getConnections((_, count) => told(count)));
    const before = await lines();
    house.app.server.timeout = 2000;
    const slow = await readNothing(base, `/api/public/categories?district=${world.district}`, 400);
    await expect.poll(lines).toBe(before + 1);
    house.app.server.timeout = 120_000;
    await sleep(1000);
    // Short work of others may be under way; the line is cut only a second later.
    await expect.poll(inUse, { timeout: 500, interval: 20 }).toEqual([0, 0]);
    await expect.poll(lines, { timeout: 15_000, interval: 200 }).toBeLessThanOrEqual(before);
    slow.hangUp();
    expect((await file()).status).toBe(200);
  });

  test('a screen that does not read is cut instead of kept in memory', async () => {
    const before = house.services.live.size();
    const screen = await readNothing(base, '/api/live', 1, `cookie: ${cookie}`);
    await expect.poll(() => house.services.live.size()).toBe(before + 1);
    const { id } = (await file()).body;
    const payload = { caseId: id, move: 'note', title: '件'.repeat(6000) };
    await sql`
      insert into app.live_events (district, at, case_id, area_path, payload)
      select ${world.district}, now(), ${id}, ${`${world.codes.root}/`}, ${JSON.stringify(payload)}::jsonb
        from generate_series(1, 500)`.execute(plain.database.owner);
    await sql`select pg_notify('live', ${String(world.district)})`.execute(plain.database.owner);
    await expect.poll(() => house.services.live.size(), { timeout: 10_000 }).toBe(before);
    screen.hangUp();
    await sql`delete from app.live_events where case_id = ${id}`.execute(plain.database.owner);
  });
});

describe('the database is gone without a word', { timeout: 120_000 }, () => {
  test('nobody waits for ever, and when another takes over at the same address it is found', async () => {
    const { token } = (await file()).body;
    const reports = [reportBody(world), reportBody(world)];
    const screen = await openScreen(base, cookie);
    gate.freeze();
    const began = performance.now();
    const filing = reports.map((body) => post('/api/public/cases', body));
    const reading = Promise.all(Array.from({ length: 8 }, () => get(`/api/public/track/${token}`)));
    await sleep(5000);
    gate.abandon();
    // Those with a connection give it up, all others the wait for one.
    for (const { status } of [...(await reading), ...(await Promise.all(filing))]) expect([200, 503]).toContain(status);
    expect(performance.now() - began).toBeLessThan(30_000);
    for (const body of reports) expect((await post('/api/public/cases', body)).status).toBe(200);
    expect(await stored(reports.map(({ id }) => id))).toHaveLength(2);
    await expect.poll(() => get('/readyz').then(({ status }) => status), { timeout: 30_000, interval: 500 }).toBe(200);
    // The listening connection notices by its heartbeat; until then the screens wait, and miss nothing.
    const hears = () => reports.every(({ id }) => screen.heard.has(id));
    await expect.poll(hears, { timeout: 45_000, interval: 500 }).toBe(true);
    await screen.close();
  });
});
