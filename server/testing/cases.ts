import { uuidv7 } from 'uuidv7';
import type { CaseView, MoveCase, ReportCase, Reported } from '#contract/cases';
import type { Answered, Person, World } from './world.ts';

/** Files a report in micro-grid `n` as a resident's phone does. */
export async function fileReport(
  world: World,
  n: 0 | 1 | 2 | 3 = 0,
  more: Partial<ReportCase> = {},
): Promise<Reported> {
  const answer = await world.phone()('POST /api/public/cases', { body: reportBody(world, n, more) });
  if (answer.status !== 200) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

export function reportBody(world: World, n: 0 | 1 | 2 | 3 = 0, more: Partial<ReportCase> = {}): ReportCase {
  return {
    id: uuidv7(),
    commandId: uuidv7(),
    district: world.district,
    body: '3 组村口的路灯三天没亮了,灯杆下面的盖板也掉了,小孩放学走这里危险。',
    place: { point: { ...world.pointIn(n), accuracy: 9 } },
    photos: [],
    ...more,
  };
}

export function move(
  person: Person,
  id: string,
  ask: Omit<MoveCase, 'commandId'>,
): Promise<Answered<'POST /api/cases/:id/moves'>> {
  return person.call('POST /api/cases/:id/moves', { params: { id }, body: { commandId: uuidv7(), ...ask } });
}

/** The same, and fails the test when it is refused. */
export async function moved(person: Person, id: string, ask: Omit<MoveCase, 'commandId'>): Promise<CaseView> {
  const answer = await move(person, id, ask);
  if (answer.status !== 200) throw new Error(`${ask.move}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

export async function unitId(person: Person, name: string): Promise<string> {
  const { body } = await person.call('GET /api/units');
  return body.rows.find((unit) => unit.name === name)?.id ?? '';
}
