import type { Answer } from '#contract/api';
import type { CalendarDocument, CalendarYear, SpecialDay } from '#contract/deadlines';
import { systemScope } from '#kernel/actor';
import { command } from '#kernel/command';
import { inDistrict } from '#kernel/database';
import { needDistrictWide } from '#kernel/district-right';
import type { Call } from '#kernel/routes';
import type { Services } from '#kernel/services';
import { type ReadCalendar, readCalendarFile } from './read-calendar-file.ts';
import { forgetTimekeeping, readCalendar } from './timekeeping.ts';
import { refuseFaults, writeCalendar } from './write-calendar.ts';

type Route = 'POST /api/deadlines/calendar/import';
type Imported = Answer<Route>;

/** The years of the file take the place of the same years; other years and the hours stay. */
function withYears(before: CalendarDocument, years: readonly CalendarYear[]): CalendarDocument {
  const replaced = new Set(years.map(({ year }) => year));
  return {
    patterns: before.patterns,
    years: [...before.years.filter(({ year }) => !replaced.has(year)), ...years].sort(
      (one, two) => one.year - two.year,
    ),
  };
}

const same = (one: SpecialDay, two: SpecialDay) => one.kind === two.kind && one.name === two.name;

/** What the file would change, for the preview. */
function compare(before: CalendarDocument, { years, faults }: ReadCalendar): Imported {
  const imported = new Set(years.map(({ year }) => year));
  const old = new Map(
    before.years.filter(({ year }) => imported.has(year)).flatMap(({ days }) => days.map((day) => [day.day, day])),
  );
  const days = years.flatMap((year) => year.days);
  const known = days.flatMap((day) => {
    const was = old.get(day.day);
    return was ? [{ day, was }] : [];
  });
  return {
    version: null,
    years,
    added: days.length - known.length,
    changed: known.filter(({ day, was }) => !same(day, was)).length,
    removed: old.size - known.length,
    faults,
  };
}

const noteOf = (fileName: string, { added, changed, removed }: Imported) =>
  `${fileName.slice(0, 80)}: ${added} added, ${changed} changed, ${removed} removed`;

/** Takes the table whole or not at all; a dry run only tells. */
export async function importCalendar({ services, actor, body, address }: Call<Route>): Promise<Imported> {
  needDistrictWide(actor, 'setting.edit');
  const { district, accountId, name } = actor;
  const read = await readCalendarFile(body.fileName, Buffer.from(body.content, 'base64'));
  const preview = await inDistrict(services.database.app, systemScope(district), async (tx) =>
    compare((await readCalendar(tx, district)).document, read),
  );
  if (body.dryRun) return preview;
  refuseFaults(read.faults);
  const ask = { id: body.commandId, name: 'import-calendar', by: accountId, body };
  const answer = await command(services, systemScope(district), ask, async (tx) => {
    const by = { district, accountId, who: name, address, origin: 'import' as const };
    const note = noteOf(body.fileName, preview);
    const version = await writeCalendar(services, tx, by, note, (before) => withYears(before, read.years));
    return { ...preview, version };
  });
  forgetTimekeeping(services, district);
  return answer;
}

/** `gezhi import calendar FILE`: the same from the command line, by whoever runs the server. */
export async function importCalendarFile(
  services: Services,
  { district, fileName, bytes, dryRun }: { district: number; fileName: string; bytes: Buffer; dryRun: boolean },
): Promise<Imported> {
  const read = await readCalendarFile(fileName, bytes);
  return inDistrict(services.database.app, systemScope(district), async (tx) => {
    const preview = compare((await readCalendar(tx, district)).document, read);
    if (dryRun || read.faults.length > 0) return preview;
    const by = { district, accountId: null, who: 'gezhi import calendar', origin: 'import' as const };
    const note = noteOf(fileName, preview);
    return {
      ...preview,
      version: await writeCalendar(services, tx, by, note, (before) => withYears(before, read.years)),
    };
  });
}
