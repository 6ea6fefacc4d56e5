import { readFileSync } from 'node:fs';
import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, it } from 'vitest';
import { moved } from '#testing/cases';
import { testHouse } from '#testing/house';
import { upload } from '#testing/photo';
import { makeWorld, type Person, type World } from '#testing/world';
import { addPeer, incoming, sender } from './incoming-sender.test-data.ts';
import { signIncoming } from './incoming-signature.ts';

const house = await testHouse();
let world: World;
let admin: Person;
let worker: Person;
let auditor: Person;
let peer: { id: string; keyId: string; key: string };
let send: ReturnType<typeof sender>;
const path = '/api/exchange/cases';

beforeAll(async () => {
  world = await makeWorld(house);
  admin = await world.person('sysAdmin');
  worker = await world.person('microGridWorker', 0);
  auditor = await world.person('auditAdmin');
  peer = await addPeer(house, admin, '12345 热线', { source: 'hotline' });
  send = sender(house, peer);
});

const lines = async () =>
  (await auditor.call('GET /api/audit', { query: { action: 'exchange.request', limit: 200 } })).body.rows;
const countCases = async () =>
  Number((await house.database.ownerPool.query('select count(*) as n from app.cases')).rows[0].n);

describe('a signed case', () => {
  it('is filed to the worker of its place, counted as what the peer is, and read back with its steps', async () => {
    const photo = await upload(house, world.district);
    const given = incoming(world, 'HL-2026.0001', {
      photos: [{ id: photo }],
      contact: { name: '李四', phone: '13900001111' },
    });
    const filed = await send('POST', path, given);
    expect(filed.status).toBe(200);
    expect(filed.body).toMatchObject({
      senderNo: 'HL-2026.0001',
      state: 'reported',
      stateKind: 'open',
      areaName: '第1微网格',
    });
    expect(filed.body.steps).toMatchObject([{ seq: 1, move: 'report' }]);
    const seen = await worker.call('GET /api/cases/:id', { params: { id: filed.body.id } });
    expect(seen.body).toMatchObject({
      source: 'hotline',
      title: '路灯不亮',
      reporter: { name: '李*', phone: '139****1111' },
    });
    await moved(worker, filed.body.id, { move: 'accept' });
    await moved(worker, filed.body.id, { move: 'note', note: '内部：这户难缠' });
    await moved(worker, filed.body.id, { move: 'tell', note: '已联系电工，明天来修。' });
    const back = await send('GET', `${path}/HL-2026.0001`);
    expect(back.body).toMatchObject({
      state: 'accepted',
      no: filed.body.no,
      dueAt: expect.any(String),
      updates: ['remark'],
    });
    expect(back.body.steps.map(({ move }) => move)).toEqual(['report', 'accept', 'tell']);
    expect(JSON.stringify(back.body)).not.toMatch(/难缠|李四|13900001111/);
    const [{ url } = { url: '' }] = back.body.photos;
    expect((await house.app.inject({ url })).headers['content-type']).toBe('image/jpeg');
  });

  it('is filed once, however often and at the same moment it is sent', async () => {
    const before = await countCases();
    const given = incoming(world, 'HL-2');
    const five = await Promise.all(Array.from({ length: 5 }, () => send('POST', path, given)));
    expect(five.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(new Set(five.map(({ body }) => body.no)).size).toBe(1);
    // Written by another hand: other order of keys.
    const { place, body, ...rest } = given;
    expect((await send('POST', path, { place, body, ...rest })).status).toBe(200);
    expect(await countCases()).toBe(before + 1);
  });

  it('is filed once when the process died between the case and its own row', async () => {
    const given = incoming(world, 'HL-3');
    const first = await send('POST', path, given);
    await house.database.ownerPool.query("delete from app.exchange_cases where sender_no = 'HL-3'");
    expect((await send('POST', path, { ...given, body: '别的内容' })).code).toBe('peer.number-reused');
    expect((await send('POST', path, given)).body.no).toBe(first.body.no);
    expect((await send('GET', `${path}/HL-3`)).body.no).toBe(first.body.no);
  });

  it('under a number with another content is refused and changes nothing', async () => {
    await send('POST', path, incoming(world, 'HL-4'));
    const before = await countCases();
    for (const more of [{ body: '另一件事' }, { title: '别的' }, { contact: { name: '王五' } }]) {
      const again = await send('POST', path, incoming(world, 'HL-4', more));
      expect([again.status, again.code]).toEqual([409, 'peer.number-reused']);
    }
    expect(await countCases()).toBe(before);
  });

  it('refused for its content may be sent again, mended, under the same number', async () => {
    const nowhere = incoming(world, 'HL-5', { place: {} });
    expect((await send('POST', path, nowhere)).code).toBe('place.missing');
    expect((await send('POST', path, incoming(world, 'HL-5', { categoryCode: '00000' }))).code).toBe(
      'category.unknown',
    );
    expect((await send('POST', path, incoming(world, 'HL-5', { photos: [{ id: uuidv7() }] }))).code).toBe(
      'photo.unknown',
    );
    expect((await send('POST', path, incoming(world, 'HL-5'))).status).toBe(200);
  });
});

describe('an update', () => {
  it('is a remark or the reply to a question, made once under its number', async () => {
    const { body: filed } = await send('POST', path, incoming(world, 'U-1'));
    const update = (updateNo: string, kind: string, note: string) =>
      send('POST', `${path}/U-1/updates`, { updateNo, kind, note });
    const once = await update('1', 'remark', '来电人补充：是 5 号杆。');
    expect(once.body.steps.map(({ move }) => move)).toEqual(['report', 'remark']);
    expect((await update('1', 'remark', '来电人补充：是 5 号杆。')).body.steps).toHaveLength(2);
    expect((await update('1', 'remark', '别的话')).code).toBe('peer.number-reused');
    expect((await update('2', 'answer', '没有人问')).code).toBe('case.not-from-here');
    await moved(worker, filed.id, { move: 'accept' });
    await moved(worker, filed.id, { move: 'ask', note: '是哪一根杆？' });
    expect((await send('GET', `${path}/U-1`)).body).toMatchObject({
      question: '是哪一根杆？',
      updates: ['remark', 'answer'],
    });
    expect((await update('3', 'answer', '5 号杆')).body).toMatchObject({ state: 'accepted', question: null });
    expect((await update('4', 'contest', 'x')).code).toBe('case.not-from-here');
    expect((await update('4', 'rate', 'x')).code).toBe('input.invalid');
    expect((await update('5', 'remark', '')).code).toBe('input.invalid');
  });
});

describe("the reporter's word on the result", () => {
  it('is handed on by the sender: what is not solved is contested, what is done is rated, each once', async () => {
    const { body: filed } = await send('POST', path, incoming(world, 'W-1', { categoryCode: '05001' }));
    const say = (update: object) => send('POST', `${path}/W-1/updates`, update);
    const rated = { kind: 'rate', rating: 'satisfied' };
    expect((await say({ updateNo: '1', ...rated })).code).toBe('case.not-from-here');
    await moved(worker, filed.id, { move: 'accept' });
    const photos = [{ id: await upload(house, world.district), kind: 'after' as const }];
    const { state } = await moved(worker, filed.id, { move: 'settle', note: '已更换灯泡', photos });
    if (state === 'handled') await moved(await world.person('checker'), filed.id, { move: 'pass' });
    expect((await send('GET', `${path}/W-1`)).body.updates).toEqual(['remark', 'rate', 'contest']);
    for (const wrong of [{ rating: 'superb' }, { rating: undefined }, { photos: [] }])
      expect((await say({ updateNo: '2', ...rated, ...wrong })).code).toBe('input.invalid');
    expect((await say({ updateNo: '3', kind: 'contest', note: '灯还是不亮' })).body.state).toBe('contested');
    await moved(await world.person('operator'), filed.id, { move: 'uphold', note: '夜间复看，灯亮。' });
    const [, { body }] = [await say({ updateNo: '4', ...rated }), await say({ updateNo: '4', ...rated })];
    expect([body.state, body.rating]).toEqual(['closed', 'satisfied']);
    expect(body.steps.filter(({ move }) => move === 'rate')).toHaveLength(1);
    expect((await say({ updateNo: '4', ...rated, rating: 'fair' })).code).toBe('peer.number-reused');
  });
});

describe('a request', () => {
  it('whose signature does not fit is refused and writes nothing', async () => {
    const given = incoming(world, 'S-1');
    const before = await countCases();
    const written = (await lines()).length;
    const wrong = [
      send('POST', path, given, { key: `${peer.key}x` }),
      send('POST', path, given, { signedBody: JSON.stringify({ ...given, body: '被改过' }) }),
      send('POST', path, given, { signedPath: `${path}?a=1` }),
      send('POST', path, given, { keyId: `${peer.keyId.split('-')[0]}-${uuidv7()}` }),
      send('POST', path, given, { keyId: '' }),
      send('POST', path, given, { keyId: `zzzzzz-${peer.id}` }),
      send('POST', path, given, { nonce: 'short' }),
      send('GET', `${path}/HL-4`, undefined, { key: '' }),
    ];
    for (const answer of await Promise.all(wrong))
      expect([answer.status, answer.code]).toEqual([401, 'peer.wrong-signature']);
    const bare = await house.app.inject({ method: 'POST', url: path, payload: given });
    expect(bare.json().code).toBe('peer.wrong-signature');
    expect(await countCases()).toBe(before);
    expect(await lines()).toHaveLength(written);
  });

  it('with a clock more than five minutes off is refused by name, either way', async () => {
    const at = (minutes: number) => new Date(house.services.clock().getTime() + minutes * 60_000);
    for (const minutes of [-6, 6]) {
      const answer = await send('GET', `${path}/HL-4`, undefined, { at: at(minutes) });
      expect([answer.status, answer.code]).toEqual([401, 'peer.clock-off']);
    }
    expect((await send('GET', `${path}/HL-4`, undefined, { at: at(-4) })).status).toBe(200);
  });

  it('is not played again', async () => {
    const nonce = 'a-nonce-of-its-own';
    const at = house.services.clock();
    expect((await send('GET', `${path}/HL-4`, undefined, { nonce, at })).status).toBe(200);
    const again = await send('GET', `${path}/HL-4`, undefined, { nonce, at });
    expect([again.status, again.code]).toEqual([409, 'peer.replayed']);
    const ten = await Promise.all(
      Array.from({ length: 10 }, () => send('GET', `${path}/HL-4`, undefined, { nonce: 'another-nonce-here', at })),
    );
    expect(ten.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('leaves one line in the audit log, and one more when it was refused', async () => {
    const before = (await lines()).length;
    await send('GET', `${path}/HL-4`);
    await send('GET', `${path}/no-such`);
    await send('GET', `${path}/HL-4`, undefined, { at: new Date(0) });
    const fresh = (await lines()).slice(0, -before || undefined);
    expect(fresh.map(({ who, target, outcome, detail }) => [who, target, outcome, detail])).toEqual([
      ['12345 热线', `GET ${path}/HL-4`, 'refused', 'peer.clock-off'],
      ['12345 热线', `GET ${path}/no-such`, 'refused', 'case.unknown'],
      ['12345 热线', `GET ${path}/no-such`, 'done', null],
      ['12345 热线', `GET ${path}/HL-4`, 'done', null],
    ]);
  });
});

describe('a peer', () => {
  it('sees and moves its own cases only', async () => {
    const other = sender(house, await addPeer(house, admin, '市城管平台'));
    await send('POST', path, incoming(world, 'P-1'));
    expect((await other('GET', `${path}/P-1`)).code).toBe('case.unknown');
    const update = { updateNo: '1', kind: 'remark', note: '不是我的' };
    expect((await other('POST', `${path}/P-1/updates`, update)).code).toBe('case.unknown');
    const own = await other('POST', path, incoming(world, 'P-1', { body: '它自己的一件' }));
    expect(own.status).toBe(200);
    expect(own.body.no).not.toBe((await send('GET', `${path}/P-1`)).body.no);
    const { body } = await worker.call('GET /api/cases/:id', { params: { id: own.body.id } });
    expect(body.source).toBe('platform');
  });

  it('does what its key may do, in its area, until the key is ended', async () => {
    const reader = sender(house, await addPeer(house, admin, '只读', { may: ['read-all'] }));
    expect((await reader('POST', path, incoming(world, 'R-1'))).code).toBe('peer.may-not');
    const areaId = await world.areaId(world.codes.grids[1]);
    const local = await addPeer(house, admin, '二网格', { may: ['report'], areaId });
    const here = sender(house, local);
    expect((await here('POST', path, incoming(world, 'A-1'))).code).toBe('peer.outside-area');
    const inside = { place: { point: { ...world.pointIn(2), accuracy: 9 } } };
    expect((await here('POST', path, incoming(world, 'A-1', inside))).status).toBe(200);
    expect((await here('POST', `${path}/A-1/updates`, { updateNo: '1', kind: 'remark', note: 'x' })).code).toBe(
      'peer.may-not',
    );
    const end = { params: { id: local.id }, body: { commandId: uuidv7() } };
    expect((await admin.call('POST /api/exchange/peers/:id/end', end)).status).toBe(200);
    expect((await here('GET', `${path}/A-1`)).code).toBe('peer.wrong-signature');
  });

  it('of another district reaches nothing here', async () => {
    const elsewhere = await makeWorld(house);
    const stranger = await addPeer(house, await elsewhere.person('sysAdmin'), '外区');
    const foreign = sender(house, { ...stranger, keyId: `${peer.keyId.split('-')[0]}-${stranger.id}` });
    expect((await foreign('GET', `${path}/HL-4`)).code).toBe('peer.wrong-signature');
    expect((await sender(house, stranger)('GET', `${path}/HL-4`)).code).toBe('case.unknown');
  });

  it('that sends anything is answered with a refusal, never with a fault', async () => {
    const hostile: object[] = [
      {},
      { senderNo: '../../x', body: 'x', place: {} },
      { ...incoming(world, 'X-1'), senderNo: "1' or '1'='1" },
      { ...incoming(world, 'X-2'), extra: 1 },
      { ...incoming(world, 'X-3'), body: 'a\u0000b' },
      { ...incoming(world, 'X-4'), body: 'x'.repeat(300_000) },
      { ...incoming(world, 'X-5'), place: { point: { lon: 1e9, lat: 0 } } },
      { ...incoming(world, 'X-6'), contact: { phone: '<script>' } },
      { ...incoming(world, 'X-7'), source: 'resident' },
      [],
    ];
    for (const body of hostile) {
      const answer = await send('POST', path, body);
      expect([JSON.stringify(body).slice(0, 60), Math.floor(answer.status / 100)]).toEqual([
        JSON.stringify(body).slice(0, 60),
        4,
      ]);
    }
    const kept = await send(
      'POST',
      path,
      incoming(world, 'X-8', { body: "<script>alert('x')</script>'; drop table cases" }),
    );
    expect(kept.status).toBe(200);
  });
});

it('is signed as docs/exchange.md shows', () => {
  const request = {
    method: 'GET',
    path: '/api/exchange/cases/HL-2026.0001',
    timestamp: '1790000000',
    nonce: '0123456789abcdef0123456789abcdef',
    bodyHash: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  };
  const key = '8sij-example-key-of-the-documentation';
  expect(readFileSync(new URL('../../../docs/exchange.md', import.meta.url), 'utf8')).toContain(
    signIncoming(key, request),
  );
});
