import { type RefusalCode, refusals } from '#contract/refusals';

/** What came back, as far as it is looked at. */
export interface Seen {
  status: number;
  headers: Record<string, unknown>;
  text: string;
}

/** Marks of what stays inside: stacks, paths, the words of PostgreSQL, of its driver and of our libraries. */
const leaks =
  /\bat [^\n]*:\d+:\d+|node_modules|[/\\](?:server|tmp|home|usr|opt)[/\\]|\.[cm]?[jt]s:\d|\bviolates\b|\bconstraint "|syntax error|relation "|column "|duplicate key|invalid input syntax|out of range for type|permission denied|row-level security|current transaction|app\.\w+|app_rw|app_owner|graphile|kysely|fastify|\bajv\b|FST_|TypeError|RangeError|ReferenceError|SyntaxError|ECONN|ENOENT|argon2|\[object /i;
/** Spelt exactly: as any other word it could stand in a text. */
const exactLeaks = /\bpg_[a-z]{3,}|\bERROR: /;

/** Tokens, keys, secrets and signatures: of random letters, any of the words above may come out. */
const random = /"[0-9a-z]{1,6}-[\w-]{32}"|"whsec_[^"]*"|(?<=[?&]s=)[\w-]+/g;

/** Everything wrong with an answer, in words; nothing for a good one. */
export function faultsOf(seen: Seen, { method, isJson }: { method: string; isJson: boolean }): string[] {
  const { status, headers, text } = seen;
  const faults: string[] = [];
  if (status >= 500) faults.push(`answered ${status}`);
  if (headers['x-content-type-options'] !== 'nosniff') faults.push('has no nosniff');
  if (headers['set-cookie'] && String(headers['set-cookie']).includes('stolen'))
    faults.push('sets a cookie from a field');
  if (method === 'HEAD') return faults;
  if (isJson || status >= 400) {
    const plain = text.replaceAll(random, '');
    const found = leaks.exec(plain) ?? exactLeaks.exec(plain);
    if (found) faults.push(`shows ${found[0]}`);
  }
  if (status >= 400) faults.push(...faultsOfRefusal(seen));
  return faults;
}

function faultsOfRefusal({ status, headers, text }: Seen): string[] {
  if (!String(headers['content-type']).startsWith('application/json')) return [`is no JSON: ${text.slice(0, 80)}`];
  const body = JSON.parse(text) as Record<string, unknown>;
  const known = refusals[body.code as RefusalCode];
  if (!known) return [`has the unknown code ${String(body.code)}`];
  const faults: string[] = [];
  if (known.status !== status) faults.push(`${String(body.code)} came with ${status}`);
  if (!/[\u4e00-\u9fff]/.test(String(body.zh))) faults.push('has no Chinese text');
  if (!/^[A-Z“]/.test(String(body.en))) faults.push('has no English text');
  if (![body.zh, body.en].includes(body.message)) faults.push('has a message of its own');
  if (!/^[0-9a-f-]{36}$/.test(String(body.requestId))) faults.push('has no request id');
  if (body.requestId !== headers['x-request-id']) faults.push('names another request');
  return faults;
}
