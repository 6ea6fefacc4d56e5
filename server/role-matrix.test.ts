import { sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, test } from 'vitest';
import { type MoveRule, moveNames, moves, type State, stateNames } from '#contract/lifecycle';
import type { Role } from '#contract/rights';
import { scopeOf, systemScope } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import { resolveActor } from '#modules/accounts';
import { shotOf } from '#testing/hostile/attacks';
import { type Estate, makeEstate } from '#testing/hostile/estate';
import { type Operation, operations } from '#testing/hostile/operations';
import { asPerson, asPublic } from '#testing/hostile/who';
import { testHouse } from '#testing/house';
import { caseInEachState } from '#testing/matrix/case-in-each-state';
import { hangsOnMore, mayContact, mayMove, maySee, reaches } from '#testing/matrix/case-oracle';
import { everybody, whoMay } from '#testing/matrix/who-may';
import { tenantTables } from '#testing/schema-tables';
import type { Person, World } from '#testing/world';

/**
 * Every role, inside and outside of its area or unit and from another district, against every state and every endpoint. The
 * expected comes from server/testing/matrix, which was written down by hand.
 */
const house = await testHouse({ env: { GEZHI_WEBHOOK_NETWORKS: '127.0.0.0/8' } });
let world: World;
let other: Estate;
let cases: Map<State, string>;
const outsideNumber = 9;

beforeAll(async () => {
  world = await makeEstate(house).then((estate) => estate.world);
  other = await makeEstate(house);
  cases = await caseInEachState(house, world);
  const [, areaCode] = world.codes.grids;
  for (const role of everybody.filter((one) => !(one in besides))) {
    await world.appoint(role, outsideNumber, { areaCode });
  }
  // Nothing can be taken back any more.
  house.wait(60_000);
});

/** Whose outside the world has already: the last micro-grid, the second grid, the other department. */
const besides: Partial<Record<Role, number>> = { microGridWorker: 3, gridLeader: 1, departmentHandler: 1 };
const inside = (role: Role) => world.person(role);
const outside = (role: Role) => world.person(role, besides[role] ?? outsideNumber);

async function refusedRights(person: Person): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from app.audit_log
     where action = 'right.use' and outcome = 'refused' and account_id = ${person.accountId}`.execute(
    house.database.owner,
  );
  return rows[0]?.n ?? 0;
}

/** Calls with a move and nothing that it needs: what is answered tells how far it came, and nothing changes. */
async function tryMove(person: Person, state: State, move: string): Promise<string> {
  // Slower than the limit of a device.
  house.wait(150);
  const ask = { params: { id: cases.get(state) ?? '' }, body: { commandId: uuidv7(), move: move as 'accept' } };
  return (await person.call('POST /api/cases/:id/moves', ask)).code ?? 'done';
}

/** What is answered to one whose area it is. Null: he may, and it would be done. */
function expectedMove(role: Role, state: State, name: (typeof moveNames)[number]): RegExp | null {
  const rule: MoveRule = moves[name];
  if (maySee[role] === undefined) return /^right\.missing$/;
  if (!reaches(role, maySee[role], state)) return /^case\.unknown$/;
  if (!reaches(role, mayMove[role][name], state)) return /^right\.missing$/;
  if (!rule.from.includes(state)) return /^case\.not-from-here$/;
  if (name === 'undo') return /^case\.undo-too-late$/;
  return rule.needs.some((need) => need !== 'other-person' && need !== 'not-closer') ? /^case\.needs-/ : null;
}

const contactOf = (state: State) => ({ params: { id: cases.get(state) ?? '' }, body: { purpose: '核实情况' } });

function expectedContact(role: Role, state: State): string {
  if (!mayContact[role]) return 'right.missing';
  if (!reaches(role, maySee[role], state)) return 'case.unknown';
  return reaches(role, mayContact[role], state) ? 'done' : 'right.missing';
}

describe.each(everybody)('%s', (role) => {
  test('moves a case in each state as far as his right goes; what is refused for want of it is on record', async () => {
    const person = await inside(role);
    await person.call('GET /api/session');
    const found: string[] = [];
    const before = await refusedRights(person);
    let refused = 0;
    const tryIn = async (state: State, name: (typeof moveNames)[number]) => {
      const expected = expectedMove(role, state, name);
      if (!expected) return;
      const code = await tryMove(person, state, name);
      if (code === 'right.missing') refused += 1;
      if (!expected.test(code)) found.push(`${name} in ${state}: ${code}, expected ${expected.source}`);
    };
    // Each case waits for its own moves only: all states at a time.
    for (const name of moveNames) await Promise.all(stateNames.map((state) => tryIn(state, name)));
    expect(found).toEqual([]);
    expect((await refusedRights(person)) - before).toBe(refused);
  }, 60_000);

  test('is offered exactly the moves that he may make', async () => {
    const person = await inside(role);
    for (const state of stateNames) {
      const { status, body, code } = await person.call('GET /api/cases/:id', {
        params: { id: cases.get(state) ?? '' },
      });
      const seen = reaches(role, maySee[role], state);
      const unseen = maySee[role] ? 'case.unknown' : 'right.missing';
      expect([state, status, code]).toEqual([state, seen ? 200 : maySee[role] ? 404 : 403, seen ? undefined : unseen]);
      if (!seen) continue;
      const expected = moveNames.filter(
        (name) =>
          name !== 'undo' &&
          !hangsOnMore(name, state) &&
          (moves[name] as MoveRule).from.includes(state) &&
          reaches(role, mayMove[role][name], state),
      );
      expect([state, body.abilities.toSorted()]).toEqual([state, expected.toSorted()]);
      expect([state, body.mayContact]).toEqual([state, reaches(role, mayContact[role], state)]);
    }
  });

  test('reads contacts where he may', async () => {
    const person = await inside(role);
    for (const state of stateNames) {
      const { code = 'done' } = await person.call('POST /api/cases/:id/contact', contactOf(state));
      expect([state, code]).toEqual([state, expectedContact(role, state)]);
    }
  });

  test('knows nothing of what lies outside of his area or unit, or in another district', async () => {
    for (const stranger of [await outside(role), await other.world.person(role)]) {
      const listed = await stranger.call('GET /api/cases', { query: { limit: 200, view: 'all' } });
      const ids = new Set(listed.body.rows?.map((row) => row.id));
      for (const state of stateNames) {
        const { params } = contactOf(state);
        const codes = [
          (await stranger.call('GET /api/cases/:id', { params })).code,
          (await stranger.call('GET /api/cases/:id/similar', { params })).code,
          (await stranger.call('GET /api/cases/:id/advice', { params })).code,
          await tryMove(stranger, state, 'note'),
          await tryMove(stranger, state, 'accept'),
        ];
        expect([state, ...new Set(codes)]).toEqual([state, maySee[role] ? 'case.unknown' : 'right.missing']);
        const contact = (await stranger.call('POST /api/cases/:id/contact', contactOf(state))).code;
        expect([state, contact]).toEqual([state, mayContact[role] ? 'case.unknown' : 'right.missing']);
        expect(ids.has(params.id)).toBe(false);
      }
    }
  });

  test('row security alone shows him no case that the house refuses', async () => {
    for (const person of [await inside(role), await outside(role), await other.world.person(role)]) {
      await person.call('GET /api/session');
      const actor = await resolveActor(house.services, person.cookie().replace(/^\w+=/, ''));
      if (!actor) throw new Error('not signed in');
      const own = person.login.includes(String(world.district));
      const expected =
        own && person === (await inside(role)) ? stateNames.filter((state) => reaches(role, maySee[role], state)) : [];
      const shown = await inDistrict(house.database.app, scopeOf(actor), async (tx) => {
        const rows = await tx.selectFrom('cases').select('id').execute();
        const closed = await Promise.all(
          (['case_steps', 'case_photos', 'case_contacts'] as const).map((table) =>
            tx.selectFrom(table).select('case_id').execute(),
          ),
        );
        const opened = [];
        for (const [state, id] of cases) {
          const { rows: answer } = await sql<{
            ok: boolean;
          }>`select app.open_case(${world.district}, ${id}) as ok`.execute(tx);
          if (answer[0]?.ok) opened.push(state);
        }
        return { ids: new Set(rows.map(({ id }) => id)), closed: closed.flat().length, opened };
      });
      expect(stateNames.filter((state) => shown.ids.has(cases.get(state) ?? ''))).toEqual(expected);
      expect(shown.closed).toBe(0);
      expect(shown.opened.toSorted()).toEqual(expected.toSorted());
    }
  });
});

/** What ends a row or a session comes last. */
const rank = ({ route, method }: Operation) => (route === 'DELETE /api/session' ? 2 : method === 'DELETE' ? 1 : 0);
const behindSession = operations()
  .filter(({ access }) => access === 'session')
  .sort((a, b) => rank(a) - rank(b));

describe('every endpoint', () => {
  test('is in the table of who may, and the table has no other', () => {
    expect(Object.keys(whoMay).toSorted()).toEqual(
      operations()
        .map(({ route }) => route)
        .toSorted(),
    );
  });

  test.each(behindSession)('$route is for those of the table only', async (operation) => {
    const may = whoMay[operation.route] ?? [];
    const code = async (person: Person) => {
      const { text, status } = await asPerson(
        house,
        person,
      )(shotOf({ operation, base: other.baseOf(operation), foreign: [] }, other.baseOf(operation)()));
      return status < 400 ? 'done' : String((JSON.parse(text) as { code: string }).code);
    };
    // Those who may come last: what they do may end what is asked about.
    for (const role of [...everybody].sort((a, b) => Number(may.includes(a)) - Number(may.includes(b)))) {
      const person = await other.world.person(role);
      await person.call('GET /api/session');
      const before = await refusedRights(person);
      const answered = await code(person);
      const allowed = may.includes(role);
      const isRefused = answered === 'right.missing';
      expect([role, answered === 'session.required', isRefused && allowed, !isRefused && !allowed]).toEqual([
        role,
        false,
        false,
        false,
      ]);
      expect([role, (await refusedRights(person)) - before]).toEqual([role, isRefused ? 1 : 0]);
    }
  });

  test.each(behindSession)(
    '$route is closed to nobody in particular and to a session that ended',
    async (operation) => {
      const shot = shotOf({ operation, base: other.baseOf(operation), foreign: [] }, other.baseOf(operation)());
      const cookie = await endedCookie();
      for (const headers of [{}, { cookie }, { cookie: cookie.replace(/.$/, '_') }]) {
        const seen = await asPublic(house)({ ...shot, headers: { ...shot.headers, ...headers } });
        expect([seen.status, (JSON.parse(seen.text) as { code: string }).code]).toEqual([401, 'session.required']);
      }
    },
  );
});

let ended: Promise<string> | undefined;
function endedCookie(): Promise<string> {
  ended ??= world.person('leader').then(async (person) => {
    await person.call('GET /api/session');
    const cookie = person.cookie();
    await house.app.inject({ method: 'DELETE', url: '/api/session', headers: { cookie } });
    return cookie;
  });
  return ended;
}

test('what belongs to the whole district is refused to an administrator of a part of it', async () => {
  const estate = await makeEstate(house);
  await estate.world.appoint('sysAdmin', outsideNumber, { areaCode: estate.world.codes.grids[1] });
  const partly = await estate.world.person('sysAdmin', outsideNumber);
  // His own part: addresses and areas there, and what a dry run would change.
  const ofHisPart = new Set([
    'PUT /api/addresses/{id}/area',
    'POST /api/areas/import',
    'POST /api/messages/{id}/resend',
  ]);
  const whole = behindSession.filter(({ route }) => whoMay[route]?.length === 1 && !ofHisPart.has(route));
  const codes: [string, string | undefined][] = [];
  for (const operation of whole) {
    const base = estate.baseOf(operation);
    const seen = await asPerson(house, partly)(shotOf({ operation, base, foreign: [] }, base()));
    codes.push([operation.route, (JSON.parse(seen.text) as { code?: string }).code]);
  }
  expect(codes).toEqual(whole.map(({ route }) => [route, 'right.missing']));
});

test('in the scope of one district no table shows a row of another', async () => {
  const tables = [...(await tenantTables())];
  const counts = await inDistrict(house.database.app, systemScope(world.district), async (tx) => {
    const found: [string, number][] = [];
    for (const table of tables) {
      const { rows } = await sql<{ n: number }>`
        select count(*)::int as n from ${sql.table(`app.${table}`)} where district_id <> ${world.district}`.execute(tx);
      found.push([table, rows[0]?.n ?? -1]);
    }
    return found;
  });
  expect(counts.filter(([, n]) => n !== 0)).toEqual([]);
  expect(counts.length).toBeGreaterThan(20);
});
