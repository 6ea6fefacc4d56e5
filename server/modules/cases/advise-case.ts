import { sql } from 'kysely';
import type { Answer } from '#contract/api';
import { type Actor, scopeOf } from '#kernel/actor';
import { inDistrict, type Tx } from '#kernel/database';
import { refuse } from '#kernel/refuse';
import type { Services } from '#kernel/services';
import { categoryByCode, suggestCategories } from '#modules/catalogue';

type Advice = Answer<'GET /api/cases/:id/advice'>;

/** What the operator is offered: classes by the words, units by the class and by what was done with its like. */
export function adviseCase(services: Services, actor: Actor, id: string): Promise<Advice> {
  const { district } = actor;
  return inDistrict(services.database.app, scopeOf(actor), async (tx) => {
    const found = await tx
      .selectFrom('cases')
      .select(['title', 'body', 'category_code', 'suggested_unit_id'])
      .where('district_id', '=', district)
      .where('id', '=', id)
      .executeTakeFirst();
    if (!found) return refuse('case.unknown');
    const categories = await suggestCategories(services, district, `${found.title}\n${found.body}`);
    const code = found.category_code ?? categories[0]?.code ?? null;
    const category = await categoryByCode(services, district, code);
    return {
      categories: categories.map(({ code: one, name, confidence, because }) => ({
        code: one,
        name,
        confidence,
        because,
      })),
      units: await withRouted(
        tx,
        { district, id, unitId: found.suggested_unit_id },
        await unitsFor(tx, district, code, category?.unitName ?? null, category?.name ?? ''),
      ),
      limit: category?.limitAmount && category.limitUnit ? `${category.limitAmount} ${category.limitUnit}` : null,
    };
  });
}

/** What a routing rule named stands before all others, for as long as the unit stands. */
async function withRouted(
  tx: Tx,
  { district, id, unitId }: { district: number; id: string; unitId: string | null },
  others: Advice['units'],
): Promise<Advice['units']> {
  if (unitId === null) return others;
  const { rows } = await sql<Advice['units'][number]>`
    select u.id, u.name,
           (select count(*)::int from app.cases o where o.district_id = ${district} and o.open and o.unit_id = u.id) as "openCases",
           '分派规则：' || coalesce((select r ->> 'name' from app.cases k
               join app.routing_sets g on g.district_id = ${district} and g.version = k.routing_version
               cross join jsonb_array_elements(g.rules -> 'rules') as r
              where k.district_id = ${district} and k.id = ${id}::uuid and r ->> 'id' = k.routing_rule_id::text), '其他情况') as because
      from app.units u
     where u.district_id = ${district} and u.id = ${unitId}::uuid and u.ended_at is null`.execute(tx);
  return [...rows, ...others.filter((unit) => unit.id !== unitId)].slice(0, 3);
}

/** The catalogue's unit first, then those that handled the last 200 of this class. */
async function unitsFor(
  tx: Tx,
  district: number,
  code: string | null,
  unitName: string | null,
  categoryName: string,
): Promise<Advice['units']> {
  const units = await tx
    .selectFrom('units')
    .select(['id', 'name'])
    .where('district_id', '=', district)
    .where('ended_at', 'is', null)
    .execute();
  const recent = code
    ? await tx
        .selectFrom('cases')
        .select('unit_id')
        .where('district_id', '=', district)
        .where('category_code', '=', code)
        .orderBy('reported_at', 'desc')
        .orderBy('id', 'desc')
        .limit(200)
        .execute()
    : [];
  const handled = new Map<string, number>();
  for (const { unit_id } of recent) if (unit_id) handled.set(unit_id, (handled.get(unit_id) ?? 0) + 1);
  const total = [...handled.values()].reduce((sum, n) => sum + n, 0);
  const open = await openByUnit(tx, district);
  return units
    .map((unit) => ({
      unit,
      share: total > 0 ? (handled.get(unit.id) ?? 0) / total : 0,
      byCatalogue: unit.name === unitName,
    }))
    .filter(({ share, byCatalogue }) => byCatalogue || share >= 0.05)
    .sort((a, b) => Number(b.byCatalogue) - Number(a.byCatalogue) || b.share - a.share)
    .slice(0, 3)
    .map(({ unit, share, byCatalogue }) => ({
      id: unit.id,
      name: unit.name,
      openCases: open.get(unit.id) ?? 0,
      because: byCatalogue ? `事项清单：${categoryName}` : `近期同类 ${Math.round(share * 100)}% 由其办理`,
    }));
}

async function openByUnit(tx: Tx, district: number): Promise<Map<string, number>> {
  const rows = await tx
    .selectFrom('cases')
    .select(['unit_id', (fn) => fn.fn.countAll<number>().as('n')])
    .where('district_id', '=', district)
    .where('open', '=', true)
    .where('unit_id', 'is not', null)
    .groupBy('unit_id')
    .execute();
  return new Map(rows.map((row) => [row.unit_id ?? '', row.n]));
}
