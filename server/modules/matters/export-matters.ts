import { systemScope } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import type { Call, FileAnswer } from '#kernel/routes';
import { xlsxType } from '#kernel/write-xlsx';
import { chosenVersion } from './chosen-version.ts';
import { readMatters } from './matter-rows.ts';
import { writeWorkbook } from './write-workbook.ts';

type Route = 'GET /api/matters/:kind/export';

/** A version as a workbook that can be imported again, or the template alone. */
export async function exportMatters({ services, actor, params, query }: Call<Route>): Promise<FileAnswer> {
  const { district } = actor;
  const { kind } = params;
  const { matters, name } = await inDistrict(services.database.app, systemScope(district), async (tx) => {
    if (query.template === true) return { matters: [], name: `matters-${kind}-template` };
    const list = await chosenVersion(tx, { district, kind }, query.version);
    return { matters: list ? await readMatters(tx, list) : [], name: `matters-${kind}-v${list?.version ?? 0}` };
  });
  return {
    contentType: xlsxType,
    body: await writeWorkbook(kind, matters),
    headers: { 'content-disposition': `attachment; filename="${name}.xlsx"` },
  };
}
