import pg from 'pg';
import type { CaseRow } from '#contract/cases';
import { demoPassword } from '#demo/load';
import { byValues } from '#kernel/pipelined-driver';
import { ascending, type Figure, figure, grouped, percentile, type Report, under } from './figures.ts';
import { measureHelped } from './helped-list.ts';
import { openHouse, type Statement } from './house.ts';
import type { BenchOptions } from './options.ts';
import { type CasesPlan, plansOf } from './plans.ts';
import type { Stage } from './stage.ts';

interface Filter {
  name: string;
  query: string;
}
type Rows = { rows: CaseRow[] };

/** Sees the whole district, so that the filter alone narrows the list. */
const login = 'operator';
const pageSize = 50;

/** The desk's first page by eight filters: over HTTP, and the same statements sent straight through pg. */
export async function benchList({ cases, tiny }: BenchOptions, stage: Stage): Promise<Report> {
  const samples = tiny ? 5 : 100;
  const { url } = await stage.server();
  // Two sessions: one may ask 600 times a minute.
  const cookies = [await signIn(url), await signIn(url)];
  const house = await openHouse(stage);
  const direct = await openDirect(stage);
  try {
    const { database, app, statements } = house;
    const figures: Figure[] = [];
    const plans: string[] = [];
    const notes: string[] = [];
    let scanned = 0;
    let discarded = 0;
    const filters = await chooseFilters(database.ownerPool);
    for (const { name, query } of filters) {
      const path = `/api/cases?${query}&limit=${pageSize}`;
      statements.length = 0;
      const inside = await app.inject({ url: path, headers: { cookie: cookies[0] ?? '' } });
      const sent = statements.filter(({ sql }) => /"cases" as "c"|app\.search_cases/.test(sql));
      const overHttp = (round: number) => ask<Rows>(`${url}${path}`, cookies[round % 2] ?? '');
      const straight = () => direct.send(sent);
      const times = await measure(samples, overHttp, straight);
      figures.push(
        figure(`list.${name}.p50`, 'ms', { value: percentile(times.http, 0.5), limit: percentile(times.direct, 0.5) }),
        figure(
          `list.${name}.p95`,
          'ms',
          { value: percentile(times.http, 0.95), limit: percentile(times.direct, 0.95) },
          under(100),
        ),
      );
      const [there, here] = [(await overHttp(0)).rows, await straight()];
      const same = there.length === inside.json<Rows>().rows.length && there.every(({ id }, i) => id === here[i]?.id);
      notes.push(
        `${name} (${decodeURIComponent(query)}): ${there.length} rows, ${same ? 'the same' : 'NOT the same'} over HTTP and straight.`,
      );
      const found = await plansOf(stage, direct.scope, sent);
      if (found.some(({ sequential }) => sequential)) scanned += 1;
      discarded = Math.max(discarded, found.find(({ kind }) => kind === 'settled')?.discarded ?? 0);
      plans.push(`Plan of ${name}: ${found.map(planWords).join('; ')}.`);
    }
    const without = { value: filters.length - scanned, limit: filters.length };
    figures.push(
      figure('list.filters-without-sequential-scan', 'filters', without, {
        text: `= ${filters.length}`,
        met: (value) => value === filters.length,
      }),
      // A whole district read by the index of another column is a sequential scan by another name.
      figure('list.most-rows-thrown-away', 'rows', { value: discarded, limit: cases }),
    );
    const helper = await signIn(url, 'handler');
    const asHelper = (path: string) => ask<Rows>(`${url}${path}`, helper);
    const helped = await measureHelped({ stage, house, ask: asHelper, cookie: helper, samples });
    return {
      figures: [...figures, ...helped.figures],
      notes: [...introduction(cases, samples), ...notes, ...plans, ...helped.notes],
    };
  } finally {
    await direct.close();
    await house.close();
  }
}

function introduction(cases: number, samples: number): string[] {
  return [
    `First page (${pageSize} rows) for the account "${login}", ${cases} cases in its district; ${samples} requests a filter, one after the other on a kept connection, times taken by the client.`,
    'Plans, under row security: first = planned with the values, settled = after eight uses, generic = planned without the values, to which PostgreSQL may change from the sixth use on.',
    'Limit: the statements of the same listing, with the same values, as prepared statements (the listing itself is planned with its values each time) in one pipelined transaction through pg, in turns with the requests.',
  ];
}

function planWords({ kind, sequential, indexes, discarded }: CasesPlan): string {
  const way = [...(sequential ? ['SEQUENTIAL SCAN'] : []), ...indexes].join(' + ') || 'cases not read';
  return `${kind} ${way}${discarded > 0 ? ` (${grouped(discarded)} rows read and thrown away)` : ''}`;
}

async function signIn(url: string, as = login): Promise<string> {
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: as, password: demoPassword }),
  });
  if (!answer.ok) throw new Error(`Signing in was answered ${answer.status}.`);
  return (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
}

async function ask<T>(url: string, cookie: string): Promise<T> {
  const answer = await fetch(url, { headers: { cookie } });
  if (!answer.ok) throw new Error(`${url} was answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** The commonest state, street and class of the district, and words that its texts hold. */
async function chooseFilters(pool: pg.Pool): Promise<Filter[]> {
  const commonest = async (expression: string, from = 'app.cases c') => {
    const { rows } = await pool.query<{ value: string }>(`
      select ${expression} as value from ${from} where c.district_id = 410103 and ${expression} is not null
       group by 1 order by count(*) desc, 1 limit 1`);
    return rows[0]?.value ?? '';
  };
  const street = `app.cases c join app.areas a on a.district_id = c.district_id and a.level = 1 and c.area_path ^@ a.path`;
  const beginning = (letters: number) => `substring(c.title from '^[\u4e00-\u9fa5]{${letters}}')`;
  const search = (text: string) => `q=${encodeURIComponent(text)}`;
  return [
    { name: 'open', query: 'view=open' },
    { name: 'all', query: 'view=all' },
    { name: 'overdue', query: 'view=overdue' },
    { name: 'state', query: `state=${await commonest('c.state')}` },
    { name: 'area', query: `areaId=${await commonest('a.id', street)}` },
    { name: 'category', query: `categoryCode=${await commonest('c.category_code')}` },
    { name: 'text-2', query: search(await commonest(beginning(2))) },
    { name: 'text-4', query: search(await commonest(beginning(4))) },
  ];
}

/** One pipelined connection of the application's role; the whole listing is one flush. */
async function openDirect(stage: Stage) {
  const client = new pg.Client({
    connectionString: (await stage.database()).appUrl,
    pipeline: true,
    options: '-c search_path=app,public',
  });
  await client.connect();
  const { rows } = await client.query<{ path: string }>(
    `select division_code || '/' as path from districts where id = 410103`,
  );
  const scope = [410103, rows[0]?.path ?? '', '', ''];
  const names = new Map<string, string>();
  const prepared = ({ sql, values }: Statement) => {
    if (sql.includes(byValues)) return client.query({ text: sql, values: [...values] });
    const name = names.get(sql) ?? `d${names.size}`;
    names.set(sql, name);
    return client.query({ name, text: sql, values: [...values] });
  };
  return {
    scope,
    async send(statements: readonly Statement[]): Promise<{ id: string }[]> {
      const enter = { sql: 'select app.enter($1, $2, $3, $4)', values: scope };
      const answers = await Promise.all([
        client.query('begin'),
        prepared(enter),
        ...statements.map(prepared),
        client.query('commit'),
      ]);
      return answers.at(-2)?.rows ?? [];
    },
    close: () => client.end(),
  };
}

async function measure(
  samples: number,
  overHttp: (round: number) => Promise<unknown>,
  straight: () => Promise<unknown>,
): Promise<{ http: number[]; direct: number[] }> {
  const times: { http: number[]; direct: number[] } = { http: [], direct: [] };
  // The first rounds warm up: six are needed until PostgreSQL may plan without the values.
  for (let round = -8; round < samples; round++) {
    const began = performance.now();
    await overHttp(round + 8);
    const between = performance.now();
    await straight();
    if (round < 0) continue;
    times.http.push(between - began);
    times.direct.push(performance.now() - between);
  }
  return { http: ascending(times.http), direct: ascending(times.direct) };
}
