import type { CaseRow } from '#contract/cases';
import type { Words } from '#contract/flow-document';
import type { State } from '#contract/lifecycle';
import type { Db, Tx } from '#kernel/database';
import type { Services } from '#kernel/services';
import { photoUrls } from '#modules/files';
import { flowColumns } from './case-record.ts';
import { readClocks } from './clock.ts';

/** The columns of a list row, with the names of the accountable post and the unit. */
export function selectCaseRows(db: Db | Tx, district: number) {
  return db
    .selectFrom('cases as c')
    .leftJoin('posts as p', (join) => join.onRef('p.id', '=', 'c.owner_post_id').on('p.district_id', '=', district))
    .leftJoin('units as u', (join) => join.onRef('u.id', '=', 'c.unit_id').on('u.district_id', '=', district))
    .select([
      'c.id',
      'c.no',
      'c.seq',
      'c.title',
      'c.state',
      'c.level',
      'c.category_code',
      'c.category_name',
      'c.area_id',
      'c.area_name',
      'c.address',
      'c.source',
      'c.reported_at',
      'c.state_since',
      'c.due_at',
      'c.total_due_at',
      'c.near_at',
      'c.clock',
      'c.overdue_since',
      'c.open',
      'c.me_too',
      'c.returns',
      'c.reopens',
      'c.thumb_file_id',
      'c.lon',
      'c.lat',
      'p.title as owner_name',
      'u.name as unit_name',
    ])
    .select(flowColumns)
    .where('c.district_id', '=', district);
}
export type CaseRowColumns = Awaited<ReturnType<ReturnType<typeof selectCaseRows>['execute']>>[number];

export function toCaseRow(services: Services, district: number, row: CaseRowColumns, stateName: Words): CaseRow {
  return {
    id: row.id,
    no: row.no,
    seq: row.seq,
    title: row.title,
    state: row.state as State,
    stateName,
    level: row.level,
    categoryCode: row.category_code,
    categoryName: row.category_name,
    areaId: row.area_id,
    areaName: row.area_name,
    address: row.address,
    source: row.source as CaseRow['source'],
    reportedAt: row.reported_at.toISOString(),
    stateSince: row.state_since.toISOString(),
    dueAt: row.due_at?.toISOString() ?? null,
    totalDueAt: row.total_due_at?.toISOString() ?? null,
    nearAt: row.near_at?.toISOString() ?? null,
    longAt: readClocks({ clock: row.clock, total_clock: null, held: null }).clock?.longAt.toISOString() ?? null,
    overdue: isOverdue(row, services.clock()),
    ownerName: row.owner_name,
    unitName: row.unit_name,
    meToo: row.me_too,
    returns: row.returns,
    reopens: row.reopens,
    thumbUrl: row.thumb_file_id ? photoUrls(services, district, row.thumb_file_id).thumbUrl : null,
    lon: row.lon,
    lat: row.lat,
  };
}

/** Overdue: still open, and its state's clock ran out (now or reminded of before). */
export function isOverdue(row: { open: boolean; overdue_since: Date | null; due_at: Date | null }, now: Date): boolean {
  return row.open && (row.overdue_since !== null || (row.due_at !== null && row.due_at <= now));
}
