import type { FlowDocument } from '#contract/flow-document';
import type { Tx } from '#kernel/database';
import type { Services } from '#kernel/services';
import { writeDefault } from './choose-default.ts';
import { needFlow } from './flow-faults.ts';
import { putInForce } from './flow-rows.ts';
import { sayFlowsChanged } from './flows-of.ts';

/** Puts a flow in force as the first version and the default of a new district. */
export async function installFlow(
  services: Pick<Services, 'clock'>,
  tx: Tx,
  district: number,
  document: FlowDocument,
): Promise<void> {
  const { code } = needFlow(document, document.code);
  const at = services.clock();
  const note = '随程序提供的第一版';
  await tx
    .insertInto('flow_versions')
    .values({
      ...{ district_id: district, code, version: 1, note, changed_at: at },
      document: JSON.stringify(document),
    })
    .execute();
  await tx
    .updateTable('flow_versions')
    .set({ published_at: at })
    .where('district_id', '=', district)
    .where('code', '=', code)
    .where('version', '=', 1)
    .execute();
  await putInForce(services, tx, { district, code, version: 1, accountId: null });
  await writeDefault(tx, district, code);
  await sayFlowsChanged(tx, district);
}
