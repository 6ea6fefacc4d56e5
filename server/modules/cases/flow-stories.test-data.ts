import { uuidv7 } from 'uuidv7';
import type { CaseView, MoveCase } from '#contract/cases';
import { fileReport, unitId } from '#testing/cases';
import type { House } from '#testing/house';
import { goByFlow } from '#testing/own-flow';
import { upload } from '#testing/photo';
import { makeWorld, type Person, type World } from '#testing/world';

/** A district whose default is the flow of a place, and its people. */
export interface Place {
  world: World;
  worker: Person;
  leader: Person;
  staff: Person;
  operator: Person;
  handler: Person;
  checker: Person;
  supervisor: Person;
  unit: string;
}

export async function placeOf(house: House, code: string): Promise<Place> {
  const world = await makeWorld(house);
  await goByFlow(house, world.district, code);
  const [worker, leader, staff, operator, handler, checker, supervisor] = await Promise.all([
    world.person('microGridWorker'),
    world.person('gridLeader'),
    world.person('communityStaff'),
    world.person('operator'),
    world.person('departmentHandler'),
    world.person('checker'),
    world.person('supervisor'),
  ]);
  return {
    world,
    worker,
    leader,
    staff,
    operator,
    handler,
    checker,
    supervisor,
    unit: await unitId(operator, '城管局'),
  };
}

/** One more department with somebody in it. */
export async function addUnit({ world, operator }: Place, name: string, number: number): Promise<[Person, string]> {
  const admin = await world.person('sysAdmin');
  const body = { commandId: uuidv7(), name, kind: 'department' };
  await admin.call('PUT /api/units/:id', { params: { id: uuidv7() }, body });
  await world.appoint('departmentHandler', number, { unitName: name });
  return [await world.person('departmentHandler', number), await unitId(operator, name)];
}

export const filed = (world: World, body: string, categoryCode = '05001') =>
  fileReport(world, 0, { body, categoryCode });
export async function photo(
  house: House,
  world: World,
  kind: 'after' | 'check',
): Promise<NonNullable<MoveCase['photos']>> {
  return [{ id: await upload(house, world.district), kind }];
}
export const track = async (world: World, token: string) =>
  (await world.public('GET /api/public/track/:token', { params: { token } })).body;
export const rate = (world: World, token: string, seq: number) =>
  world.public('POST /api/public/track/:token/moves', {
    params: { token },
    body: { commandId: uuidv7(), move: 'rate', rating: 'satisfied', seq },
  });
export const said = (view: CaseView) => view.steps.map(({ moveName }) => moveName.zh);
/** The task that the reader has to report on. */
export const mine = (view: CaseView): string =>
  view.parts.tasks.find((task) => task.mine && task.doneAt === null)?.id ?? '';
export const seen = async (person: Person, id: string): Promise<CaseView> =>
  (await person.call('GET /api/cases/:id', { params: { id } })).body;
