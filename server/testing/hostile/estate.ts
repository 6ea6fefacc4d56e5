import { uuidv7 } from 'uuidv7';
import { fileReport, unitId } from '../cases.ts';
import type { House } from '../house.ts';
import { upload } from '../photo.ts';
import { makeWorld, type Person, type World } from '../world.ts';
import type { Base } from './attacks.ts';
import type { Operation } from './operations.ts';
import { plantByHand, plantMeeting } from './plant-by-hand.ts';
import { type Schema, sampleOf } from './schema.ts';
import { asPeer } from './who.ts';

/** A district with one row of everything that an endpoint can be asked about. */
export interface Estate {
  world: World;
  /** A request that the endpoint takes, with fresh ids each time. */
  baseOf(operation: Operation): () => Base;
  peer: { id: string; keyId: string; key: string };
  /** Ids of this district's rows: for others they are foreign. */
  ids: string[];
  /** Words that stand in its case and its address; nobody of another district may ever read them. */
  secret: string;
}

export async function makeEstate(house: House): Promise<Estate> {
  const world = await makeWorld(house);
  const secret = `只在 ${world.district} 的一句话`;
  const admin = await world.person('sysAdmin');
  const operator = await world.person('operator');
  const rows = await plantRows(house, world, admin, secret);
  const peer = await addPeer(admin, '对接平台');
  const spare = await addPeer(admin, '备用平台');
  await fileAsPeer(house, world, peer);
  const filed = await fileReport(world, 0, { body: `${secret}：路灯不亮` });
  const [microGrid, target] = [await world.areaId(world.codes.microGrids[0]), await fileReport(world, 1)];
  const unit = await unitId(operator, '城管局');
  const posts = await operator.call('GET /api/posts', { query: { role: 'checker' } });
  const post = posts.body.rows[0];
  const photo = await upload(house, world.district);
  const ids: Record<string, string> = {
    ...rows,
    case: filed.id,
    target: target.id,
    area: microGrid,
    unit,
    post: post?.id ?? '',
    holderId: post?.holders[0]?.id ?? '',
    token: filed.token,
    photo,
    peer: spare.id,
  };
  const fresh = freshValues(world);
  const values: Record<string, () => unknown> = {
    ...fresh,
    district: () => world.district,
    d: () => world.district,
    areaId: () => microGrid,
    unitId: () => unit,
    targetId: () => target.id,
    accountId: () => rows.account,
    place: () => ({ point: { ...fresh.point(), accuracy: 9 } }),
    point: fresh.point,
    month: () => '2026-10',
    from: () => house.services.clock().toISOString(),
    to: () => new Date(house.services.clock().getTime() + 3600_000).toISOString(),
  };
  return {
    world,
    peer,
    secret,
    ids: Object.values(ids).filter((id) => id.length === 36),
    baseOf: (operation) => () => ({
      params: Object.fromEntries(
        operation.pathParams.map((name) => [name, paramOf(operation.path, name, ids, fresh.id())]),
      ),
      query: Object.fromEntries(
        operation.query
          .filter(({ name }) => needed.has(`${operation.path} ${name}`))
          .map(({ name, schema }) => [name, queryOf(operation, name, schema, values)]),
      ),
      body: operation.body
        ? {
            ...(sampleOf(operation.body, '', (key) => values[key]?.()) as object),
            ...bodies[operation.route]?.(values),
          }
        : null,
    }),
  };
}

/** Query parameters that must be there. */
const needed = new Set([
  '/api/cases/export format',
  '/api/figures/cases measure',
  '/api/figures/export format',
  '/api/figures/report month',
  '/api/files/{id}/{size} d',
  '/api/files/{id}/{size} e',
  '/api/files/{id}/{size} s',
  '/api/flows/{flow}/difference older',
  '/api/flows/{flow}/difference newer',
  '/api/matters/{kind}/difference older',
  '/api/matters/{kind}/difference newer',
  '/api/routing/difference from',
  '/api/routing/difference to',
  '/api/public/files/{id} district',
]);

function queryOf({ path }: Operation, name: string, schema: Schema, values: Record<string, () => unknown>): string {
  return queryWords[`${path} ${name}`] ?? String(sampleOf(schema, name, (key) => values[key]?.()));
}
/** Where a name means something else than elsewhere. */
const queryWords: Record<string, string> = { '/api/routing/difference from': '0', '/api/routing/difference to': '0' };

/** Where the required fields alone would be refused. */
const bodies: Record<string, (values: Record<string, () => unknown>) => object> = {
  'POST /api/cases/{id}/moves': () => ({ move: 'note', note: '看过了' }),
  'POST /api/public/track/{token}/moves': () => ({ move: 'remark', note: '再补一句' }),
  'POST /api/public/locate': (values) => ({ point: values.point?.() }),
  'POST /api/public/similar': (values) => ({ point: values.point?.(), text: '路灯不亮' }),
  'POST /api/areas/import': () => ({ dryRun: true, mapping: {}, geojson: { type: 'FeatureCollection', features: [] } }),
  'POST /api/categories/import': () => ({ dryRun: true, format: 'json', content: '[]' }),
  'PUT /api/deadlines/calendar': () => ({
    document: { patterns: [workingWeek], years: [{ year: 2026, days: [] }] },
  }),
  'POST /api/deadlines/calendar/import': () => ({ dryRun: true, fileName: 'a.csv', content: 'YSxiCg==' }),
  'PUT /api/deadlines/thresholds': () => ({ thresholds: { near: { share: 0.75 }, long: { share: 1 } } }),
  'PUT /api/deadlines/limits': () => ({ version: 0 }),
  'PUT /api/flows/default': () => ({ code: null }),
  'PUT /api/areas/{id}': () => ({ name: '新名字' }),
  'PUT /api/accounts/{id}': () => ({ name: '新名字' }),
  'PUT /api/categories/{code}': () => ({ name: '新名字' }),
  'POST /api/admissions': () => ({
    ...{ categoryCode: '01001', admitted: true, accepted: true, phone: '' },
    ...{ decidedOn: '2026-01-01', validFrom: '2026-01-01', validTo: null },
  }),
  'POST /api/standard-codes/extensions': () => ({ kind: 'matter', major: '06', name: '飞絮' }),
  'POST /api/posts': (values) => ({ areaId: values.areaId?.(), role: 'checker' }),
  'POST /api/drafts/chat': () => ({ text: '王芳：路灯坏了不亮' }),
  'POST /api/drafts/table': () => ({ dryRun: true, content: 'UEsDBA==' }),
  'POST /api/routing/try': (values) => ({
    ...{ of: 'published', text: '路灯不亮', categoryCode: '04001', areaId: values.areaId?.(), source: 'hotline' },
    ...{ at: values.from?.(), answers: [] },
  }),
  'PUT /api/routing/draft': () => ({ revision: 0, set: { rules: [], last: noOutcome } }),
  'POST /api/minutes/split': () => ({ text: '1、修路灯，三天内完成', heldOn: '2026-11-20' }),
  'POST /api/minutes': (values) => ({
    ...{ areaId: values.areaId?.(), heldOn: '2026-11-20' },
    lines: [{ id: values.id?.(), matter: '修路灯', responsible: '物业', postId: null, dueOn: null }],
  }),
  'POST /api/minutes/{id}/lines/{lineId}/case': (values) => ({ caseId: values.targetId?.() }),
  'PUT /api/notes/{id}': (values) => ({ body: '井盖松了', notedAt: values.from?.(), changedAt: values.from?.() }),
  'POST /api/exchange/cases': () => ({ body: '市民来电：路灯不亮' }),
  'PUT /api/exchange/services/{code}': () => ({ mode: 'batch', attributes: [] }),
  'POST /api/exchange/webhooks': () => ({ areaId: null, moves: [], categories: [] }),
};

const noOutcome = { flowCode: null, unitId: null, limit: null, level: null };
const workingWeek = { from: '2026-01-01', days: Array.from({ length: 7 }, () => [{ from: 540, to: 1020 }]) };

/** Whose id a path asks for, by the last word that says so. */
const rowOf: Record<string, string> = {
  cases: 'case',
  boards: 'area',
  areas: 'area',
  'area-classes': 'area',
  addresses: 'address',
  accounts: 'account',
  posts: 'post',
  leaves: 'leave',
  messages: 'message',
  files: 'photo',
  peers: 'peer',
  webhooks: 'webhook',
  deliveries: 'delivery',
  drop: 'dropped',
  alarms: 'alarm',
  minutes: 'meeting',
};
/** Here the client makes the id. */
const makes = new Set(['/api/notes/{id}', '/api/public/files/{id}', '/api/saved-filters/{id}', '/api/units/{id}']);
const wordOf: Record<string, string> = {
  ...{ flow: 'gezhi', code: '04001', categoryCode: '04001', kind: 'duty' },
  ...{ question: 'overdue', size: 'view', senderNo: 'first-1', version: '1' },
};

function paramOf(path: string, name: string, ids: Record<string, string>, id: string): string {
  if (makes.has(path)) return id;
  const word = path.split('/').findLast((part) => part in rowOf) ?? '';
  return wordOf[name] ?? (name === 'id' ? ids[rowOf[word] ?? ''] : ids[name]) ?? '';
}

/** Values that must be new each time, counted so that every run has the same. */
function freshValues(world: World) {
  let n = 0;
  const id = () => {
    n += 1;
    return `019aa000-0000-7000-8000-${(world.district * 1_000_000 + n).toString(16).padStart(12, '0')}`;
  };
  const word = (before: string) => () => {
    n += 1;
    return `${before}${n}`;
  };
  /** All over the four micro-grids, or the limit of a place would stop what is sent after the hundredth. */
  const point = () => {
    n += 1;
    const { lon, lat } = world.pointIn((n % 4) as 0 | 1 | 2 | 3);
    return { lon: lon + ((n % 3) - 1) * 0.0006, lat: lat + ((n % 7) - 3) * 0.0002 };
  };
  return {
    id,
    point,
    commandId: id,
    login: word('someone.'),
    name: word('名称'),
    senderNo: word('no-'),
    updateNo: word('up-'),
    phone: () =>
      `138${String(n * 7919)
        .padStart(8, '0')
        .slice(-8)}`,
    password: () => 'eight white geese',
    old: () => 'not the password',
    new: () => 'nine white geese',
    url: () => 'http://127.0.0.1:9/hook',
    baseMap: () => null,
    may: () => ['report'],
  };
}

async function addPeer(admin: Person, name: string) {
  const body = { commandId: uuidv7(), id: uuidv7(), name, may: ['report' as const, 'update' as const] };
  const answer = await admin.call('POST /api/exchange/peers', { body });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return { id: body.id, keyId: answer.body.peer.keyId, key: answer.body.key };
}

/** The case that the peer asks about and adds to. */
async function fileAsPeer(house: House, world: World, peer: Estate['peer']): Promise<void> {
  const payload = JSON.stringify({
    senderNo: 'first-1',
    body: '市民来电：路灯不亮',
    place: { point: world.pointIn(0) },
  });
  const shot = {
    label: '',
    method: 'POST',
    url: '/api/exchange/cases',
    headers: { 'content-type': 'application/json' },
  };
  const answer = await asPeer(house, peer)({ ...shot, payload });
  if (answer.status !== 200) throw new Error(answer.text);
}

async function plantRows(house: House, world: World, admin: Person, secret: string) {
  const made = await plantByDesk(house, admin);
  const planted = await plantByHand(house, world, made.webhook, secret);
  return { ...made, ...planted, ...(await plantMeeting(house, world, secret)) };
}

/** One of everything, made by the administrator as at the desk. */
async function plantByDesk(house: House, admin: Person): Promise<Record<'account' | 'leave' | 'webhook', string>> {
  const [account, leave, webhook] = [uuidv7(), uuidv7(), uuidv7()];
  const later = (hours: number) => new Date(house.services.clock().getTime() + hours * 3600_000).toISOString();
  const must = async (made: Promise<{ status: number; body: unknown }>) => {
    const { status, body } = await made;
    if (status !== 200) throw new Error(JSON.stringify(body));
  };
  const commandId = uuidv7;
  const person = { login: `victim.${account}`, name: '受害人', password: 'a quiet street 9' };
  await must(admin.call('POST /api/accounts', { body: { commandId: commandId(), id: account, ...person } }));
  const away = { id: leave, accountId: account, from: later(24), to: later(48), reason: '' };
  await must(admin.call('POST /api/leaves', { body: { commandId: commandId(), ...away } }));
  const hook = { id: webhook, name: '推送', url: 'http://127.0.0.1:9/hook', areaId: null, moves: [], categories: [] };
  await must(admin.call('POST /api/exchange/webhooks', { body: { commandId: commandId(), ...hook } }));
  return { account, leave, webhook };
}
