import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { pino } from 'pino';
import { uuidv7 } from 'uuidv7';
import { afterAll } from 'vitest';
import type { Role } from '#contract/rights';
import type { Actor } from '#kernel/actor';
import { searchTokens } from '#kernel/chinese-words';
import { readConfig } from '#kernel/config';
import { cryptoOf } from '#kernel/crypto';
import { type Database, openDatabase } from '#kernel/database';
import { diskFileStore } from '#kernel/file-store';
import { buildHttp } from '#kernel/http';
import { openLiveHub } from '#kernel/live';
import type { Services } from '#kernel/services';
import { type TestDatabase, testDatabase } from '#testing/database';
import { areaRoutes, importAreaFile } from './index.ts';

/*
 * A district of 8 x 8 squares of about 92 x 111 m: two communities (west and east), each of 4 x 8 squares in 8 micro-grids
 * of 2 x 2. All coordinates are in the stored system.
 */
export const district = 410103;
const step = 0.001;
const west = 113.6;
const south = 34.7;

export type Ring = number[][];
export const at = (x: number, y: number): [number, number] => [
  Math.round((west + x * step) * 1e6) / 1e6,
  Math.round((south + y * step) * 1e6) / 1e6,
];
export const square = (x: number, y: number, width: number, height = width): Ring => [
  at(x, y),
  at(x + width, y),
  at(x + width, y + height),
  at(x, y + height),
  at(x, y),
];
export const feature = (code: string, name: string, parentCode: string | null, ring: Ring, more: object = {}) => ({
  type: 'Feature',
  properties: { code, name, parentCode, ...more },
  geometry: { type: 'Polygon', coordinates: [ring] },
});
export const collection = (...features: object[]) => ({ type: 'FeatureCollection', features });
export const mapping = { code: 'code', name: 'name', parentCode: 'parentCode', households: 'households', kind: 'kind' };

export const root = '410103000000';
export const communities = ['410103001001', '410103001002'] as const;
export const microGrid = (community: 0 | 1, n: number) => `${communities[community]}${String(n).padStart(3, '0')}001`;

export const netFile = () =>
  collection(
    feature(root, '二七区', null, square(0, 0, 8)),
    ...([0, 1] as const).flatMap((side) => [
      feature(communities[side], side === 0 ? '建新街社区' : '康复街社区', root, square(side * 4, 0, 4, 8)),
      ...Array.from({ length: 8 }, (_, n) =>
        feature(
          microGrid(side, n + 1),
          `${side === 0 ? '建新' : '康复'}${n + 1}微网格`,
          communities[side],
          cell(side, n),
          { households: 60 + n },
        ),
      ),
    ]),
  );
export const cell = (side: 0 | 1, n: number): Ring => square(side * 4 + (n % 2) * 2, Math.floor(n / 2) * 2, 2);

export interface World {
  services: Services;
  database: TestDatabase;
  http: FastifyInstance;
  now: { value: Date };
  areaId(code: string): Promise<string>;
  post(role: Role, title: string, areaCode: string, holder: string): Promise<string>;
  address(text: string, areaCode: string, point: [number, number] | null): Promise<string>;
  call(
    method: string,
    url: string,
    ask?: { as?: 'admin' | 'worker'; body?: object; headers?: Record<string, string> },
  ): Promise<{ status: number; json: never; headers: Record<string, unknown> }>;
}

/** A district with its net imported, an administrator of the root and a worker, behind HTTP. */
export async function areasWorld(): Promise<World> {
  const database = await testDatabase();
  const now = { value: new Date('2026-03-02T08:00:00.000Z') };
  const services = await servicesOf(database, now);
  await seed(database, now.value);
  await importAreaFile(services, district, { file: netFile(), mapping, system: 'cgcs2000' });
  const areaId = async (code: string) => {
    const { rows } = await sql<{
      id: string;
    }>`select id from app.areas where district_id = ${district} and code = ${code} and valid_to is null`.execute(
      database.owner,
    );
    return rows[0]?.id ?? '';
  };
  const actors = {
    admin: await actor('sysAdmin', await areaId(root), `${root}/`),
    worker: await actor(
      'microGridWorker',
      await areaId(microGrid(0, 1)),
      `${root}/${communities[0]}/${microGrid(0, 1)}/`,
    ),
  };
  const http = await buildHttp({
    pictureOrigins: () => [],
    services,
    routes: areaRoutes,
    findActor: async (_, cookie) => actors[cookie as 'admin'] ?? null,
    onRefused: async () => undefined,
    strictAnswers: true,
  });
  afterAll(() => http.close());
  return {
    services,
    database,
    http,
    now,
    areaId,
    post: async (role, title, areaCode, holder) =>
      addPost(database, now.value, { role, title, areaId: await areaId(areaCode), holder }),
    address: async (text, areaCode, point) => addAddress(database, text, await areaId(areaCode), point),
    async call(method, url, ask = {}) {
      const answer = await http.inject({
        method: method as 'GET',
        url,
        headers: { ...(ask.as ? { cookie: `gezhi_session=${ask.as}` } : {}), ...ask.headers },
        ...(ask.body ? { payload: ask.body } : {}),
      });
      return {
        status: answer.statusCode,
        json: answer.body === '' ? (null as never) : answer.json(),
        headers: answer.headers,
      };
    },
  };
}

/** The services of one process; a second call over another connection is a second process. */
export async function servicesOf(database: Database, now: { value: Date }): Promise<Services> {
  const folder = await mkdtemp(join(tmpdir(), 'gezhi-areas-'));
  const live = await openLiveHub(database, () => undefined);
  afterAll(async () => {
    await live.close();
    await rm(folder, { recursive: true, force: true });
  });
  const gateway = { missing: () => null, send: async () => undefined };
  return {
    config: readConfig({}),
    database,
    crypto: cryptoOf(Buffer.alloc(32, 7)),
    files: diskFileStore(folder),
    live,
    log: pino({ level: 'silent' }),
    clock: () => now.value,
    ids: uuidv7,
    gateways: { email: gateway, sms: gateway, wecom: gateway },
  };
}

export async function secondProcess(database: TestDatabase, now: { value: Date }): Promise<Services> {
  const second = openDatabase({
    appUrl: database.appUrl,
    ownerUrl: database.ownerUrl,
    poolSize: 2,
    onError: () => undefined,
  });
  const services = await servicesOf(second, now);
  afterAll(() => second.close());
  return services;
}

async function seed({ owner }: Database, at: Date): Promise<void> {
  await owner
    .insertInto('districts')
    .values([
      {
        id: district,
        name: '二七区',
        full_name: '郑州市二七区',
        division_code: '410103',
        lon: 113.604,
        lat: 34.704,
        hotline: '0371-60000000',
        settings: JSON.stringify({ casePrefix: 'EQ' }),
        created_at: at,
      },
      {
        id: 330109107,
        name: '所前镇',
        full_name: '杭州市萧山区所前镇',
        division_code: '330109107',
        lon: 120.27,
        lat: 30.1,
        hotline: '0571-80000000',
        created_at: new Date(at.getTime() + 1000),
      },
    ])
    .execute();
  const levels = [
    { level: 0, zh: '区', en: 'District', leaf: false },
    { level: 1, zh: '社区', en: 'Community', leaf: false },
    { level: 2, zh: '微网格', en: 'Micro-grid', leaf: true },
  ];
  await owner
    .insertInto('area_levels')
    .values(levels.map((level) => ({ ...level, district_id: district })))
    .execute();
}

async function actor(role: Role, areaId: string, areaPath: string): Promise<Actor> {
  const post = {
    id: uuidv7(),
    role,
    title: role,
    areaId,
    areaName: '',
    areaPath,
    areaLevel: 0,
    unitId: null,
    unitName: null,
    deputy: false,
  };
  return {
    accountId: uuidv7(),
    sessionId: uuidv7(),
    district,
    login: role,
    name: '周管理',
    locale: 'zh-CN',
    largeType: false,
    posts: [post],
  };
}

async function addPost(
  { owner }: Database,
  at: Date,
  { role, title, areaId, holder }: { role: Role; title: string; areaId: string; holder: string },
): Promise<string> {
  const [post, account] = [uuidv7(), uuidv7()];
  await owner
    .insertInto('accounts')
    .values({ district_id: district, id: account, login: account, name: holder, password_hash: '', created_at: at })
    .execute();
  await owner
    .insertInto('posts')
    .values({ district_id: district, id: post, role, title, area_id: areaId, phone: '0371-60000001', created_at: at })
    .execute();
  await owner
    .insertInto('post_holders')
    .values({ district_id: district, id: uuidv7(), post_id: post, account_id: account, kind: 'holder', from_at: at })
    .execute();
  return post;
}

async function addAddress(
  { owner }: Database,
  text: string,
  areaId: string,
  point: [number, number] | null,
): Promise<string> {
  const id = uuidv7();
  await owner
    .insertInto('addresses')
    .values({
      district_id: district,
      id,
      text,
      tokens: searchTokens(text),
      area_id: areaId,
      lon: point?.[0] ?? null,
      lat: point?.[1] ?? null,
      households: 24,
    })
    .execute();
  return id;
}
