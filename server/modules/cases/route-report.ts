import type { ReportCase, Source } from '#contract/cases';
import type { CasePlace } from '#modules/areas';
import type { CatalogueCategory } from '#modules/catalogue';
import type { Routed, Router, UnitState } from '#modules/routing';
import type { ReportContext } from './report-case.ts';

interface Report {
  report: ReportCase;
  context: ReportContext;
  category: CatalogueCategory | null;
  place: CasePlace;
  at: Date;
}

/** What the rules of the district say of a report. */
export function routeReport(
  router: Router,
  { report, context, category, place, at }: Report,
  units: readonly UnitState[],
): Routed {
  const ask = {
    categoryCode: category?.code ?? null,
    areaPath: place.area.path,
    source: sourceOf(report, context),
    text: `${titleOf(report, category?.name ?? null)} ${report.body}`,
    at,
    answers: context.answers ?? [],
  };
  return router.decide(ask, units);
}

/** What the case keeps of it. */
export function routedColumns(routed: Routed | null) {
  return {
    routing_version: routed?.version ?? null,
    routing_rule_id: routed?.ruleId ?? null,
    suggested_unit_id: routed?.outcome.unitId ?? null,
    routed_limit: routed?.outcome.limit ? JSON.stringify(routed.outcome.limit) : null,
  };
}

/** What the first step keeps of it: the rule with its version and name, what it gave, and what could not run before it. */
export function routingNote({ version, ruleId, ruleName, outcome, skipped }: Routed) {
  const before = skipped.map(({ ruleId: id, reason }) => ({ ruleId: id, reason }));
  return { version, ruleId, ruleName, ...outcome, ...(before.length > 0 ? { skipped: before } : {}) };
}

/** How it came: the door knows best, then whoever filed it. */
export function sourceOf(report: ReportCase, { source, mover }: ReportContext): Source {
  if (source) return source;
  if (mover.kind !== 'staff') return 'resident';
  return report.source ?? (mover.actor.posts.some((post) => post.role === 'operator') ? 'operator' : 'worker');
}

/** The first sentence, 24 characters at most; a photo without words is named by its class. */
export function titleOf(report: ReportCase, categoryName: string | null): string {
  const given =
    report.title?.trim() ||
    report.body
      .trim()
      .split(/[。！？!?\n；;]/)[0]
      ?.trim();
  if (!given) return categoryName ?? '随手拍';
  const letters = [...given];
  return letters.length > 24 ? `${letters.slice(0, 23).join('')}…` : given;
}
