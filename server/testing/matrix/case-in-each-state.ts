import { type State, stateNames } from '#contract/lifecycle';
import { tasksOf } from '../../app.ts';
import { fileReport, moved, unitId } from '../cases.ts';
import type { House } from '../house.ts';
import { upload } from '../photo.ts';
import type { Person, World } from '../world.ts';

interface Hands {
  house: House;
  world: World;
  worker: Person;
  operator: Person;
  handler: Person;
  checker: Person;
  unit: string;
}
interface Made {
  id: string;
  token: string;
}
type Way = (hands: Hands, made: Made) => Promise<unknown>;

const note = '说明';
/** How a case comes into a state, from the state before. */
const ways: Record<Exclude<State, 'reported'>, [State, Way]> = {
  accepted: ['reported', ({ worker }, { id }) => moved(worker, id, { move: 'accept' })],
  onSite: ['accepted', ({ worker }, { id }) => moved(worker, id, { move: 'arrive' })],
  whistled: ['accepted', ({ worker }, { id }) => moved(worker, id, { move: 'whistle', note })],
  dispatched: ['reported', ({ operator, unit }, { id }) => moved(operator, id, { move: 'dispatch', unitId: unit })],
  acknowledged: ['dispatched', ({ handler }, { id }) => moved(handler, id, { move: 'acknowledge' })],
  handling: ['acknowledged', ({ handler }, { id }) => moved(handler, id, { move: 'begin' })],
  returned: ['dispatched', ({ handler }, { id }) => moved(handler, id, { move: 'return', note })],
  handled: ['handling', handle],
  checked: ['handled', ({ checker }, { id }) => moved(checker, id, { move: 'pass' })],
  contested: ['checked', byToken({ move: 'contest', note })],
  waiting: ['accepted', ({ worker }, { id }) => moved(worker, id, { move: 'ask', note })],
  suspended: ['accepted', suspend],
  closed: ['checked', byToken({ move: 'rate', rating: 'satisfied' })],
  rejected: ['reported', ({ operator }, { id }) => moved(operator, id, { move: 'reject', note })],
  merged: ['reported', merge],
  archived: ['closed', archive],
  verifying: ['reported', ({ operator }, { id }) => moved(operator, id, { move: 'verify', note })],
  verified: ['verifying', ({ worker }, { id }) => moved(worker, id, { move: 'answerVerify', note, finding: 'true' })],
  objected: ['dispatched', ({ handler }, { id }) => moved(handler, id, { move: 'object', note, basis: '职责清单' })],
  consulting: ['accepted', consult],
  deferred: ['acknowledged', defer],
  divided: ['accepted', divide],
};

/** A case of micro-grid 0 in each state of the life cycle, brought there by those who would. */
export async function caseInEachState(house: House, world: World): Promise<Map<State, string>> {
  const operator = await world.person('operator');
  const hands: Hands = {
    house,
    world,
    operator,
    worker: await world.person('microGridWorker'),
    handler: await world.person('departmentHandler'),
    checker: await world.person('checker'),
    unit: await unitId(operator, '城管局'),
  };
  const cases = new Map<State, string>();
  // The archive first: the week that it takes must not pass for the others.
  for (const state of stateNames.toReversed()) cases.set(state, (await bring(hands, state)).id);
  return cases;
}

async function bring(hands: Hands, state: State): Promise<Made> {
  // Trouble of high risk: it is always checked by somebody, never waived by sampling.
  if (state === 'reported') return fileReport(hands.world, 0, { categoryCode: '01002' });
  const [before, way] = ways[state];
  const made = await bring(hands, before);
  await way(hands, made);
  return made;
}

async function handle({ house, world, handler }: Hands, { id }: Made): Promise<void> {
  const after = await upload(house, world.district, 200);
  const done = await moved(handler, id, { move: 'handle', note, photos: [{ id: after, kind: 'after' }] });
  if (done.state !== 'handled') throw new Error(`was waived: ${done.state}`);
}

function suspend({ house, operator }: Hands, { id }: Made) {
  const until = new Date(house.services.clock().getTime() + 30 * 24 * 3600_000).toISOString();
  return moved(operator, id, { move: 'suspend', note, until });
}

async function merge({ world, operator }: Hands, { id }: Made) {
  return moved(operator, id, { move: 'merge', targetId: (await fileReport(world, 0)).id });
}

/** By a department of which nobody of the matrix is: whoever confers may read the case. */
async function consult({ house, world, operator }: Hands, { id }: Made) {
  const admin = await world.person('sysAdmin');
  const unit = house.services.ids();
  const body = { commandId: house.services.ids(), name: '应急管理局', kind: 'department' };
  const answer = await admin.call('PUT /api/units/:id', { params: { id: unit }, body });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return moved(operator, id, { move: 'consult', note, unitIds: [unit] });
}

async function defer({ world, handler }: Hands, { id }: Made) {
  await moved(handler, id, { move: 'askTime', note, request: { kind: 'defer', days: 30 } });
  await moved(await world.person('leader'), id, { move: 'grantTime', note });
}

function divide({ operator }: Hands, { id }: Made) {
  const pieces = ['路面', '井盖'].map((title) => ({ title, body: `${title}坏了` }));
  return moved(operator, id, { move: 'divide', note, pieces });
}

function byToken(ask: { move: 'contest'; note: string } | { move: 'rate'; rating: 'satisfied' }): Way {
  return async ({ house, world }, { token }) => {
    const body = { commandId: house.services.ids(), ...ask };
    const answer = await world.phone()('POST /api/public/track/:token/moves', { params: { token }, body });
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  };
}

/** By the clock alone. */
async function archive({ house, world }: Hands, { id }: Made): Promise<void> {
  house.wait(8 * 24 * 3600_000);
  const run = tasksOf(house.services)['cases.clock'];
  await run({ district: world.district, caseId: id }, { signal: new AbortController().signal, attempt: 1 });
}
