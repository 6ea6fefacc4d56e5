import { sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { House } from '../house.ts';
import type { World } from '../world.ts';

/** Minutes with one open line, whose words nobody of another district may read. */
export async function plantMeeting(
  house: House,
  world: World,
  secret: string,
): Promise<Record<'meeting' | 'lineId', string>> {
  const [meeting, lineId] = [uuidv7(), uuidv7()];
  const { district } = world;
  const area = await world.areaId(world.codes.microGrids[0]);
  const at = house.services.clock();
  const { owner } = house.database;
  await sql`
    insert into app.meetings (district_id, id, area_id, area_path, title, held_on, body, created_at)
    select ${district}, ${meeting}, id, path, ${secret}, ${at}, '', ${at} from app.areas
     where district_id = ${district} and id = ${area}`.execute(owner);
  await sql`
    insert into app.meeting_lines (district_id, id, meeting_id, area_path, n, matter, responsible, state, changed_at)
    select ${district}, ${lineId}, ${meeting}, path, 1, ${secret}, '物业', 'open', ${at} from app.areas
     where district_id = ${district} and id = ${area}`.execute(owner);
  return { meeting, lineId };
}

/** What HTTP does not make at will: an address, a stuck message, a stuck delivery. */
export async function plantByHand(house: House, world: World, webhook: string, secret: string) {
  const { owner } = house.database;
  const [address, message, delivery, dropped, alarm] = [uuidv7(), uuidv7(), uuidv7(), uuidv7(), uuidv7()];
  const { district } = world;
  const area = await world.areaId(world.codes.microGrids[3]);
  const at = house.services.clock();
  await sql`
    insert into app.addresses (district_id, id, text, tokens, area_id)
    values (${district}, ${address}, ${secret}, ' 本区 ', ${area})`.execute(owner);
  await sql`
    insert into app.messages (district_id, id, channel, template, params, area_path, state, created_at)
    select ${district}, ${message}, 'sms', 'case.reported', '{}', path, 'stuck', ${at}
      from app.areas where district_id = ${district} and id = ${area}`.execute(owner);
  await sql`
    insert into app.webhook_deliveries (district_id, id, webhook_id, case_id, case_no, seq, move, payload, state, next_at, created_at)
    values (${district}, ${delivery}, ${webhook}, ${uuidv7()}, 'TS-1', 1, 'report', '{}', 'stuck', ${at}, ${at}),
           (${district}, ${dropped}, ${webhook}, ${uuidv7()}, 'TS-2', 1, 'report', '{}', 'stuck', ${at}, ${at})`.execute(
    owner,
  );
  await sql`
    insert into app.routing_alarms (district_id, id, version, rule_name, reason, subject, day, times, first_at, last_at)
    values (${district}, ${alarm}, 1, '其他情况', 'unit-ended', ${uuidv7()}, ${at}, 1, ${at}, ${at})`.execute(owner);
  return { address, message, delivery, dropped, alarm };
}
