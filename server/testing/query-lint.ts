import { parse } from 'pgsql-parser';
import {
  at,
  constantOf,
  equalities,
  isTree,
  listAt,
  namesOf,
  type QueryKind,
  queryOf,
  type Tree,
  textAt,
  walk,
} from './statement-tree.ts';

/** The rules of docs/decisions, "one schema for one machine and many": Q1 to Q7 and C1. */
export interface Fault {
  rule: 'Q1' | 'Q2' | 'Q3' | 'Q4' | 'Q5' | 'Q7' | 'C1';
  detail: string;
}

// A statement over all districts says so, with its reason, and runs as the owner: /* all districts: nightly figures */
const MARK = /\/\*\s*all districts: \S[^*]*\*\//;
/** Their value differs from call to call, so the nodes would disagree. now() is fixed for the transaction. */
const VOLATILE = /^(clock_timestamp|statement_timestamp|timeofday|random|gen_random_uuid|nextval|uuid_generate_v\d)$/;

interface Scope {
  isTenant: (table: string) => boolean;
  /** Names that WITH gives to queries: no tables. */
  named: ReadonlySet<string>;
  faults: Fault[];
}

/** The faults of one statement text. */
export async function lintQuery(text: string, isTenant: (table: string) => boolean): Promise<Fault[]> {
  const faults: Fault[] = [];
  const statements = ((await parse(text)) as { stmts?: { stmt: unknown }[] }).stmts ?? [];
  if (statements.length > 1) faults.push({ rule: 'C1', detail: 'several statements in one text' });
  for (const { stmt } of statements) {
    const query = queryOf(stmt);
    if (at(stmt, 'VariableSetStmt') || calls(stmt, /^set_config$/)) {
      faults.push({ rule: 'C1', detail: 'changes a setting of the session; only app.enter and its kind may' });
    }
    if (query) lint(query.kind, query.body, { isTenant, named: new Set(), faults });
  }
  return MARK.test(text) ? faults.filter(({ rule }) => rule !== 'Q1') : faults;
}

function lint(kind: QueryKind, body: Tree, outer: Scope): void {
  const inner = listAt(body, 'withClause', 'ctes').map((cte) => at(cte, 'CommonTableExpr'));
  const scope = { ...outer, named: new Set([...outer.named, ...inner.map((cte) => textAt(cte, 'ctename'))]) };
  for (const cte of inner) lintInside(at(cte, 'ctequery'), scope);
  for (const arm of [body.larg, body.rarg]) if (isTree(arm)) lint('SelectStmt', arm, scope);
  checkTied(kind, body, scope);
  if (kind === 'InsertStmt') checkInsert(body, scope);
  if (kind === 'UpdateStmt') checkUpdate(body, scope);
  if (kind === 'MergeStmt') scope.faults.push({ rule: 'Q7', detail: 'MERGE' });
  const { withClause: _with, larg: _left, rarg: _right, ...rest } = body;
  lintInside(Object.values(rest), scope);
}

function lintInside(value: unknown, scope: Scope): void {
  walk(value, (node) => {
    const query = queryOf(node);
    if (query) lint(query.kind, query.body, scope);
    return !query;
  });
}

/** Q1: every tenant's table carries `district_id = $n` of its own or is joined on district_id to one that does. */
function checkTied(kind: QueryKind, body: Tree, scope: Scope): void {
  // An INSERT reads no table itself; its target is no source.
  if (kind === 'InsertStmt') return;
  const from = [body.relation && { RangeVar: body.relation }, body.fromClause, body.usingClause];
  const tables = tablesIn(from);
  const groups = groupsOf(from, body.whereClause, tables.length === 1 ? tables[0]?.alias : undefined);
  for (const { table, alias } of tables) {
    const tied = !scope.isTenant(table) || scope.named.has(table) || groups.hasConstant(alias);
    const name = table === alias ? table : `${table} ${alias}`;
    if (!tied) scope.faults.push({ rule: 'Q1', detail: `${name} has no district_id = $n of its own` });
  }
}

function groupsOf(from: unknown, where: unknown, only: string | undefined): Groups {
  const groups = new Groups();
  for (const [left, right] of [where, ...joinConditions(from)].flatMap(equalities)) {
    const [one, other] = [placeOf(left, only), placeOf(right, only)];
    if (one && other) groups.join(one, other);
  }
  for (const [left, right] of usingDistrict(from)) groups.join(left, right);
  return groups;
}

/** `alias` for `alias.district_id`, '=…' for a constant, undefined for what ties nothing. */
function placeOf(side: unknown, only: string | undefined): string | undefined {
  const constant = constantOf(side);
  if (constant !== undefined) return `=${constant}`;
  const names = namesOf(side);
  if (names.at(-1) !== 'district_id') return undefined;
  return names.length === 1 ? only : names.at(-2);
}

function tablesIn(from: unknown): { table: string; alias: string }[] {
  const found: { table: string; alias: string }[] = [];
  walk(from, (node) => {
    const range = at(node, 'RangeVar');
    if (range) {
      const table = textAt(range, 'relname');
      const foreign = !['', 'app'].includes(textAt(range, 'schemaname'));
      found.push({
        table: foreign ? `${textAt(range, 'schemaname')}.${table}` : table,
        alias: textAt(range, 'alias', 'aliasname') || table,
      });
    }
    return !queryOf(node) && !at(node, 'SubLink');
  });
  return found;
}

function joins(from: unknown): Tree[] {
  const found: Tree[] = [];
  walk(from, (node) => {
    const join = at(node, 'JoinExpr');
    if (isTree(join) && ['JOIN_INNER', 'JOIN_LEFT'].includes(textAt(join, 'jointype'))) found.push(join);
    return !queryOf(node);
  });
  return found;
}

function joinConditions(from: unknown): unknown[] {
  return joins(from).map((join) => join.quals);
}

function usingDistrict(from: unknown): [string, string][] {
  return joins(from)
    .filter((join) => listAt(join, 'usingClause').some((name) => textAt(name, 'String', 'sval') === 'district_id'))
    .flatMap((join): [string, string][] => {
      const [left, right] = [tablesIn(join.larg)[0], tablesIn(join.rarg)[0]];
      return left && right ? [[left.alias, right.alias]] : [];
    });
}

/** Q2 and Q3. */
function checkInsert(body: Tree, { isTenant, faults }: Scope): void {
  const table = textAt(body, 'relation', 'relname');
  if (!isTenant(table)) return;
  const place = listAt(body, 'cols').findIndex((column) => textAt(column, 'ResTarget', 'name') === 'district_id');
  if (place < 0) faults.push({ rule: 'Q2', detail: `insert into ${table} does not name district_id` });
  const rows = listAt(body, 'selectStmt', 'SelectStmt', 'valuesLists').map((list) => listAt(list, 'List', 'items'));
  if (place >= 0 && rows.some((row) => constantOf(row[place]) === undefined)) {
    faults.push({ rule: 'Q2', detail: `district_id of ${table} is not a parameter` });
  }
  if (holds(rows, 'SubLink')) faults.push({ rule: 'Q2', detail: `a query inside VALUES of ${table}` });
  checkConflict(table, at(body, 'onConflictClause'), faults);
}

function checkConflict(table: string, clause: unknown, faults: Fault[]): void {
  if (!isTree(clause) || textAt(clause, 'action') !== 'ONCONFLICT_UPDATE') return;
  const target = listAt(clause, 'infer', 'indexElems').map((column) => textAt(column, 'IndexElem', 'name'));
  if (!target.includes('district_id'))
    faults.push({ rule: 'Q3', detail: `the conflict target of ${table} lacks district_id` });
  for (const set of listAt(clause, 'targetList')) {
    const value = at(set, 'ResTarget', 'val');
    const plain = !holds(value, 'SubLink') && !holds(value, 'SQLValueFunction') && !calls(value, /./);
    if (!plain)
      faults.push({
        rule: 'Q3',
        detail: `on conflict sets ${textAt(set, 'ResTarget', 'name')} by a function or query; put it in VALUES and use excluded`,
      });
  }
}

/** Q4 and Q5. */
function checkUpdate(body: Tree, { isTenant, faults }: Scope): void {
  const table = textAt(body, 'relation', 'relname');
  if (!isTenant(table)) return;
  for (const set of listAt(body, 'targetList')) {
    const name = textAt(set, 'ResTarget', 'name');
    if (name === 'district_id') faults.push({ rule: 'Q5', detail: `changes district_id of ${table}` });
    if (calls(set, VOLATILE)) faults.push({ rule: 'Q4', detail: `sets ${table}.${name} by a volatile function` });
  }
}

function holds(value: unknown, kind: string): boolean {
  let found = false;
  walk(value, (node) => {
    found ||= kind in node;
    return !found;
  });
  return found;
}

function calls(value: unknown, name: RegExp): boolean {
  let found = false;
  walk(value, (node) => {
    const called = listAt(node, 'FuncCall', 'funcname').at(-1);
    found ||= called !== undefined && name.test(textAt(called, 'String', 'sval'));
    return !found;
  });
  return found;
}

/** Which aliases must have the same district_id. */
class Groups {
  #parent = new Map<string, string>();

  #root(name: string): string {
    const above = this.#parent.get(name);
    return above === undefined || above === name ? name : this.#root(above);
  }

  join(left: string, right: string): void {
    this.#parent.set(left, this.#parent.get(left) ?? left);
    this.#parent.set(right, this.#parent.get(right) ?? right);
    this.#parent.set(this.#root(left), this.#root(right));
  }

  hasConstant(alias: string): boolean {
    const root = this.#root(alias);
    return [...this.#parent.keys()].some((name) => name.startsWith('=') && this.#root(name) === root);
  }
}
