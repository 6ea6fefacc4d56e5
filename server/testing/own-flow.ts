import { systemScope } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import { installFlow, shippedFlows } from '#modules/flows';
import type { House } from './house.ts';

/** From now on the cases of a district go by the flow of this place. */
export async function goByFlow(house: House, district: number, code: string): Promise<void> {
  const document = shippedFlows.get(code);
  if (!document) throw new Error(`no flow ${code}`);
  await inDistrict(house.database.app, systemScope(district), (tx) =>
    installFlow(house.services, tx, district, document),
  );
}
