import type pg from 'pg';

interface Column {
  table: string;
  column: string;
  type: string;
  nullable: boolean;
  filled: 'default' | 'always' | null;
  comment: string | null;
}

const HEAD = `// Generated from the database by \`node scripts/schema.mjs\`. Do not edit.
import type { ColumnType } from 'kysely';

type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>;
type GeneratedAlways<T> = T extends ColumnType<infer S, unknown, unknown> ? ColumnType<S, never, never> : ColumnType<T, never, never>;
type Timestamp = ColumnType<Date, Date | string, Date | string>;
type Json = ColumnType<unknown, unknown, unknown>;
`;

/** The TypeScript of server/migrations/tables.ts: what Kysely knows of the schema app. */
export async function generateTables(client: pg.ClientBase): Promise<string> {
  const { rows } = await client.query<Column>(COLUMNS);
  const tables = Map.groupBy(rows, ({ table }) => table);
  const body = [...tables].map(([table, columns]) => {
    const lines = columns.map((column) => `${docOf(column)}    ${column.column}: ${typeOf(column)};`);
    return `  ${table}: {\n${lines.join('\n')}\n  };`;
  });
  const code = `${HEAD}\nexport interface Tables {\n${body.join('\n')}\n}\n`;
  return ['GeneratedAlways', 'Generated', 'Timestamp', 'Json'].reduce(withoutUnused, code);
}

function withoutUnused(code: string, name: string): string {
  const used = code.split(new RegExp(`\\b${name}\\b`)).length > 2;
  return used ? code : code.replace(new RegExp(`^type ${name}\\b[^;]*;\\n`, 'm'), '');
}

function docOf({ comment }: Column): string {
  return comment ? `    /** ${comment.replaceAll('*/', '* /').replaceAll(/\s+/g, ' ')} */\n` : '';
}

function typeOf({ type, nullable, filled }: Column): string {
  const array = type.endsWith('[]');
  const scalar = scalarOf(array ? type.slice(0, -2) : type);
  const whole = `${array ? `${scalar}[]` : scalar}${nullable ? ' | null' : ''}`;
  if (filled === 'always') return `GeneratedAlways<${whole}>`;
  return filled === 'default' ? `Generated<${whole}>` : whole;
}

const SCALARS: Record<string, string> = {
  smallint: 'number',
  integer: 'number',
  bigint: 'number',
  real: 'number',
  'double precision': 'number',
  boolean: 'boolean',
  bytea: 'Buffer',
  json: 'Json',
  jsonb: 'Json',
  'timestamp with time zone': 'Timestamp',
};

/** All other types (text, uuid, date, numeric, interval, inet, tsvector ...) travel as text. */
function scalarOf(type: string): string {
  return SCALARS[type] ?? 'string';
}

const COLUMNS = `
  select c.relname as table, a.attname as column, format_type(a.atttypid, null) as type,
         not (a.attnotnull or t.typnotnull) as nullable,
         case when a.attgenerated <> '' or a.attidentity = 'a' then 'always'
              when d.oid is not null or a.attidentity = 'd' then 'default' end as filled,
         col_description(c.oid, a.attnum) as comment
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_type t on t.oid = a.atttypid
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
   where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition
   order by c.relname, a.attnum`;
