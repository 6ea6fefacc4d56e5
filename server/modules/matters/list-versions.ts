import { sql } from 'kysely';
import type { Answer } from '#contract/api';
import { type MatterKind, type MatterVersion, matterKindNames } from '#contract/matters';
import { systemScope } from '#kernel/actor';
import { inDistrict, type Tx } from '#kernel/database';
import { needDistrictWide } from '#kernel/district-right';
import type { Call } from '#kernel/routes';

type Route = 'GET /api/matters';

/** Versions with their sizes, the newest first. */
export async function readVersions(tx: Tx, district: number): Promise<(MatterVersion & { kind: string })[]> {
  const rows = await tx
    .selectFrom('matter_versions as v')
    .leftJoin('matters as m', (on) =>
      on
        .onRef('m.district_id', '=', 'v.district_id')
        .onRef('m.kind', '=', 'v.kind')
        .onRef('m.version', '=', 'v.version'),
    )
    .select(['v.kind', 'v.version', 'v.note', 'v.origin', 'v.created_at', 'v.published_at'])
    .select([
      sql<number>`count(m.code)::integer`.as('items'),
      sql<number>`count(distinct m.class_name)::integer`.as('classes'),
    ])
    .where('v.district_id', '=', district)
    .groupBy(['v.district_id', 'v.kind', 'v.version'])
    .orderBy('v.kind')
    .orderBy('v.version', 'desc')
    .execute();
  return rows.map((row) => ({
    kind: row.kind,
    version: row.version,
    note: row.note,
    origin: row.origin,
    createdAt: row.created_at.toISOString(),
    publishedAt: row.published_at?.toISOString() ?? null,
    items: row.items,
    classes: row.classes,
  }));
}

export async function listVersions({ services, actor }: Call<Route>): Promise<Answer<Route>> {
  const { district } = actor;
  const rows = await inDistrict(services.database.app, systemScope(district), (tx) => readVersions(tx, district));
  const versionsOf = (kind: MatterKind) =>
    rows.filter((row) => row.kind === kind).map(({ kind: _, ...version }) => version);
  return { rows: matterKindNames.map((kind) => ({ kind, versions: versionsOf(kind) })) };
}

/** The lists are the district's: who changes them holds the right at its root. */
export const needEditor = (actor: Parameters<typeof needDistrictWide>[0]): void =>
  needDistrictWide(actor, 'catalogue.edit');
