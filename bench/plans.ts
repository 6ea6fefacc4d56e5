import { connect } from '#kernel/bootstrap';
import { byValues } from '#kernel/pipelined-driver';
import type { Statement } from './house.ts';
import type { Stage } from './stage.ts';

/**
 * How PostgreSQL reads cases: `first` planned with the values, `settled` what it has chosen after eight uses, `generic`
 * planned without the values, which it may choose from the sixth use on.
 */
export const kinds = ['first', 'settled', 'generic'] as const;

export interface CasesPlan {
  kind: (typeof kinds)[number];
  sequential: boolean;
  indexes: Set<string>;
  /** The most rows of cases that one node read and threw away: an index scan over a whole district shows here. */
  discarded: number;
}

/**
 * The plans of the statements under row security. auto_explain instead of EXPLAIN, because only it shows what the
 * functions do inside, and which plan a prepared statement has come to.
 */
export async function plansOf(
  stage: Stage,
  scope: readonly unknown[],
  statements: readonly Statement[],
): Promise<CasesPlan[]> {
  const client = await connect((await stage.database()).superUrl);
  let texts: string[] = [];
  client.on('notice', ({ message }) => {
    if (message?.includes('plan:')) texts.push(message);
  });
  const runOnce = async () => {
    texts = [];
    await client.query('begin');
    await client.query({ text: 'select app.enter($1, $2, $3, $4)', values: [...scope] });
    for (const [index, { sql, values }] of statements.entries()) {
      const name = sql.includes(byValues) ? undefined : `listing ${index}`;
      await client.query({ ...(name && { name }), text: sql, values: [...values] });
    }
    await client.query('commit');
  };
  try {
    await client.query(`
      load 'auto_explain';
      set auto_explain.log_min_duration = 0; set auto_explain.log_nested_statements = on;
      set auto_explain.log_analyze = on; set auto_explain.log_level = notice; set search_path = app, public;
      set role app_rw`);
    const found: CasesPlan[] = [];
    await runOnce();
    found.push(planOf('first', texts));
    for (let use = 2; use <= 8; use++) await runOnce();
    found.push(planOf('settled', texts));
    // What is planned with its values each time never gets a generic plan.
    if (statements.some(({ sql }) => sql.includes(byValues))) return found;
    await client.query('set plan_cache_mode = force_generic_plan');
    await runOnce();
    found.push(planOf('generic', texts));
    return found;
  } finally {
    await client.end();
  }
}

function planOf(kind: CasesPlan['kind'], texts: readonly string[]): CasesPlan {
  // One node a line, introduced by an arrow; what follows until the next arrow belongs to it.
  const nodes = texts.flatMap((text) => text.slice(text.indexOf('plan:')).split('->'));
  const ofCases = nodes.filter((node) => / on (app\.)?cases\b| on cases_\w+/.test(node.split('\n')[0] ?? ''));
  const discards = ofCases.map((node) => Number(/Rows Removed by Filter: (\d+)/.exec(node)?.[1] ?? 0));
  return {
    kind,
    sequential: ofCases.some((node) => /Seq Scan on/.test(node)),
    indexes: new Set(ofCases.flatMap((node) => / (?:using|on) (cases_\w+)/.exec(node)?.[1] ?? [])),
    discarded: Math.max(0, ...discards),
  };
}
