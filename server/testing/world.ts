import { hash } from '@node-rs/argon2';
import { uuidv7 } from 'uuidv7';
import type { Answer, Ask, Route } from '#contract/api';
import type { Role } from '#contract/rights';
import { systemScope } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import { addAccount } from '#modules/accounts';
import { importAreaFile } from '#modules/areas';
import { installStandardCatalogue } from '#modules/catalogue';
import type { House } from './house.ts';

/** A person who is signed in and calls by HTTP; `status` of a refusal comes with its code. */
export interface Person {
  login: string;
  accountId: string;
  name: string;
  call: Caller;
  /** The session as a browser sends it, for requests that `call` cannot make. */
  cookie(): string;
}
export interface Answered<R extends Route> {
  status: number;
  body: Answer<R>;
  code: string | undefined;
}
export type Caller = <R extends Route>(route: R, ask?: Partial<Ask<R>>) => Promise<Answered<R>>;

export interface World {
  district: number;
  /** Codes: root, one community, two grids, two micro-grids in each. */
  codes: { root: string; community: string; grids: [string, string]; microGrids: [string, string, string, string] };
  areaId(code: string): Promise<string>;
  /** A point inside the micro-grid of that number. */
  pointIn(n: 0 | 1 | 2 | 3): { lon: number; lat: number };
  /** Signs in whoever holds the role; workers and leaders by their number. */
  person(role: Role, n?: number): Promise<Person>;
  /** Gives one more person of the role a post there; then `person(role, n)` signs in. */
  appoint(role: Role, n: number, place: { areaCode?: string; unitName?: string }): Promise<void>;
  /** Somebody without an account; each phone is a device of its own. */
  public: Caller;
  phone(): Caller;
}

const password = 'a quiet street 9';
const step = 0.002;
let made = 0;

/** Builds a district of its own: 4 micro-grids in a row of squares, posts for every role, two units, the catalogue. */
export async function makeWorld(house: House): Promise<World> {
  made += 1;
  const district = 500000 + made;
  const codes = codesOf(district);
  await plantDistrict(house, district, codes);
  await appointAll(house, district, codes);
  const people = new Map<string, Promise<Person>>();
  return {
    district,
    codes,
    areaId: async (code) =>
      (
        await house.database.owner
          .selectFrom('areas')
          .select('id')
          .where('district_id', '=', district)
          .where('code', '=', code)
          .executeTakeFirstOrThrow()
      ).id,
    pointIn: (n) => ({ lon: 113.6 + (n + 0.5) * step, lat: 34.7 + step / 2 }),
    person(role, n = 0) {
      const login = loginOf(district, role, n);
      const known = people.get(login) ?? signIn(house, district, login);
      people.set(login, known);
      return known;
    },
    appoint: async (role, n, place) => void (await appoint(house, district, role, n, place)),
    public: callerOf(house, { 'x-gezhi-device': `device-${district}` }),
    phone: () => callerOf(house, { 'x-gezhi-device': uuidv7() }),
  };
}

async function plantDistrict(house: House, district: number, codes: World['codes']): Promise<void> {
  const { owner, app } = house.database;
  const at = house.services.clock();
  const named = { name: '试验区', full_name: '试验市试验区', division_code: codes.root, hotline: '12345' };
  const settings = JSON.stringify({ casePrefix: 'TS' });
  await owner
    .insertInto('districts')
    .values({ id: district, ...named, lon: 113.6, lat: 34.7, settings, created_at: at })
    .execute();
  const levelRows = levels.map(([zh, en], level) => ({ district_id: district, level, zh, en, leaf: level === 3 }));
  await owner.insertInto('area_levels').values(levelRows).execute();
  const mapping = { code: 'code', name: 'name', parentCode: 'parentCode', households: 'households', kind: 'kind' };
  const result = await importAreaFile(house.services, district, { file: netFile(codes), mapping, system: 'wgs84' });
  if (result.faults.length > 0) throw new Error(JSON.stringify(result.faults));
  await inDistrict(app, systemScope(district), (tx) =>
    installStandardCatalogue(tx, { district, at, ids: house.services.ids }),
  );
  await owner
    .insertInto('units')
    .values(
      ['城管局', '市政养护中心'].map((name) => ({
        district_id: district,
        id: uuidv7(),
        name,
        kind: 'department',
        phone: '0371-60000000',
      })),
    )
    .onConflict((on) => on.doNothing())
    .execute();
}

const levels = [
  ['区', 'District'],
  ['社区', 'Community'],
  ['网格', 'Grid'],
  ['微网格', 'Micro-grid'],
] as const;

function codesOf(district: number): World['codes'] {
  const root = `${district}000000`;
  const community = `${district}001001`;
  const grid = (n: number) => `${community}00${n}`;
  const micro = (g: number, n: number) => `${grid(g)}00${n}`;
  return {
    root,
    community,
    grids: [grid(1), grid(2)],
    microGrids: [micro(1, 1), micro(1, 2), micro(2, 1), micro(2, 2)],
  };
}

function netFile(codes: World['codes']) {
  const ring = (from: number, to: number) => {
    const at = (x: number, y: number) => [
      Math.round((113.6 + x * step) * 1e6) / 1e6,
      Math.round((34.7 + y * step) * 1e6) / 1e6,
    ];
    return [at(from, 0), at(to, 0), at(to, 1), at(from, 1), at(from, 0)];
  };
  const feature = (code: string, name: string, parentCode: string | null, from: number, to: number) => ({
    type: 'Feature',
    properties: { code, name, parentCode, households: (to - from) * 60, kind: 'residential' },
    geometry: { type: 'Polygon', coordinates: [ring(from, to)] },
  });
  const { root, community, grids, microGrids } = codes;
  return {
    type: 'FeatureCollection',
    features: [
      feature(root, '试验区', null, 0, 4),
      feature(community, '和平社区', root, 0, 4),
      feature(grids[0], '第1网格', community, 0, 2),
      feature(grids[1], '第2网格', community, 2, 4),
      ...microGrids.map((code, n) => feature(code, `第${n + 1}微网格`, grids[n < 2 ? 0 : 1], n, n + 1)),
    ],
  };
}

let hashed: Promise<string> | undefined;
/**
 * Everybody's one password, once, at the least that argon2 can cost: eighteen people a world and each sign-in of theirs took
 * a tenth of all tests' time. What a real one costs is tested where accounts are made through the API.
 */
function hashOnce(text: string): Promise<string> {
  hashed ??= hash(text.normalize('NFKC'), { memoryCost: 8, timeCost: 1, parallelism: 1 });
  return hashed;
}

const loginOf = (district: number, role: Role, n: number) => `${role.toLowerCase()}-${district}-${n}`;

async function appointAll(house: House, district: number, codes: World['codes']): Promise<void> {
  const add = (role: Role, n: number, place: { areaCode?: string; unitName?: string }) =>
    appoint(house, district, role, n, place);
  const inRoot = ['operator', 'supervisor', 'checker', 'leader', 'sysAdmin', 'securityAdmin', 'auditAdmin'] as const;
  await Promise.all([
    ...codes.microGrids.map((areaCode, n) => add('microGridWorker', n, { areaCode })),
    ...codes.grids.map((areaCode, n) => add('gridLeader', n, { areaCode })),
    add('communityStaff', 0, { areaCode: codes.community }),
    ...inRoot.map((role) => add(role, 0, { areaCode: codes.root })),
    add('operator', 1, { areaCode: codes.root }),
    add('departmentHandler', 0, { unitName: '城管局' }),
    add('departmentHandler', 1, { unitName: '市政养护中心' }),
  ]);
}

function appoint(
  house: House,
  district: number,
  role: Role,
  n: number,
  place: { areaCode?: string; unitName?: string },
): Promise<string> {
  const login = loginOf(district, role, n);
  return addAccount(house.services, { district, login, name: `${role}${n}`, password, role, ...place }, hashOnce);
}

/** Signs in, and again whenever the test's clock has outlived the session. */
async function signIn(house: House, district: number, login: string): Promise<Person> {
  const open = async () => {
    const answer = await house.app.inject({ method: 'POST', url: '/api/session', payload: { login, password } });
    if (answer.statusCode !== 200) throw new Error(`${login}: ${answer.body}`);
    const [cookie] = answer.cookies;
    return { cookie: `${cookie?.name}=${cookie?.value}`, me: answer.json<Answer<'POST /api/session'>>() };
  };
  let session = await open();
  if (session.me.district !== district) throw new Error(`${login} is at home in ${session.me.district}`);
  const call: Caller = async (route, ask) => {
    const answer = await callerOf(house, { cookie: session.cookie })(route, ask);
    if (answer.code !== 'session.required') return answer;
    session = await open();
    return callerOf(house, { cookie: session.cookie })(route, ask);
  };
  return { login, accountId: session.me.accountId, name: session.me.name, call, cookie: () => session.cookie };
}

function callerOf(house: House, headers: Record<string, string>): Caller {
  return async (route, ask) => {
    const [method = 'GET', path = ''] = route.split(' ');
    const { params, query, body } = (ask ?? {}) as {
      params?: Record<string, string>;
      query?: Record<string, unknown>;
      body?: object;
    };
    const url = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params?.[name] ?? ''));
    const search = new URLSearchParams(Object.entries(query ?? {}).map(([key, value]) => [key, String(value)]));
    const answer = await house.app.inject({
      method: method as 'GET',
      url: `${url}?${search}`,
      headers,
      ...(body ? { payload: body } : {}),
    });
    const json = answer.body.startsWith('{') ? answer.json() : {};
    return { status: answer.statusCode, body: json, code: answer.statusCode >= 400 ? json.code : undefined };
  };
}
