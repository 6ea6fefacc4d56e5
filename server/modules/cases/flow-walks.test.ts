import fc from 'fast-check';
import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkFlow } from '#contract/check-flow';
import type { FlowDocument } from '#contract/flow-document';
import { clockAction, isFinal, type ReadyAction, readyFlow, stateOf } from '#contract/flow-walk';
import { type Role, roleNames } from '#contract/rights';
import type { Actor } from '#kernel/actor';
import { systemScope } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import { timekeepingOf } from '#modules/deadlines';
import { installFlow, shippedFlows } from '#modules/flows';
import type { Candidate } from '#modules/posts';
import { testHouse } from '#testing/house';
import { makeWorld, type World } from '#testing/world';
import { type CaseRecord, placeOf } from './case-record.ts';
import { genesis } from './chain.ts';
import { startedClock, totalColumns } from './clock.ts';
import { actionsFor, type Mover } from './decide-move.ts';
import { isOpenTask, noParts, type Task } from './parts/case-parts.ts';
import { isMine } from './parts/part-needs.ts';
import { type MoveInput, planMove } from './plan-move.ts';
import type { MoveFacts } from './read-move-facts.ts';

/*
 * Any way through each of the shipped flows, by whoever may go it: no case is ever without an owner and a clock before its
 * end, and the same way leads to the same place again.
 */
const house = await testHouse();
let world: World;
beforeAll(async () => {
  world = await makeWorld(house);
  for (const document of shippedFlows.values())
    await inDistrict(house.database.app, systemScope(world.district), (tx) =>
      installFlow(house.services, tx, world.district, document),
    );
});

function documentOf(code: string): FlowDocument {
  const document = shippedFlows.get(code);
  if (!document) throw new Error(`No flow ${code} is shipped.`);
  return document;
}

const root = '410103000000/';
const place = `${root}410103001000/410103001001/410103001001001/`;
const levels: Partial<Record<Role, number>> = { microGridWorker: 3, gridLeader: 2, communityStaff: 1 };
const pathAt = (level: number) =>
  `${place
    .split('/')
    .slice(0, level + 1)
    .join('/')}/`;
const postOf = (role: Role) => `post-${role}`;

const candidates: Candidate[] = roleNames
  .filter((role) => !role.endsWith('Admin') && role !== 'leader')
  .map((role) => ({
    postId: postOf(role),
    role,
    title: role,
    phone: null,
    level: role === 'departmentHandler' ? null : (levels[role] ?? 0),
    accountId: `account-${role}`,
    name: role,
    areaPath: role === 'departmentHandler' ? null : pathAt(levels[role] ?? 0),
    unitId: role === 'departmentHandler' ? 'unit' : null,
    deputy: false,
    onLeave: false,
    hasEmail: false,
  }));

function moverOf(role: Role): Mover {
  const inUnit = role === 'departmentHandler';
  const post = {
    id: postOf(role),
    role,
    title: role,
    areaId: null,
    areaName: null,
    areaPath: inUnit ? null : pathAt(levels[role] ?? 0),
    areaLevel: levels[role] ?? 0,
    unitId: inUnit ? 'unit' : null,
    unitName: null,
    deputy: false,
  };
  const actor: Actor = {
    accountId: `account-${role}`,
    sessionId: 's',
    district: world.district,
    login: role,
    name: role,
    locale: 'zh-CN',
    largeType: false,
    posts: [post],
  };
  return { kind: 'staff', actor };
}

const photo = '019aa000-0000-7000-8000-00000000000a';
const factsOf = (current: CaseRecord, { unitIds = [], postIds = [] }: MoveInput): MoveFacts => ({
  current,
  answered: [],
  candidates,
  contacts: [],
  photos: [{ id: photo, sha256: 'ab' }],
  area: { id: 'area', path: place, name: '微网格', leaf: true },
  unitKnown: true,
  units: unitIds.map((id) => ({ id, name: '协办单位' })),
  posts: postIds.map((id) => ({ id, title: '专班成员' })),
  ...{ unitName: '城管局', ownerTitle: '责任岗位' },
  targetOpen: true,
  joined: false,
  filed: null,
  pauses: [],
});

const isRated = ({ kind, takenAt }: Task) => kind === 'report-in' && takenAt !== null;
/** The tasks that a move can be about. */
const tasksFor: Record<string, (task: Task, mover: Mover) => boolean> = {
  takeTask: (task, mover) => isMine(task, mover) && task.state === 'given',
  reportTask: (task, mover) => isMine(task, mover) && isOpenTask(task),
  waiveTask: isOpenTask,
  scoreResponse: (task) => isRated(task) && task.responseScore === null,
  scoreWhistle: (task, mover) => isRated(task) && isMine(task, mover) && task.whistleScore === null,
};

/** Everything that the action can ask for. */
function formFor(action: ReadyAction, current: CaseRecord, mover: Mover, now: Date): MoveInput {
  const kind = action.photos?.[0]?.kind ?? 'after';
  const task = current.parts.tasks.find((one) => tasksFor[action.does]?.(one, mover));
  const fields = Object.fromEntries(
    (action.fields ?? []).map(({ code, options = [] }) => [code, options[0]?.code ?? '说明']),
  );
  return {
    move: action.does,
    action: action.code,
    note: '说明',
    photos: [{ id: photo, kind }],
    unitId: 'unit',
    areaId: 'area',
    targetId: uuidv7(),
    until: new Date(now.getTime() + 3 * 86400_000).toISOString(),
    categoryCode: '01001',
    rating: 'fair',
    ...{ unitIds: [uuidv7()], postIds: [uuidv7(), uuidv7()], teamName: '专班', score: 4, basis: '职责清单' },
    ...{ minutes: '纪要', crossings: ['department'], call: { reached: true, solved: true, satisfied: 4 } },
    ...(task ? { taskId: task.id } : {}),
    ...(action.fields ? { fields } : {}),
  };
}

const bare = {
  ...{ helpers: [], objectUntil: null, objections: 0, overdues: 0, crossings: [], consultDue: [], parentId: null },
  ...{ archiveKind: null, parts: noParts },
};

async function freshCase(code: string, now: Date): Promise<CaseRecord> {
  const flow = readyFlow(documentOf(code), 1);
  const times = await timekeepingOf(house.services, world.district);
  const { start } = flow;
  const limit = { amount: 1, unit: 'workDay' as const };
  const clock = startedClock(times, start.clock, now, limit, null);
  const total = totalColumns(times, now, limit);
  return {
    district: world.district,
    id: '019aa000-0000-7000-8000-000000000001',
    no: 'TS-1',
    seq: 1,
    lastHash: genesis,
    title: '路灯不亮',
    state: start.is,
    originState: null,
    handlerState: null,
    categoryCode: '01001',
    risk: 'low',
    level: null,
    areaId: 'area',
    areaPath: place,
    areaName: '微网格',
    whistleLevel: null,
    unitId: null,
    ownerPostId: 'post-operator',
    handledBy: null,
    closedBy: null,
    reportedAt: now,
    stateSince: now,
    dueAt: clock.due_at,
    clockLeftMs: null,
    totalDueAt: total.total_due_at,
    clock: clock.clock,
    totalClock: total.total_clock,
    held: null,
    conditionCode: null,
    routedLimit: null,
    overdueSince: null,
    checkedAt: null,
    closedAt: null,
    firstClosedAt: null,
    open: true,
    meToo: 0,
    returns: 0,
    reopens: 0,
    reworks: 0,
    mergedInto: null,
    ...bare,
    flow: { code, version: 1, state: start.code, origin: null, handler: null },
    lon: null,
    lat: null,
    lastStep: null,
  };
}

/** What anybody, or the clock, could do now. */
function choices(current: CaseRecord, now: Date): { mover: Mover; input: MoveInput }[] {
  const flow = readyFlow(documentOf(current.flow?.code ?? ''), 1);
  const movers: Mover[] = [{ kind: 'resident' }, ...candidates.map(({ role }) => moverOf(role))];
  const byPeople = movers.flatMap((mover) =>
    actionsFor(current, mover, now, flow).map((action) => ({ mover, input: formFor(action, current, mover, now) })),
  );
  const onClock = clockAction(flow, placeOf(current).state);
  return onClock ? [...byPeople, { mover: { kind: 'system' }, input: { move: onClock.does } }] : byPeople;
}

describe.each([...shippedFlows.keys()])('the flow of %s', (code) => {
  test('has no fault', () => {
    expect(checkFlow(documentOf(code))).toEqual([]);
  });

  test('any way: always an owner and a clock until the end; the same way leads to the same place', async () => {
    const now = house.services.clock();
    let made = 0;
    const ids = () => {
      made += 1;
      return `id-${made}`;
    };
    const services = { ...house.services, clock: () => now, ids };
    const flow = readyFlow(documentOf(code), 1);
    const visited = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(10_000), { minLength: 1, maxLength: 25 }), async (picks) => {
        made = 0;
        let current = await freshCase(code, now);
        const way: { mover: Mover; input: MoveInput }[] = [];
        for (const pick of picks) {
          const possible = choices(current, now);
          const next = possible[pick % possible.length];
          if (!next) break;
          const plan = await planMove(services, factsOf(current, next.input), next.input, next.mover);
          current = plan.after;
          way.push(next);
          const state = stateOf(flow, placeOf(current).state);
          visited.add(state.code);
          expect([next.input.move, state.code, current.state]).toEqual([next.input.move, state.code, state.is]);
          expect([state.code, current.open]).toEqual([state.code, state.kind === 'open' || state.kind === 'waiting']);
          if (current.open) expect([state.code, current.ownerPostId, current.dueAt]).not.toContain(null);
          else expect([state.code, current.dueAt === null]).toEqual([state.code, isFinal(state)]);
          // The chain says in the words of the flow what was done.
          const said = plan.steps.map(({ row }) => JSON.parse(String(row.data)) as { flow: { state: string } });
          expect(said.at(-1)?.flow).toMatchObject({ code, version: 1, state: state.code });
        }
        made = 0;
        let again = await freshCase(code, now);
        for (const { mover, input } of way)
          again = (await planMove(services, factsOf(again, input), input, mover)).after;
        expect({ ...again, lastHash: null, lastStep: null }).toEqual({ ...current, lastHash: null, lastStep: null });
      }),
      { numRuns: 120, seed: 20261129 },
    );
    expect(visited.size).toBeGreaterThan(flow.states.size / 2);
  });
});
