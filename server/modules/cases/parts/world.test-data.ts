import { uuidv7 } from 'uuidv7';
import type { CaseView, MoveCase } from '#contract/cases';
import { fileReport, move, moved, unitId } from '#testing/cases';
import type { House } from '#testing/house';
import { upload } from '#testing/photo';
import { makeWorld, type Person, type World } from '#testing/world';

/** A district with a third and fourth department, and those who send and help. */
export interface PartsWorld {
  world: World;
  operator: Person;
  lead: Person;
  helper: Person;
  leader: Person;
  supervisor: Person;
  unit: { lead: string; helper: string; third: string; fourth: string };
}

export async function partsWorld(house: House): Promise<PartsWorld> {
  const world = await makeWorld(house);
  const admin = await world.person('sysAdmin');
  const operator = await world.person('operator');
  for (const [n, name] of ['应急管理局', '市场监管局'].entries()) {
    const body = { commandId: uuidv7(), name, kind: 'department' };
    await admin.call('PUT /api/units/:id', { params: { id: uuidv7() }, body });
    await world.appoint('departmentHandler', n + 2, { unitName: name });
  }
  return {
    world,
    operator,
    lead: await world.person('departmentHandler', 0),
    helper: await world.person('departmentHandler', 1),
    leader: await world.person('leader'),
    supervisor: await world.person('supervisor'),
    unit: {
      lead: await unitId(operator, '城管局'),
      helper: await unitId(operator, '市政养护中心'),
      third: await unitId(operator, '应急管理局'),
      fourth: await unitId(operator, '市场监管局'),
    },
  };
}

/** A case that the lead unit was given, in a category that is always checked. */
export async function sent({ world, operator, unit }: PartsWorld, more: Partial<MoveCase> = {}) {
  const filed = await fileReport(world, 0, { categoryCode: '01002' });
  const view = await moved(operator, filed.id, { move: 'dispatch', unitId: unit.lead, ...more });
  return { ...filed, view };
}

/** Taken on and begun by the lead unit. */
export async function begun(all: PartsWorld, more: Partial<MoveCase> = {}) {
  const { id, token } = await sent(all, more);
  await moved(all.lead, id, { move: 'acknowledge' });
  return { id, token, view: await moved(all.lead, id, { move: 'begin' }) };
}

export const codeOf = async (person: Person, id: string, ask: Omit<MoveCase, 'commandId'>) =>
  (await move(person, id, ask)).code ?? 'done';

export async function handled(house: House, { world, lead }: PartsWorld, id: string): Promise<CaseView> {
  const after = await upload(house, world.district, 200);
  return moved(lead, id, { move: 'handle', note: '已修好', photos: [{ id: after, kind: 'after' }] });
}

export const read = async (person: Person, id: string) =>
  (await person.call('GET /api/cases/:id', { params: { id } })).body;

export const inbox = async (person: Person) =>
  (await person.call('GET /api/inbox')).body.rows.map(({ title }) => title.split('：')[0]);
