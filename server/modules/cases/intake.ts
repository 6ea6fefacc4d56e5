import type { Reported } from '#contract/cases';
import { batches, type Outcome } from '#kernel/batches';
import { Refusal } from '#kernel/refuse';
import type { Services } from '#kernel/services';
import { type AskedReport, fileReports } from './file-reports.ts';

/** Reports of one transaction: by then their rows cost far more than what is shared (bench/RESULTS.md, intake). */
const most = 64;
/** While one batch is written the next one is read. The day's counter lets only one at a time be written. */
const lanes = 2;

type Intake = (asked: AskedReport) => Promise<Reported>;
const intakes = new WeakMap<Services, Map<number, Intake>>();

/**
 * Where the reports of a district come in. What arrives while others are being filed is filed together, in one
 * transaction; each is acknowledged after its commit, and refused or answered for itself.
 */
export function intakeOf(services: Services, district: number): Intake {
  const known = intakes.get(services) ?? new Map<number, Intake>();
  intakes.set(services, known);
  const intake =
    known.get(district) ?? batches({ most, lanes, run: (asked) => fileTogether(services, district, asked) });
  known.set(district, intake);
  return intake;
}

/** What the database will not take of one report must not take the others along: then each is filed alone. */
async function fileTogether(
  services: Services,
  district: number,
  asked: readonly AskedReport[],
  again = false,
): Promise<readonly Outcome<Reported>[]> {
  try {
    return await fileReports(services, district, asked);
  } catch (error) {
    const { code } = error as { code?: string };
    // Cardinality (the same job key twice), data, constraints: by the rows' own fault.
    if (!/^2[123]/.test(code ?? '')) throw error;
    if (asked.length > 1) return oneByOne(services, district, asked);
    // The same command may have been filed at the same moment, in the other lane or process: its answer can be read now.
    if (code === '23505' && !again) return fileTogether(services, district, asked, true);
    return [{ error: code === '23505' ? new Refusal('command.reused') : error }];
  }
}

/** In turn, for two of them may be the same command sent twice. */
async function oneByOne(
  services: Services,
  district: number,
  asked: readonly AskedReport[],
): Promise<Outcome<Reported>[]> {
  const outcomes: Outcome<Reported>[] = [];
  for (const one of asked) {
    const alone = fileTogether(services, district, [one]).catch((error: unknown) => [{ error }]);
    outcomes.push(...(await alone));
  }
  return outcomes;
}
