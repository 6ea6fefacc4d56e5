import { connect } from '#kernel/bootstrap';
import type { Statement } from './house.ts';
import type { Stage } from './stage.ts';

export interface CasesPlan {
  /** With which kind of plan cases is read from end to end; null = with none. */
  sequential: string | null;
  /** The indexes of cases that are used. */
  indexes: string[];
  /** The plans as PostgreSQL prints them, those of functions called inside included. */
  texts: string[];
}

const kinds = ['force_custom_plan', 'force_generic_plan'] as const;

/**
 * How PostgreSQL carries out the statements under row security, with the values and without (it may choose either after
 * the fifth use). auto_explain instead of EXPLAIN, because only it shows what a function does inside.
 */
export async function plansOf(
  stage: Stage,
  scope: readonly unknown[],
  statements: readonly Statement[],
): Promise<CasesPlan> {
  const found: CasesPlan = { sequential: null, indexes: [], texts: [] };
  const client = await connect((await stage.database()).superUrl);
  let kind = '';
  client.on('notice', ({ message }) => {
    if (!message?.includes('plan:')) return;
    found.texts.push(`${kind}\n${message}`);
    if (/Seq Scan on (app\.)?cases\b/.test(message)) found.sequential ??= kind;
    for (const [, index = ''] of message.matchAll(/\b(cases_\w+)\b/g)) {
      if (!found.indexes.includes(index)) found.indexes.push(index);
    }
  });
  try {
    await client.query(`
      load 'auto_explain';
      set auto_explain.log_min_duration = 0; set auto_explain.log_nested_statements = on;
      set auto_explain.log_analyze = on; set auto_explain.log_level = notice; set search_path = app, public;
      set role app_rw`);
    for (kind of kinds) {
      await client.query('begin');
      await client.query({ text: 'select app.enter($1, $2, $3, $4)', values: [...scope] });
      await client.query(`set local plan_cache_mode = ${kind}`);
      for (const [index, { sql, values }] of statements.entries()) {
        await client.query({ name: `${kind} ${index}`, text: sql, values: [...values] });
      }
      await client.query('commit');
    }
  } finally {
    await client.end();
  }
  return found;
}
