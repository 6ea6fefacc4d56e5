import { setTimeout as sleep } from 'node:timers/promises';
import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, it } from 'vitest';
import { systemScope } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import { readOutbox } from '#kernel/outbox';
import { rebuildFigures } from '#modules/figures';
import { moved } from '#testing/cases';
import { testHouse } from '#testing/house';
import { goByFlow } from '#testing/own-flow';
import { makeWorld, type World } from '#testing/world';
import { deliverDue } from './deliver-webhooks.job.ts';
import { enqueueDeliveries } from './enqueue-deliveries.ts';
import { webhookReader } from './follow-webhooks.ts';
import { addPeer, incoming, sender } from './incoming-sender.test-data.ts';
import { clientOf } from './open311-client.test-data.ts';
import { webhookReceiver } from './webhook-receiver.test-data.ts';

const house = await testHouse();
const { services } = house;
Object.assign(services, { config: { ...services.config, webhookNetworks: ['127.0.0.1/32'] } });

// What Jiangbei calls it; the engine's own words are 吹哨 and 已吹哨.
const step = { moveName: { zh: '网格吹哨' } };
const state = { stateName: { zh: '网格吹哨' } };
const phone = '13900001111';

let world: World;
let send: ReturnType<typeof sender>;
let filed: { id: string; no: string };
let received: Awaited<ReturnType<typeof webhookReceiver>>['received'];

beforeAll(async () => {
  world = await makeWorld(house);
  await goByFlow(house, world.district, 'jiangbei');
  const [admin, worker] = await Promise.all([world.person('sysAdmin'), world.person('microGridWorker', 0)]);
  const receiver = await webhookReceiver();
  received = receiver.received;
  const filters = { areaId: null, moves: [], categories: [] };
  const body = { commandId: uuidv7(), id: uuidv7(), name: '城市平台', url: receiver.url, ...filters };
  await admin.call('POST /api/exchange/webhooks', { body });
  send = sender(house, await addPeer(house, admin, '12345 热线', { source: 'hotline' }));
  const contact = { name: '李四', phone };
  filed = (await send('POST', '/api/exchange/cases', incoming(world, 'HL-1', { contact }))).body;
  const whistle = { move: 'whistle' as const, note: '物业无法处理', fields: { reason: 'power' } };
  expect((await moved(worker, filed.id, whistle)).stateName.zh).toBe('网格吹哨');
  while (await readOutbox(house.database, webhookReader, (rows) => enqueueDeliveries(services, rows))) await sleep(20);
  await deliverDue(services, world.district, body.id);
});

describe('a case that goes by the flow of a town is spoken of in its words', () => {
  it('to webhooks and to the sender of the case', async () => {
    expect(received.map(({ told }) => told.case?.stateName.zh)).toEqual(['网格发现', '网格吹哨']);
    expect(received.map(({ told }) => told.step?.moveName.zh)).toEqual(['上报', '网格吹哨']);
    const { body } = await send('GET', '/api/exchange/cases/HL-1');
    expect(body).toMatchObject(state);
    expect(body.steps.at(-1)).toMatchObject({ ...step, ...state });
    house.wait(20_000);
    expect((await send('GET', '/api/exchange/cases')).body).toMatchObject({ rows: [state] });
  });

  it('to readers of Open311, who read what a resident reads', async () => {
    const { body } = await clientOf(house, world).get(`requests/${filed.no}`);
    const track = await world.public('GET /api/public/track/:token', { params: { token: await tokenByPhone() } });
    expect(body[0].status_notes).toBe(track.body.stateWords.zh);
  });

  it('to whoever finds it by phone, nearby, on the map, on the wall, behind a figure or beside minutes', async () => {
    const operator = await world.person('operator');
    const point = world.pointIn(0);
    const near = { district: world.district, point, text: '村口路灯三天没亮' };
    const similar = await world.public('POST /api/public/similar', { body: near });
    expect(similar.body.rows).toMatchObject([{ id: filed.id, ...state }]);
    const points = await operator.call('GET /api/cases/points');
    expect(points.body.rows).toMatchObject([{ id: filed.id, ...state }]);
    const wall = await operator.call('GET /api/insight/wall');
    expect(wall.body.feed[0]).toMatchObject({ caseId: filed.id, ...step, ...state });
    await inDistrict(house.database.owner, systemScope(world.district), (tx) =>
      rebuildFigures(tx, world.district, services.clock()),
    );
    const day = new Date(services.clock().getTime() + 8 * 3600_000).toISOString().slice(0, 10);
    const query = { measure: 'reported' as const, from: day, to: day };
    expect((await operator.call('GET /api/figures/cases', { query })).body.rows).toMatchObject([state]);
    expect(await ledgerLine()).toMatchObject({ caseState: 'whistled', caseStateName: { zh: '网格吹哨' } });
  });

  it('to open screens, at once', async () => {
    const { rows } = await house.database.ownerPool.query(
      'select payload from app.live_events where case_id = $1 order by id',
      [filed.id],
    );
    expect(rows.map(({ payload }) => [payload.moveName.zh, payload.stateName.zh])).toEqual([
      ['上报', '网格发现'],
      ['网格吹哨', '网格吹哨'],
    ]);
  });
});

async function tokenByPhone(): Promise<string> {
  const { district } = world;
  await world.public('POST /api/public/phone-codes', { body: { phone, district } });
  const code = /\d{6}/.exec(house.sms.at(-1)?.body ?? '')?.[0] ?? '';
  const found = await world.public('POST /api/public/phone-reports', { body: { phone, code, district } });
  expect(found.body.rows).toMatchObject([{ no: filed.no, ...state }]);
  return found.body.rows[0]?.token ?? '';
}

/** A line of minutes that is tied to the case. */
async function ledgerLine() {
  const community = await world.person('communityStaff');
  const [id, lineId] = [uuidv7(), uuidv7()];
  const areaId = await world.areaId(world.codes.grids[0]);
  const line = { id: lineId, matter: '修路灯', responsible: '物业', postId: null, dueOn: null };
  const minutes = { commandId: uuidv7(), id, areaId, title: '协商会', heldOn: '2026-11-20', text: '', lines: [line] };
  await community.call('POST /api/minutes', { body: { ...minutes, text: '1、修路灯' } });
  await community.call('POST /api/minutes/:id/lines/:lineId/case', {
    params: { id, lineId },
    body: { commandId: uuidv7(), caseId: filed.id },
  });
  return (await community.call('GET /api/minutes/lines', { query: { state: 'all' } })).body.rows[0];
}
