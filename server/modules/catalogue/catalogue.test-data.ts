import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, beforeAll } from 'vitest';
import type { Answer, Ask, Route } from '#contract/api';
import type { Role } from '#contract/rights';
import { type Actor, systemScope } from '#kernel/actor';
import { readConfig } from '#kernel/config';
import { type Database, inDistrict } from '#kernel/database';
import { buildHttp, sessionCookie } from '#kernel/http';
import type { Services } from '#kernel/services';
import { auditRefusal } from '#modules/audit';
import { catalogueRoutes, installStandardCatalogue } from '#modules/catalogue';

const now = new Date('2026-11-21T08:00:00Z');
export const erqi = 410103;
export const suoqian = 330109107;
/** A district in which nothing was installed. */
export const empty = 330784104;
export const [lamps, roads, gone] = [randomUUID(), randomUUID(), randomUUID()] as const;

export const servicesOn = (base: Database): Services =>
  ({
    database: base,
    clock: () => now,
    ids: randomUUID,
    log: pino({ level: 'silent' }),
    config: readConfig({}),
  }) as unknown as Services;

const actorOf = (role: Role, areaPath: string, district: number = erqi): Actor => ({
  accountId: randomUUID(),
  sessionId: randomUUID(),
  district,
  login: role,
  name: role,
  locale: 'zh-CN',
  largeType: false,
  posts: [
    {
      id: randomUUID(),
      role,
      title: role,
      areaId: randomUUID(),
      areaName: '二七区',
      areaPath,
      areaLevel: 0,
      unitId: null,
      unitName: null,
      deputy: false,
    },
  ],
});
export const actors: Record<string, Actor> = {
  admin: actorOf('sysAdmin', '410103000000/'),
  otherAdmin: actorOf('sysAdmin', '410103000000/'),
  localAdmin: actorOf('sysAdmin', '410103000000/410103001000/'),
  worker: actorOf('microGridWorker', '410103000000/410103001000/'),
  suoqianAdmin: actorOf('sysAdmin', '330109107000/', suoqian),
};
const fill = async (database: Database): Promise<void> => {
  for (const [i, id] of [erqi, suoqian, empty].entries()) {
    const name = String(id);
    const created_at = new Date(now.getTime() + i);
    await database.owner
      .insertInto('districts')
      .values({
        id,
        name,
        full_name: name,
        division_code: `${name}000000000000`.slice(0, 12),
        lon: 113,
        lat: 34,
        hotline: '',
        created_at,
      })
      .execute();
  }
  for (const district of [erqi, suoqian])
    await inDistrict(database.app, systemScope(district), (tx) =>
      installStandardCatalogue(tx, { district, at: now, ids: randomUUID }),
    );
  await database.owner
    .insertInto('units')
    .values([
      { district_id: erqi, id: lamps, name: '市政养护中心', kind: 'department' },
      { district_id: erqi, id: roads, name: '道路处', kind: 'department' },
      { district_id: erqi, id: gone, name: '撤销处', kind: 'department', ended_at: now },
    ])
    .execute();
};

type Input<R extends Route> = { as?: string; ask?: Partial<Ask<R>> };
/** The catalogue's routes over a database with three districts, two of them with the standard catalogue. */
export const catalogueOver = async (database: Database) => {
  const services = servicesOn(database);
  const http = await buildHttp({
    pictureOrigins: () => [],
    services,
    routes: catalogueRoutes,
    findActor: async (_, cookie) => actors[cookie ?? ''] ?? null,
    onRefused: (actor, route, address) => auditRefusal(services, actor, route, address),
    strictAnswers: true,
  });
  beforeAll(() => fill(database));
  afterAll(() => http.close());
  const call = async <R extends Route>(route: R, { as, ask = {} }: Input<R> = {}) => {
    const { params, query, body } = ask as Record<string, Record<string, string>>;
    const [method = '', path = ''] = route.split(' ');
    const response = await http.inject({
      method: method as 'GET',
      url: path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params?.[name] ?? '')),
      ...(query && { query: query as Record<string, string> }),
      ...(body && { payload: body }),
      ...(as && { cookies: { [sessionCookie]: as } }),
    });
    return {
      status: response.statusCode,
      body: response.json() as Answer<R> & { code: string; zh: string; detail: unknown },
    };
  };
  const edit = (
    as: string,
    code: string,
    body: Omit<Ask<'PUT /api/categories/:code'>['body'], 'commandId'>,
    commandId: string = randomUUID(),
  ) => call('PUT /api/categories/:code', { as, ask: { params: { code }, body: { commandId, ...body } } });
  const importText = (as: string, content: string, dryRun = false, commandId: string = randomUUID()) =>
    call('POST /api/categories/import', { as, ask: { body: { commandId, dryRun, format: 'csv', content } } });

  return { services, call, edit, importText };
};
