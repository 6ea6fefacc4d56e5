import type { Answer, Ask } from '#contract/api';
import type { FilingCondition, LimitRule } from '#contract/deadlines';
import { systemScope } from '#kernel/actor';
import { command } from '#kernel/command';
import type { Tx } from '#kernel/database';
import { needDistrictWide } from '#kernel/district-right';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import type { Services } from '#kernel/services';
import { audit } from '#modules/audit';
import { currentCatalogue } from '#modules/catalogue';
import { forgetTimekeeping, readLimits, sayTimesChanged } from './timekeeping.ts';

type Route = 'PUT /api/deadlines/limits';
type Table = Pick<Ask<Route>['body'], 'conditions' | 'rules'>;

/** The limit table as it was edited: whole or not at all, as a new version. Running clocks keep what they began with. */
export async function editLimits({ services, actor, body, address }: Call<Route>): Promise<Answer<Route>> {
  needDistrictWide(actor, 'setting.edit');
  const { district, accountId, name } = actor;
  const { byCode } = await currentCatalogue(services, district);
  checkTable(body, (code) => (byCode.get(code)?.parentCode ?? null) !== null);
  const ask = { id: body.commandId, name: 'edit-limits', by: accountId, body };
  const answer = await command(services, systemScope(district), ask, async (tx) => {
    const version = await claimAfter(services, tx, { district, accountId, version: body.version });
    await writeTable(services, tx, { district, version }, body);
    await sayTimesChanged(tx, district);
    const detail = `limit table version ${version}: ${body.rules.length} rules, ${body.conditions.length} conditions`;
    await audit(tx, services, {
      district,
      accountId,
      who: name,
      address,
      action: 'setting.change',
      target: 'limits',
      outcome: 'done',
      detail,
    });
    return { version };
  });
  forgetTimekeeping(services, district);
  return answer;
}

/** The next number after the one that was edited; refused when somebody else has taken it. */
async function claimAfter(
  services: Services,
  tx: Tx,
  { district, accountId, version }: { district: number; accountId: string; version: number },
): Promise<number> {
  const latest = await readLimits(tx, district);
  const claimed =
    latest.version === version &&
    (await tx
      .insertInto('limit_versions')
      .values({ district_id: district, version: version + 1, made_at: services.clock(), by_account: accountId })
      .onConflict((on) => on.columns(['district_id', 'version']).doNothing())
      .returning('version')
      .executeTakeFirst());
  return claimed ? claimed.version : refuse('limits.changed-meanwhile');
}

/** 1000 rows of 7 values stay below PostgreSQL's 65,535 parameters. */
const rowsPerInsert = 1000;

async function writeTable(
  services: Services,
  tx: Tx,
  key: { district: number; version: number },
  { conditions, rules }: Table,
): Promise<void> {
  const base = () => ({ district_id: key.district, id: services.ids(), version: key.version });
  const conditionRows = conditions.map(({ categoryCode, ...rest }) => ({
    ...base(),
    category_code: categoryCode,
    ...rest,
  }));
  const ruleRows = rules.map((rule) => ({
    ...base(),
    category_code: rule.categoryCode,
    condition_code: rule.conditionCode,
    area_class: rule.areaClass,
    amount: rule.amount,
    unit: rule.unit,
  }));
  for (let at = 0; at < conditionRows.length; at += rowsPerInsert)
    await tx
      .insertInto('filing_conditions')
      .values(conditionRows.slice(at, at + rowsPerInsert))
      .execute();
  for (let at = 0; at < ruleRows.length; at += rowsPerInsert)
    await tx
      .insertInto('limit_rules')
      .values(ruleRows.slice(at, at + rowsPerInsert))
      .execute();
}

type IsMinor = (code: string) => boolean;

function checkTable({ conditions, rules }: Table, isMinor: IsMinor): void {
  const known = new Set<string>();
  for (const [index, condition] of conditions.entries()) {
    const why = conditionFault(condition, known, isMinor);
    if (why) wrong('立案条件', 'condition', index, why);
    known.add(conditionKey(condition.categoryCode, condition.code));
  }
  const seen = new Set<string>();
  for (const [index, rule] of rules.entries()) {
    const why = ruleFault(rule, known, seen, isMinor);
    if (why) wrong('时限', 'limit', index, why);
    seen.add(ruleKey(rule));
  }
}

function conditionFault(condition: FilingCondition, known: ReadonlySet<string>, isMinor: IsMinor): Words | null {
  const { categoryCode, code, zh } = condition;
  if (!isMinor(categoryCode)) return unknownClass(condition);
  if (zh.trim() === '') return { zh: '缺少名称', en: 'the name is missing' };
  return known.has(conditionKey(categoryCode, code)) ? { zh: '编号重复', en: 'the code is there twice' } : null;
}

function ruleFault(
  rule: LimitRule,
  known: ReadonlySet<string>,
  seen: ReadonlySet<string>,
  isMinor: IsMinor,
): Words | null {
  const { categoryCode, conditionCode } = rule;
  if (!isMinor(categoryCode)) return unknownClass(rule);
  if (conditionCode !== null && !known.has(conditionKey(categoryCode, conditionCode)))
    return { zh: `没有立案条件 ${conditionCode}`, en: `there is no condition ${conditionCode}` };
  if (!seen.has(ruleKey(rule))) return null;
  return { zh: '同一类别、条件和区域等级已有时限', en: 'class, condition and area class have a limit already' };
}

type Words = { zh: string; en: string };
const ruleKey = ({ categoryCode, conditionCode, areaClass }: LimitRule) =>
  JSON.stringify([categoryCode, conditionCode, areaClass]);
const conditionKey = (categoryCode: string, code: string) => `${categoryCode} ${code}`;
const unknownClass = ({ categoryCode }: FilingCondition | LimitRule): Words => ({
  zh: `没有小类 ${categoryCode}`,
  en: `there is no minor class ${categoryCode}`,
});

function wrong(zh: string, en: string, index: number, why: Words): never {
  return refuse(
    'limits.invalid',
    { 'detail:zh': `${zh}第 ${index + 1} 行：${why.zh}`, 'detail:en': `${en} ${index + 1}: ${why.en}` },
    { index },
  );
}
