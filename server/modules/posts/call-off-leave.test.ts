import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '#contract/api';
import { testHouse } from '#testing/house';
import { makeWorld, type Person, type World } from '#testing/world';
import { followDuty } from './duty.ts';

const house = await testHouse();
let world: World;
beforeAll(async () => {
  world = await makeWorld(house);
});

const hour = 3600_000;
async function postOf(n: 0 | 1, w = world): Promise<Answer<'GET /api/posts'>['rows'][number]> {
  const query = { role: 'microGridWorker' as const, areaId: await w.areaId(w.codes.microGrids[n]) };
  const [post] = (await (await w.person('sysAdmin')).call('GET /api/posts', { query })).body.rows;
  if (!post) throw new Error('no worker');
  return post;
}
function leave({ accountId }: Person, from: number, to: number, by: Person) {
  const at = (hours: number) => new Date(house.services.clock().getTime() + hours * hour).toISOString();
  const body = { commandId: uuidv7(), id: uuidv7(), accountId, from: at(from), to: at(to), reason: '年休假' };
  return by.call('POST /api/leaves', { body });
}

describe('calling a leave off', () => {
  const callOff = (id: string, by: Person, commandId = uuidv7()) =>
    by.call('POST /api/leaves/:id/call-off', { params: { id }, body: { commandId } });
  const leavesOf = async (person: Person) => (await person.call('GET /api/leaves', { query: {} })).body.rows;

  it('brings the person back to the post in the same moment, once', async () => {
    const w = await makeWorld(house);
    const chief = await w.person('sysAdmin');
    const worker = await w.person('microGridWorker', 0);
    expect((await leave(worker, -1, 48, chief)).status).toBe(200);
    const areaId = await w.areaId(w.codes.microGrids[0]);
    const report = async () => {
      const body = {
        id: uuidv7(),
        commandId: uuidv7(),
        district: w.district,
        body: '井盖松动',
        place: { areaId },
        photos: [],
      };
      return (await w.public('POST /api/public/cases', { body })).body.owner?.title;
    };
    const post = await postOf(0, w);
    expect(await report()).not.toBe(post.title);
    const [own] = await leavesOf(worker);
    expect(own).toMatchObject({ calledOffAt: null, mayCallOff: true });
    const told: string[] = [];
    followDuty(async (_services, _tx, change) => {
      if (change.district === w.district) told.push(...change.postIds);
    });
    const commandId = uuidv7();
    expect((await callOff(own?.id ?? '', chief, commandId)).body).toEqual({ done: true });
    expect(told).toEqual([post.id]);
    expect(await report()).toBe(post.title);
    expect((await postOf(0, w)).holders).toMatchObject([{ onLeave: false }]);
    const [after] = await leavesOf(worker);
    expect(after).toMatchObject({ id: own?.id, to: after?.calledOffAt, mayCallOff: false });
    // Sent again by a lost line, and asked again by somebody else: nothing more happens.
    house.wait(hour);
    expect((await callOff(own?.id ?? '', chief, commandId)).body).toEqual({ done: true });
    expect((await callOff(own?.id ?? '', worker)).body).toEqual({ done: true });
    expect(await leavesOf(worker)).toEqual([after]);
    expect(told).toEqual([post.id]);
    const lines = await house.database.owner
      .selectFrom('audit_log')
      .select('target')
      .where('district_id', '=', w.district)
      .where('action', '=', 'leave.call-off')
      .execute();
    expect(lines).toHaveLength(1);
    expect(lines[0]?.target).toContain(worker.name);
  });

  it('before it begins means that it never does; that of another is not for everybody', async () => {
    const worker = await world.person('microGridWorker', 1);
    const neighbour = await world.person('microGridWorker', 2);
    expect((await leave(worker, 10, 20, worker)).status).toBe(200);
    const [own] = await leavesOf(worker);
    expect((await callOff(own?.id ?? '', neighbour)).code).toBe('right.missing');
    expect((await callOff(uuidv7(), worker)).code).toBe('leave.unknown');
    expect((await callOff(own?.id ?? '', worker)).status).toBe(200);
    house.wait(15 * hour);
    expect((await postOf(1)).holders).toMatchObject([{ onLeave: false }]);
    expect((await leavesOf(worker))[0]?.calledOffAt).not.toBeNull();
  });
});
