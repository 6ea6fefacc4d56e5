/** Reading PostgreSQL's own parse tree, whose nodes look like `{ "RangeVar": { "relname": "cases" } }`. */
export type Tree = Record<string, unknown>;

const QUERIES = ['SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt'] as const;
export type QueryKind = (typeof QUERIES)[number];

export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function at(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((inner, key) => (isTree(inner) ? inner[key] : undefined), value);
}

export function listAt(value: unknown, ...path: string[]): unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}

export function textAt(value: unknown, ...path: string[]): string {
  const found = at(value, ...path);
  return typeof found === 'string' ? found : '';
}

/** `{ SelectStmt: {...} }` as kind and body. */
export function queryOf(value: unknown): { kind: QueryKind; body: Tree } | undefined {
  for (const kind of QUERIES) {
    const body = at(value, kind);
    if (isTree(body)) return { kind, body };
  }
  return undefined;
}

/** The names of a column reference: `c.district_id` is ['c', 'district_id']; a star is '*'. */
export function namesOf(value: unknown): string[] {
  return listAt(value, 'ColumnRef', 'fields').map((field) => textAt(field, 'String', 'sval') || '*');
}

/** A parameter or a literal, with or without a cast; undefined for all else. */
export function constantOf(value: unknown): string | undefined {
  const parameter = at(value, 'ParamRef', 'number');
  if (parameter !== undefined) return `$${parameter}`;
  const literal = at(value, 'A_Const');
  if (literal !== undefined) {
    const { location: _, ...rest } = literal as Tree;
    return JSON.stringify(rest);
  }
  const cast = at(value, 'TypeCast', 'arg');
  return cast === undefined ? undefined : constantOf(cast);
}

/** Visits every node below; `enter` answers whether to go deeper. */
export function walk(value: unknown, enter: (node: Tree) => boolean): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, enter);
  } else if (isTree(value) && enter(value)) {
    for (const item of Object.values(value)) walk(item, enter);
  }
}

/** The parts of a condition that all must hold. */
export function conjuncts(condition: unknown): unknown[] {
  if (at(condition, 'BoolExpr', 'boolop') === 'AND_EXPR')
    return listAt(condition, 'BoolExpr', 'args').flatMap(conjuncts);
  return condition === undefined ? [] : [condition];
}

/** The two sides of `a = b`; of `(a, b) = (c, d)` each pair. */
export function equalities(condition: unknown): [unknown, unknown][] {
  return conjuncts(condition).flatMap((part): [unknown, unknown][] => {
    const comparison = at(part, 'A_Expr');
    const isEqual =
      at(comparison, 'kind') === 'AEXPR_OP' && textAt(listAt(comparison, 'name')[0], 'String', 'sval') === '=';
    if (!isEqual) return [];
    const [left, right] = [at(comparison, 'lexpr'), at(comparison, 'rexpr')];
    const rows = [listAt(left, 'RowExpr', 'args'), listAt(right, 'RowExpr', 'args')] as const;
    return rows[0].length > 0 ? rows[0].map((item, index) => [item, rows[1][index]]) : [[left, right]];
  });
}
