import type { PartRules } from '#contract/case-parts';
import { systemScope } from '#kernel/actor';
import { type Database, inDistrict } from '#kernel/database';
import { districtCache } from '#kernel/district-cache';

/** Half a working day to object; two returns or two late stages make a consultation due (field practice, no law says numbers). */
export const defaultRules: PartRules = {
  objection: { amount: 4, unit: 'workHour' },
  consult: { returns: 2, overdues: 2, crossings: true },
  consultation: { amount: 2, unit: 'workDay' },
  task: { amount: 2, unit: 'workDay' },
  reportIn: { amount: 1, unit: 'urgentHour' },
  requests: 2,
  followUpScript:
    '您好，这里是{district}指挥室。您反映的「{title}」已经办好，想请您确认：问题解决了吗？对办理满意吗（1 到 5 分）？还有什么要补充？',
};

export const rulesChannel = 'part_rules_changed';
// The owner's pool: asked from inside transactions, the application's own could be full of those who ask.
const kept = districtCache(rulesChannel, (database, district) =>
  inDistrict(database.owner, systemScope(district), async (tx): Promise<PartRules> => {
    const found = await tx.selectFrom('districts').select('settings').where('id', '=', district).executeTakeFirst();
    const { parts } = (found?.settings ?? {}) as { parts?: PartRules };
    return { ...defaultRules, ...parts };
  }),
);

export const partRulesOf = (services: { database: Database }, district: number): Promise<PartRules> =>
  kept.get(services, district);
export const forgetPartRules = kept.forget;
