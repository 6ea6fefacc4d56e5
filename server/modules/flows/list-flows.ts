import type { Answer } from '#contract/api';
import { coreFlow } from '#contract/flow-walk';
import { systemScope } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import { holdsDistrictWide } from '#kernel/district-right';
import type { Call } from '#kernel/routes';
import { type ListedVersion, listVersions } from './flow-rows.ts';
import { flowsOf } from './flows-of.ts';
import { shippedFlows } from './shipped-flows.ts';

type Route = 'GET /api/flows';

export async function listFlows({ services, actor }: Call<Route>): Promise<Answer<Route>> {
  const { district } = actor;
  const versions = await inDistrict(services.database.app, systemScope(district), (tx) => listVersions(tx, district));
  const byDefault = (await flowsOf(services, district)).byDefault.document.code;
  const { code, name, note } = coreFlow.document;
  const codes = [...new Set(versions.map((one) => one.code))];
  return {
    rows: codes.map((one) =>
      headOf(
        versions.filter((version) => version.code === one),
        byDefault,
      ),
    ),
    core: { code, name, note, isDefault: byDefault === code },
    shipped: [...shippedFlows.values()].map((document) => ({
      code: document.code,
      name: document.name,
      note: document.note,
    })),
    mayEdit: holdsDistrictWide(actor, 'setting.edit'),
  };
}

/** Named by the version in force, else by the newest. */
function headOf(versions: readonly ListedVersion[], byDefault: string): Answer<Route>['rows'][number] {
  const inForce = versions.find(({ status }) => status === 'published') ?? null;
  const [newest] = versions;
  const named = (inForce ?? newest)?.document;
  const code = newest?.code ?? '';
  return {
    code,
    name: named?.name ?? { zh: code, en: code },
    note: named?.note ?? '',
    inForce: inForce?.version ?? null,
    isDefault: code === byDefault,
    versions: versions.map(({ code: _, document: __, ...version }) => version),
  };
}
