import type { Belonging } from '#contract/admissions';
import { systemScope } from '#kernel/actor';
import { type Database, inDistrict } from '#kernel/database';
import { districtCache } from '#kernel/district-cache';
import { refuse } from '#kernel/refuse';
import type { Services } from '#kernel/services';
import { readDecisions } from './admission-rows.ts';
import { inForceOn, shanghaiDate } from './decision-in-force.ts';

/** The owner's pool: asked from inside transactions, the application's own could be full of those who ask. */
const decisions = districtCache('admissions_changed', (database: Database, district) =>
  inDistrict(database.owner, systemScope(district), (tx) => readDecisions(tx, district)),
);
export const forgetAdmissions = decisions.forget;

type Asked = Pick<Services, 'database' | 'clock'>;

/** For each class: nothing where it is admitted today, otherwise where it belongs. A decision on a major class holds for its minor ones that have none. */
export async function admissionNow(services: Asked, district: number) {
  const today = inForceOn(await decisions.get(services, district), shanghaiDate(services.clock()));
  return (code: string): { admission?: Belonging } => {
    const decision = today.get(code) ?? today.get(code.slice(0, 2));
    if (!decision || decision.admitted) return {};
    const { belongsZh: zh, belongsEn: en, unitName, phone, accepted } = decision;
    return { admission: { zh, en, unitName, phone, accepted } };
  };
}

/** Refuses a report of a class that the grids do not take, saying where it belongs. */
export async function needAdmitted(services: Asked, district: number, code: string): Promise<void> {
  const { admission } = (await admissionNow(services, district))(code);
  if (!admission || admission.accepted) return;
  const { zh, en, unitName, phone } = admission;
  const whom = [unitName, phone].filter(Boolean).join(' ');
  refuse(
    'report.not-admitted',
    { 'belongs:zh': whom ? `${zh}（${whom}）` : zh, 'belongs:en': whom ? `${en || zh} (${whom})` : en || zh },
    admission,
  );
}
