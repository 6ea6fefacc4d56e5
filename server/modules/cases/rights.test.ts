import fc from 'fast-check';
import { sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, test } from 'vitest';
import { type MoveRule, moveNames, moves } from '#contract/lifecycle';
import { type Role, roleNames, roleRights } from '#contract/rights';
import { inDistrict } from '#kernel/database';
import { fileReport, move, moved, reportBody, unitId } from '#testing/cases';
import { testHouse } from '#testing/house';
import { makeWorld, type Person, type World } from '#testing/world';

const house = await testHouse();
let world: World;
let other: World;
/** Cases in every micro-grid and in several states; `unit` only where one was dispatched to. */
const cases: { id: string; microGrid: number; unit: string | null; world: World }[] = [];
const cityUnit = '城管局';

beforeAll(async () => {
  [world, other] = [await makeWorld(house), await makeWorld(house)];
  const operator = await world.person('operator');
  const unit = await unitId(operator, cityUnit);
  for (const n of [0, 1, 2, 3] as const) {
    for (const state of ['reported', 'accepted', 'dispatched', 'rejected'] as const) {
      const { id } = await fileReport(world, n);
      if (state === 'accepted') await moved(operator, id, { move: 'accept' });
      if (state === 'dispatched') await moved(operator, id, { move: 'dispatch', unitId: unit });
      if (state === 'rejected') await moved(operator, id, { move: 'reject', note: '不在本地' });
      cases.push({ id, microGrid: n, unit: state === 'dispatched' ? cityUnit : null, world });
    }
  }
  cases.push({ id: (await fileReport(other)).id, microGrid: 0, unit: null, world: other });
});

/** Everybody with the micro-grids and the unit that their posts reach. */
const cast: { role: Role; n: number; reaches: number[]; unit: string | null }[] = [
  ...[0, 1, 2, 3].map((n) => ({ role: 'microGridWorker' as const, n, reaches: [n], unit: null })),
  { role: 'gridLeader', n: 0, reaches: [0, 1], unit: null },
  { role: 'gridLeader', n: 1, reaches: [2, 3], unit: null },
  ...(
    [
      'communityStaff',
      'operator',
      'checker',
      'supervisor',
      'leader',
      'sysAdmin',
      'securityAdmin',
      'auditAdmin',
    ] as const
  ).map((role) => ({ role, n: 0, reaches: [0, 1, 2, 3], unit: null })),
  { role: 'departmentHandler', n: 0, reaches: [], unit: cityUnit },
  { role: 'departmentHandler', n: 1, reaches: [], unit: '市政养护中心' },
];

/** The oracle, written apart from the product's own rule. */
function sees(who: (typeof cast)[number], one: (typeof cases)[number]): boolean {
  if (one.world !== world || roleRights[who.role]['case.read'] === undefined) return false;
  return who.unit ? one.unit === who.unit : who.reaches.includes(one.microGrid);
}

describe('rights are verb + place', () => {
  test('what a role can list is what it may read, and nothing else (property over actor × case)', async () => {
    const listed = new Map<Person, Set<string>>();
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...cast), fc.nat(cases.length - 1), async (who, index) => {
        const one = cases[index];
        if (!one) return;
        const person = await world.person(who.role, who.n);
        const known =
          listed.get(person) ??
          new Set((await person.call('GET /api/cases', { query: { limit: 200 } })).body.rows?.map((row) => row.id));
        listed.set(person, known);
        const read = await person.call('GET /api/cases/:id', { params: { id: one.id } });
        const expected = sees(who, one);
        expect([who.role, who.n, one.microGrid, known.has(one.id), read.status === 200]).toEqual([
          who.role,
          who.n,
          one.microGrid,
          expected,
          expected,
        ]);
      }),
      { numRuns: 250, seed: 20261121 },
    );
  });

  test('a move is offered and taken only by a post that brings its right there', async () => {
    for (const who of cast) {
      const person = await world.person(who.role, who.n);
      for (const one of cases) {
        const read = await person.call('GET /api/cases/:id', { params: { id: one.id } });
        if (read.status !== 200) continue;
        for (const name of read.body.abilities) {
          const rule: MoveRule = moves[name];
          expect(
            rule.by === 'resident' || rule.by === 'system' || roleRights[who.role][rule.by],
            `${who.role} ${name}`,
          ).toBeTruthy();
        }
      }
    }
  });

  test('no move of a stranger changes anything, whatever it is (property over actor × move × case)', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...cast),
        fc.constantFrom(...moveNames),
        fc.nat(cases.length - 1),
        async (who, name, index) => {
          const one = cases[index];
          if (!one || sees(who, one)) return;
          const person = await world.person(who.role, who.n);
          const before = await steps(one.world.district, one.id);
          const answer = await move(person, one.id, {
            move: name,
            note: '说明',
            unitId: uuidv7(),
            areaId: uuidv7(),
            targetId: uuidv7(),
          });
          expect(answer.status).toBeGreaterThanOrEqual(400);
          expect(await steps(one.world.district, one.id)).toBe(before);
        },
      ),
      { numRuns: 200, seed: 20261122 },
    );
  });

  test('row security says the same when a command forgets: only what the scope reaches', async () => {
    const grid = `${world.codes.root}/${world.codes.community}/${world.codes.grids[0]}/`;
    const scope = { district: world.district, areas: [grid], units: [], cases: [] };
    const seen = await inDistrict(house.database.app, scope, async (tx) =>
      tx.selectFrom('cases').select(['area_path', 'district_id']).execute(),
    );
    expect(seen.length).toBe(8);
    expect(seen.every((row) => row.district_id === world.district && row.area_path.startsWith(grid))).toBe(true);
    const [first] = cases;
    const history = await inDistrict(house.database.app, scope, async (tx) => {
      const closed = await tx.selectFrom('case_steps').select('seq').execute();
      await sql`select app.open_case(${world.district}, ${first?.id ?? ''})`.execute(tx);
      const opened = await tx.selectFrom('case_steps').select('seq').execute();
      return [closed.length, opened.length];
    });
    expect(history).toEqual([0, 1]);
    const nobody = await house.database.app.selectFrom('cases').select('id').execute();
    expect(nobody).toEqual([]);
  });

  test('a foreign district is refused even by its id, and each refused right is on record', async () => {
    const operator = await world.person('operator');
    const foreign = await fileReport(other, 1);
    expect((await operator.call('GET /api/cases/:id', { params: { id: foreign.id } })).code).toBe('case.unknown');
    const leader = await world.person('leader');
    const one = cases[0]?.id ?? '';
    expect((await move(leader, one, { move: 'accept' })).code).toBe('right.missing');
    const audit = await (await world.person('auditAdmin')).call('GET /api/audit', { query: { action: 'right.use' } });
    expect(audit.body.rows.some((row) => row.outcome === 'refused' && row.who.startsWith('leader'))).toBe(true);
  });

  test('three administrators see no case at all', async () => {
    for (const role of roleNames.filter((name) => name.endsWith('Admin'))) {
      const person = await world.person(role);
      expect([(await person.call('GET /api/cases')).code, role]).toEqual(['right.missing', role]);
    }
  });
});

describe('a command counts once', () => {
  test('a report sent twice, even at the same moment, is one case with one token', async () => {
    const body = reportBody(world, 2);
    const phone = world.phone();
    const answers = await Promise.all([1, 2, 3, 4].map(() => phone('POST /api/public/cases', { body })));
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200]);
    expect(new Set(answers.map((answer) => `${answer.body.no} ${answer.body.token}`)).size).toBe(1);
    const changed = await phone('POST /api/public/cases', { body: { ...body, body: '别的' } });
    expect(changed.code).toBe('command.reused');
  });

  test('any resending of moves leaves the history as if each was sent once (property)', async () => {
    const operator = await world.person('operator');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(2), { minLength: 3, maxLength: 9 }), async (resends) => {
        const { id } = await fileReport(world, 1);
        const plan = (['accept', 'whistle', 'accept'] as const).map((name) => ({
          commandId: uuidv7(),
          move: name,
          note: '说明',
        }));
        const send = (index: number) =>
          operator.call('POST /api/cases/:id/moves', { params: { id }, body: plan[index] as never });
        await send(0);
        for (const index of resends.filter((one) => one === 0)) await send(index);
        expect(await steps(world.district, id)).toBe(2);
      }),
      { numRuns: 5, seed: 3 },
    );
  });
});

async function steps(district: number, id: string): Promise<number> {
  const row = await house.database.owner
    .selectFrom('case_steps')
    .select((on) => on.fn.countAll<number>().as('n'))
    .where('district_id', '=', district)
    .where('case_id', '=', id)
    .executeTakeFirstOrThrow();
  return row.n;
}
