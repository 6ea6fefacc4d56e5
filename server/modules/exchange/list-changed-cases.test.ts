import { beforeAll, describe, expect, it } from 'vitest';
import { moved } from '#testing/cases';
import { testHouse } from '#testing/house';
import { makeWorld, type Person, type World } from '#testing/world';
import { addPeer, incoming, sender } from './incoming-sender.test-data.ts';

const house = await testHouse();
let world: World;
let admin: Person;
let worker: Person;
const path = '/api/exchange/cases';

beforeAll(async () => {
  world = await makeWorld(house);
  admin = await world.person('sysAdmin');
  worker = await world.person('microGridWorker', 0);
});

describe('the list of changes', () => {
  type Changes = {
    rows: { senderNo: string; state: string; stateKind: string }[];
    cursor: string | null;
    more: boolean;
  };
  it('goes on where it ended, tells own cases only, and each by its present state', async () => {
    const listing = sender(house, await addPeer(house, admin, '随手拍平台', { source: 'platform' }));
    const ask = async (after: string | null, more = '') => {
      const { status, body } = await listing('GET', `${path}?limit=2${after ? `&after=${after}` : ''}${more}`);
      expect(status).toBe(200);
      // The cast: what the assertions below look into.
      return body as unknown as Changes;
    };
    expect(await ask(null)).toEqual({ rows: [], cursor: null, more: false });
    const filed = [];
    for (const no of ['SP-1', 'SP-2', 'SP-3']) filed.push((await listing('POST', path, incoming(world, no))).body);
    house.wait(20_000);
    const first = await ask(null);
    expect([first.rows.map(({ senderNo }) => senderNo), first.more]).toEqual([['SP-1', 'SP-2'], true]);
    const rest = await ask(first.cursor);
    expect([rest.rows.map(({ senderNo }) => senderNo), rest.more]).toEqual([['SP-3'], false]);
    expect(await ask(rest.cursor)).toEqual({ rows: [], cursor: rest.cursor, more: false });
    await moved(worker, filed[0]?.id ?? '', { move: 'accept' });
    await moved(worker, filed[0]?.id ?? '', { move: 'tell', note: '已联系电工' });
    house.wait(20_000);
    expect((await ask(rest.cursor)).rows).toMatchObject([{ senderNo: 'SP-1', state: 'accepted', stateKind: 'open' }]);
    expect((await listing('GET', `${path}?after=nothing`)).code).toBe('list.bad-cursor');
  });
});
