import { sql } from 'kysely';
import type { AuditRow } from '#contract/audit';
import { scopeOf } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import { needDistrictWide } from '#kernel/district-right';
import { pageOf, readCursor } from '#kernel/keyset';
import type { Call } from '#kernel/routes';

/** Newest first. A line belongs to no place, so only a post at the district's root may read. */
export async function listAudit({ services, actor, query }: Call<'GET /api/audit'>) {
  needDistrictWide(actor, 'audit.read');
  const limit = query.limit ?? 50;
  const after = readCursor(query.after, ['instant', 'id']);
  const q = query.q?.trim();
  const rows = await inDistrict(services.database.app, scopeOf(actor, 'audit.read'), (tx) =>
    tx
      .selectFrom('audit_log as l')
      .leftJoin('accounts as k', (on) => on.onRef('k.id', '=', 'l.account_id').on('k.district_id', '=', actor.district))
      .select(['l.id', 'l.at', 'l.who', 'k.login', 'l.action', 'l.target', 'l.purpose', 'l.address'])
      .select(['l.outcome', 'l.detail'])
      .where('l.district_id', '=', actor.district)
      .$if(query.action !== undefined, (s) => s.where('l.action', '=', query.action ?? ''))
      .$if(query.accountId !== undefined, (s) => s.where('l.account_id', '=', query.accountId ?? ''))
      .$if(query.from !== undefined, (s) => s.where('l.at', '>=', new Date(query.from ?? 0)))
      .$if(query.to !== undefined, (s) => s.where('l.at', '<', new Date(query.to ?? 0)))
      .$if(Boolean(q), (s) =>
        s.where(sql<boolean>`strpos(concat_ws(' ', l.who, k.login, l.target, l.purpose, l.detail), ${q}) > 0`),
      )
      .$if(after !== null, (s) =>
        s.where(sql<boolean>`(l.at, l.id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`),
      )
      .orderBy('l.at', 'desc')
      .orderBy('l.id', 'desc')
      .limit(limit + 1)
      .execute(),
  );
  const page = pageOf(rows, limit, (row) => [row.at, row.id]);
  return { ...page, rows: page.rows.map(toRow) };
}

function toRow({ at, outcome, ...row }: Omit<AuditRow, 'at' | 'outcome'> & { at: Date; outcome: string }): AuditRow {
  return { ...row, at: at.toISOString(), outcome: outcome === 'done' ? 'done' : 'refused' };
}
