import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { request as ask, createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createPort } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { reportBody } from '#testing/cases';
import { testHouse } from '#testing/house';
import { makeWorld, type World } from '#testing/world';

// Two processes for pages and two workers, each started as an operator would, on one database and one data folder,
// behind one address that takes turns.
const house = await testHouse();
const password = 'a quiet street 9';
const mails: { from: string; id: string }[] = [];
const children: ChildProcess[] = [];
const webs: string[] = [];
const served = [0, 0];
let world: World;
let proxy: Server;
let mailServer: SMTPServer;
let base = '';

async function freePort(): Promise<number> {
  const probe = createPort().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  return port;
}

async function start(role: 'web' | 'worker', more: Record<string, string>): Promise<string> {
  const port = await freePort();
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'server/cli.ts', 'serve', '--role', role],
    {
      env: {
        ...process.env,
        DATABASE_URL: house.database.superUrl,
        GEZHI_DATA_DIR: house.services.config.dataDir,
        GEZHI_KEY: Buffer.alloc(32, 7).toString('base64'),
        GEZHI_LOG: 'warn',
        GEZHI_POOL: '4',
        HOST: '127.0.0.1',
        [role === 'web' ? 'PORT' : 'GEZHI_PROBE_PORT']: String(port),
        ...more,
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  children.push(child);
  const address = `http://127.0.0.1:${port}`;
  await vi.waitFor(async () => expect((await fetch(`${address}/readyz`)).status).toBe(200), {
    timeout: 60_000,
    interval: 100,
  });
  return address;
}

/** Takes turns, as a balancer without affinity does. */
function openProxy(): Server {
  let turn = 0;
  return createServer((incoming, outgoing) => {
    const n = turn++ % webs.length;
    served[n] = (served[n] ?? 0) + 1;
    const { method, headers, url } = incoming;
    const passed = ask(`${webs[n]}${url}`, { method: method ?? 'GET', headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    passed.on('error', () => outgoing.destroy());
    incoming.pipe(passed);
  });
}

beforeAll(async () => {
  world = await makeWorld(house);
  const admin = await world.person('sysAdmin');
  const worker = await world.person('microGridWorker');
  const change = { params: { id: worker.accountId }, body: { commandId: uuidv7(), email: 'worker@example.org' } };
  expect((await admin.call('PUT /api/accounts/:id', change)).status).toBe(200);
  mailServer = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, session, done) {
      let text = '';
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString('utf8');
      });
      stream.on('end', () => {
        const from = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address;
        mails.push({ from, id: /^message-id: <([^@>]+)/im.exec(text)?.[1] ?? '' });
        done();
      });
    },
  });
  await new Promise<void>((listening) => mailServer.listen(0, '127.0.0.1', () => listening()));
  const { port } = mailServer.server.address() as AddressInfo;
  const smtp = { GEZHI_SMTP_URL: `smtp://127.0.0.1:${port}` };
  // All at once, on a database that each of them brings forward: they wait for each other.
  const started = await Promise.all([
    start('web', {}),
    start('web', {}),
    start('worker', { ...smtp, GEZHI_MAIL_FROM: 'one@example.org' }),
    start('worker', { ...smtp, GEZHI_MAIL_FROM: 'two@example.org' }),
  ]);
  webs.push(...started.slice(0, 2));
  proxy = openProxy().listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  base = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
}, 120_000);

afterAll(async () => {
  for (const child of children) child.kill('SIGTERM');
  const codes = await Promise.all(
    children.map((child) => (child.exitCode === null ? once(child, 'exit').then(([code]) => code) : child.exitCode)),
  );
  proxy.close();
  await new Promise<void>((closed) => mailServer.close(() => closed()));
  expect(codes).toEqual([0, 0, 0, 0]);
}, 60_000);

interface Answer {
  status: number;
  code: string | undefined;
  body: Record<string, unknown>;
  cookie: string;
}

async function call(
  method: string,
  path: string,
  more: { body?: unknown; cookie?: string; device?: string; at?: string } = {},
): Promise<Answer> {
  const answer = await fetch(`${more.at ?? base}${path}`, {
    method,
    headers: {
      ...(more.body !== undefined && { 'content-type': 'application/json' }),
      ...(more.cookie && { cookie: more.cookie }),
      'x-gezhi-device': more.device ?? uuidv7(),
    },
    ...(more.body !== undefined && { body: JSON.stringify(more.body) }),
  });
  const body = (await answer.json()) as Record<string, unknown>;
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  return { status: answer.status, code: body.code as string | undefined, body, cookie };
}

const loginOf = (role: string, n = 0) => `${role.toLowerCase()}-${world.district}-${n}`;
const signIn = (role: string, given = password, at = base) =>
  call('POST', '/api/session', { body: { login: loginOf(role), password: given }, at });

/** An open screen at one of the two: which cases it heard of. */
async function screen(at: string, cookie: string) {
  const stop = new AbortController();
  const answer = await fetch(`${at}/api/live`, { headers: { cookie }, signal: stop.signal });
  const heard: string[] = [];
  const reading = (async () => {
    for await (const chunk of answer.body ?? []) heard.push(Buffer.from(chunk).toString('utf8'));
  })().catch(() => undefined);
  return {
    hears: (id: string) =>
      expect.poll(() => heard.join('').includes(`"caseId":"${id}"`), { timeout: 5000, interval: 20 }).toBe(true),
    close: async () => {
      stop.abort();
      await reading;
    },
  };
}

describe('two processes for pages and two workers', { timeout: 120_000 }, () => {
  test('a session begun at one is good at both, and ended at one it ends at the other within five seconds', async () => {
    const { cookie } = await signIn('operator');
    for (let n = 0; n < 6; n += 1) expect((await call('GET', '/api/session', { cookie })).status).toBe(200);
    expect(Math.min(...served)).toBeGreaterThan(2);
    expect((await call('DELETE', '/api/session', { cookie, at: webs[0] ?? '' })).status).toBe(200);
    expect((await call('GET', '/api/session', { cookie, at: webs[0] ?? '' })).code).toBe('session.required');
    const other = () => call('GET', '/api/session', { cookie, at: webs[1] ?? '' }).then(({ code }) => code);
    await expect.poll(other, { timeout: 6000, interval: 200 }).toBe('session.required');
  });

  test('a change at either is heard on the screens of both', async () => {
    const { cookie } = await signIn('operator');
    const screens = await Promise.all(webs.map((at) => screen(at, cookie)));
    const ids = [];
    for (const at of webs) {
      const filed = await call('POST', '/api/public/cases', { body: reportBody(world), at });
      expect(filed.status).toBe(200);
      ids.push(String(filed.body.id));
    }
    for (const open of screens) for (const id of ids) await open.hears(id);
    for (const open of screens) await open.close();
  });

  test('a report sent twice, once to each, is one case', async () => {
    const body = reportBody(world);
    const [one, two] = await Promise.all(
      webs.map((at) => call('POST', '/api/public/cases', { body, at, device: 'a phone' })),
    );
    expect([one?.status, two?.status]).toEqual([200, 200]);
    expect([two?.body.no, two?.body.token]).toEqual([one?.body.no, one?.body.token]);
  });

  test('the two workers share the jobs, and none is done twice', async () => {
    const count = async () =>
      (
        await house.database.owner
          .selectFrom('messages')
          .select('id')
          .where('district_id', '=', world.district)
          .where('channel', '=', 'email')
          .execute()
      ).map(({ id }) => id);
    const file = () => call('POST', '/api/public/cases', { body: reportBody(world) });
    for (let n = 0; n < 5; n += 1)
      expect((await Promise.all(Array.from({ length: 8 }, file))).map(({ status }) => status)).toEqual(
        Array(8).fill(200),
      );
    const wanted = await count();
    expect(wanted.length).toBeGreaterThanOrEqual(40);
    await expect.poll(() => mails.length, { timeout: 45_000, interval: 100 }).toBeGreaterThanOrEqual(wanted.length);
    expect(mails.map(({ id }) => id).sort()).toEqual([...wanted].sort());
    expect(new Set(mails.map(({ from }) => from))).toEqual(new Set(['one@example.org', 'two@example.org']));
    const left = async () => {
      const { rows } = await house.database.ownerPool.query<{ n: number }>(
        `select count(*)::int as n from app.messages where channel = 'email' and (state <> 'sent' or attempts <> 1)`,
      );
      return rows[0]?.n;
    };
    // What became of them is noted once a batch has gone.
    await expect.poll(left, { timeout: 10_000 }).toBe(0);
  });

  test('the lock of an account after five wrong passwords holds at both: it lies in the database', async () => {
    for (let n = 0; n < 5; n += 1)
      expect((await signIn('checker', 'a wrong street 9')).code).toBe('session.wrong-password');
    for (const at of webs) expect((await signIn('checker', password, at)).code).toBe('session.locked');
  });

  test('the limit of requests is each process’s own: two let through twice as many, no more', async () => {
    const codes: (string | undefined)[] = [];
    // 20 in ten minutes from one device; refused by its content, so that nothing is filed.
    for (let n = 0; n < 50; n += 1)
      codes.push((await call('POST', '/api/public/cases', { body: {}, device: 'one and the same' })).code);
    expect(codes.filter((code) => code === 'input.invalid')).toHaveLength(40);
    expect(codes.slice(40)).toEqual(Array(10).fill('request.too-many'));
  });

  test('each tells of itself and of the installation', async () => {
    const of = async (at: string) => (await fetch(`${at}/metrics`)).text();
    const [web = '', other = ''] = await Promise.all(webs.map(of));
    expect(web).toMatch(/^gezhi_workers 2$/m);
    expect(/^gezhi_cases_filed_total \d+$/m.exec(web)?.[0]).toBe(/^gezhi_cases_filed_total \d+$/m.exec(other)?.[0]);
  });
});
