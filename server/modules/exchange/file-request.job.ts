import type { ReportCase, Source } from '#contract/cases';
import { systemScope } from '#kernel/actor';
import { inDistrict, type Tx } from '#kernel/database';
import { forgetJob, type TaskList } from '#kernel/jobs';
import { Refusal, refuse } from '#kernel/refuse';
import type { Services } from '#kernel/services';
import { resolveDistrict } from '#modules/areas';
import { reportCase } from '#modules/cases';
import { requestById } from './find-request.ts';

declare module '#kernel/jobs' {
  interface JobPayloads {
    'exchange.file': { district: number; id: string };
  }
}

/** What is sealed between taking in and filing. */
export interface SealedReport {
  report: ReportCase;
  source: Source;
}

type RequestAnswer = { code: string; answer: string };

export const fileKey = (district: number, id: string): string => `exchange:${district}:${id}`;

/**
 * Makes a case of a request that was taken in, and returns its number. The report was settled when it was taken in and its
 * ids come from it, so whoever does this twice (the sender's call, the job) files one case.
 */
export async function fileRequest(services: Services, district: number, id: string): Promise<string> {
  const scope = systemScope(district);
  const row = await inDistrict(services.database.app, scope, (tx) => requestById(tx, district, id));
  if (!row) return refuse('request.unknown');
  if (row.no !== null) return row.no;
  // Only codes of the registry are written there, by the lines below.
  if (row.payload === null) throw new Refusal((row.refused ?? 'request.unknown') as Refusal['code']);
  const { report, source } = JSON.parse(services.crypto.open(row.payload)) as SealedReport; // hand-in-request.ts wrote it
  const { prefix } = await resolveDistrict(services, district);
  const context = { district, prefix, mover: { kind: 'resident' as const }, by: `peer ${row.peer_id}` };
  try {
    const { no } = await reportCase(services, report, {
      ...context,
      source,
      // The cast: a json column that hand-in-request.ts wrote in this shape.
      answers: row.answers as unknown as RequestAnswer[],
    });
    await inDistrict(services.database.app, scope, (tx) => settle(tx, district, id, { no }));
    return no;
  } catch (error) {
    if (!(error instanceof Refusal) || error.status >= 500) throw error;
    await inDistrict(services.database.app, scope, (tx) => settle(tx, district, id, { refused: error.code }));
    throw error;
  }
}

/** The sealed report has served: name and phone stand with the case now, or nowhere. */
async function settle(
  tx: Tx,
  district: number,
  id: string,
  result: { no: string } | { refused: string },
): Promise<void> {
  await tx
    .updateTable('exchange_requests')
    .set({ ...result, payload: null })
    .where('district_id', '=', district)
    .where('id', '=', id)
    .execute();
  await forgetJob(tx, fileKey(district, id));
}

/** Files what came in batch, and in real time what a crash left between taking in and filing. */
export function exchangeFileTask(services: Services): Pick<TaskList, 'exchange.file'> {
  return {
    'exchange.file': async ({ district, id }) => {
      await fileRequest(services, district, id).catch((error: unknown) => {
        // Written down, and listed for the administrator: trying again would be refused again.
        if (!(error instanceof Refusal) || error.status >= 500) throw error;
      });
    },
  };
}
