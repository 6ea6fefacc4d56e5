import { type SqlBool, sql } from 'kysely';
import type { Answer, Ask } from '#contract/api';
import { systemScope } from '#kernel/actor';
import { command } from '#kernel/command';
import type { Tx } from '#kernel/database';
import { needDistrictWide } from '#kernel/district-right';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import type { Services } from '#kernel/services';
import { audit } from '#modules/audit';
import { type AdmissionRow, readDecisions } from './admission-rows.ts';
import { forgetAdmissions } from './current-admissions.ts';
import { inForceOn, shanghaiDate } from './decision-in-force.ts';

type Route = 'POST /api/admissions';
type Given = Omit<Ask<Route>['body'], 'commandId'>;

const wrong = (zh: string, en: string): never => refuse('admission.invalid', { 'detail:zh': zh, 'detail:en': en });

/** 30 February has the shape of a day. */
const isDay = (text: string): boolean => {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
};

/** What the shape alone cannot say. */
function checkDecision(given: Given): void {
  const noDay = [given.decidedOn, given.validFrom, given.validTo ?? given.validFrom].find((day) => !isDay(day));
  if (noDay) wrong(`没有 ${noDay} 这一天`, `there is no day ${noDay}`);
  if (given.validTo !== null && given.validTo < given.validFrom)
    wrong('失效日期早于生效日期', 'it ends before it begins');
  if (!given.admitted && given.belongsZh.trim() === '')
    wrong('不准入的事项须写明应找哪里', 'a matter that is not admitted needs words on where it belongs');
  if (given.admitted && !given.accepted) wrong('准入的事项须能上报', 'what is admitted must be accepted');
  if (given.decidedBy.trim() === '' || given.documentNo.trim() === '')
    wrong('请写明决定单位和文号', 'who decided and the number of the document are needed');
}

/** Writes a decision; every process hears of it at commit. */
export async function writeDecision(
  tx: Tx,
  services: Pick<Services, 'clock'>,
  by: { district: number; accountId: string | null },
  given: Given,
): Promise<AdmissionRow> {
  const at = services.clock();
  const texts = { belongsZh: given.belongsZh.trim(), belongsEn: given.belongsEn.trim() };
  const written = await tx
    .insertInto('admissions')
    .values({
      district_id: by.district,
      id: given.id,
      category_code: given.categoryCode,
      admitted: given.admitted,
      accepted: given.accepted,
      belongs_zh: texts.belongsZh,
      belongs_en: texts.belongsEn,
      unit_name: given.unitName,
      phone: given.phone,
      decided_by: given.decidedBy,
      document_no: given.documentNo,
      decided_on: given.decidedOn,
      valid_from: given.validFrom,
      valid_to: given.validTo,
      recorded_at: at,
      recorded_by: by.accountId,
    })
    .onConflict((on) => on.columns(['district_id', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!written) refuse('command.reused');
  await sql<SqlBool>`select pg_notify('admissions_changed', ${String(by.district)})`.execute(tx);
  return { ...given, ...texts, recordedAt: at.toISOString() };
}

/** The catalogue stands above this module, so its newest version is asked here. */
async function needCategory(tx: Tx, district: number, code: string): Promise<void> {
  const found = await tx
    .selectFrom('categories')
    .select('code')
    .where('district_id', '=', district)
    .where('code', '=', code)
    .where('version', '=', (eb) =>
      eb
        .selectFrom('catalogue_versions as v')
        .select((fn) => fn.fn.max('v.version').as('newest'))
        .where('v.district_id', '=', district),
    )
    .executeTakeFirst();
  if (!found) refuse('category.unknown');
}

/** Records a decision. Nothing is changed afterwards: another decision of the same class takes its place. */
export async function decideAdmission({ services, actor, body, address }: Call<Route>): Promise<Answer<Route>> {
  needDistrictWide(actor, 'catalogue.edit');
  const { commandId, ...given } = body;
  checkDecision(given);
  const { district, accountId, name: who } = actor;
  const ask = { id: commandId, name: 'decide-admission', by: accountId, body: given };
  const answer = await command(services, systemScope(district), ask, async (tx) => {
    await needCategory(tx, district, given.categoryCode);
    const written = await writeDecision(tx, services, actor, given);
    const detail = `${given.admitted ? 'admitted' : 'not admitted'}, ${given.documentNo}`;
    await audit(tx, services, {
      ...{ district, accountId, who, address, detail },
      action: 'admission.decide',
      target: given.categoryCode,
      outcome: 'done',
    });
    const today = inForceOn(await readDecisions(tx, district), shanghaiDate(services.clock()));
    return { ...written, inForce: today.get(given.categoryCode)?.id === written.id };
  });
  forgetAdmissions(services, district);
  return answer;
}
