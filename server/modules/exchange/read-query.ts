import type { PublicCaseAsk } from '#modules/cases';
import { isMoment } from './check-answers.ts';
import { type Form, listOf, numberOf, one, refuseForm } from './read-form.ts';

/** What GET requests asks for; the classes are still codes of services. */
export interface RequestQuery extends Omit<PublicCaseAsk, 'district' | 'categories'> {
  serviceCodes: string[];
}

const dayMs = 24 * 3600_000;
/** The standard's own bounds: 90 days and 1,000 requests. */
const mostMs = 90 * dayMs;
export const mostRows = 1000;
/** Page and page_size are a convenience: beyond this the dates are the way to go on, which cost the same everywhere. */
const deepest = 10_000;

/** Reads the filters; a number of a request overrides all others, as the standard has it. Pure. */
export function readQuery(form: Form, now: Date): RequestQuery {
  const nos = listOf(form, 'service_request_id', mostRows);
  const paging = readPaging(form);
  const base = { ...paging, serviceCodes: [] };
  if (nos.length > 0) return { ...base, nos };
  const query = {
    ...paging,
    serviceCodes: listOf(form, 'service_code', 100),
    ...readStatus(form),
    ...readDates(form, now),
    ...readNear(form),
  };
  if (query.near && query.open !== true)
    refuseForm(
      '按 lat、long、radius 查找须 status=open',
      'lat, long and radius find open requests only: add status=open',
    );
  return query;
}

function readPaging(form: Form): { limit: number; offset: number } {
  const limit = whole(form, 'page_size', mostRows) ?? mostRows;
  const page = whole(form, 'page', deepest) ?? 1;
  const offset = (page - 1) * limit;
  if (offset + limit > deepest)
    refuseForm(
      `翻页最多到第 ${deepest} 条，请缩小时间范围`,
      `pages end at ${deepest} requests; ask for shorter periods`,
    );
  return { limit, offset };
}

function whole(form: Form, name: string, to: number): number | undefined {
  const value = numberOf(form, name, { from: 1, to });
  if (value !== undefined && !Number.isInteger(value)) refuseForm(`${name} 应为整数`, `${name} must be a whole number`);
  return value;
}

function readStatus(form: Form): { open?: boolean } {
  const wanted = listOf(form, 'status', 10).map((status) => status.toLowerCase());
  const unknown = wanted.find((status) => status !== 'open' && status !== 'closed');
  if (unknown !== undefined) refuseForm('status 只有 open 与 closed', 'status is open or closed');
  return wanted.length === 1 ? { open: wanted[0] === 'open' } : {};
}

function readDates(form: Form, now: Date): Partial<RequestQuery> {
  const changed = {
    ...named('changedAfter', moment(form, 'updated_after', false)),
    ...named('changedBefore', moment(form, 'updated_before', true)),
  };
  const [start, end] = [moment(form, 'start_date', false), moment(form, 'end_date', true)];
  // Asked only for what changed, an old request that moved today is part of the answer.
  if (!start && !end && Object.keys(changed).length > 0) return changed;
  const to = end ?? (start ? new Date(start.getTime() + mostMs) : now);
  const from = start ?? new Date(to.getTime() - mostMs);
  if (from > to) refuseForm('start_date 晚于 end_date', 'start_date is after end_date');
  if (to.getTime() - from.getTime() > mostMs + dayMs)
    refuseForm('start_date 到 end_date 最多 90 天', 'from start_date to end_date are at most 90 days');
  return { ...changed, reportedFrom: from, reportedTo: to };
}

function named<K extends 'changedAfter' | 'changedBefore'>(name: K, value: Date | undefined) {
  return value === undefined ? {} : { [name]: value };
}

/** A day alone is meant as people here mean it: its first instant, or for an end its last. */
function moment(form: Form, name: string, end: boolean): Date | undefined {
  const text = one(form, name, 40)
    // A plus that was not written as %2B arrives as a space.
    ?.replace(/ (?=\d\d:?\d\d$)/, '+');
  if (text === undefined) return undefined;
  if (!isMoment(text)) refuseForm(`${name} 应为 ISO 8601 时间`, `${name} must be a time in ISO 8601`);
  const isDay = text.length === 10;
  const zoned = /(Z|[+-]\d\d:?\d\d)$/.test(text.slice(10)) ? text : `${text}${isDay ? 'T00:00:00' : ''}+08:00`;
  const at = new Date(zoned);
  const year = at.getUTCFullYear();
  if (!(year >= 1970 && year < 2200)) refuseForm(`${name} 超出范围`, `${name} is out of range`);
  return isDay && end ? new Date(at.getTime() + dayMs - 1) : at;
}

function readNear(form: Form): Pick<RequestQuery, 'near'> {
  const lat = numberOf(form, 'lat', { from: -90, to: 90 });
  const lon = numberOf(form, 'long', { from: -180, to: 180 });
  const metres = numberOf(form, 'radius', { from: 1, to: 100_000 });
  if (lat === undefined && lon === undefined && metres === undefined) return {};
  if (lat === undefined || lon === undefined) return refuseForm('lat 与 long 须同时给出', 'lat and long go together');
  return { near: { lon, lat, metres: metres ?? 1000 } };
}
