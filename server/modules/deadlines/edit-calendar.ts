import type { Answer } from '#contract/api';
import type { CalendarDocument } from '#contract/deadlines';
import { systemScope } from '#kernel/actor';
import { command } from '#kernel/command';
import { needDistrictWide } from '#kernel/district-right';
import type { Call } from '#kernel/routes';
import { forgetTimekeeping } from './timekeeping.ts';
import { writeCalendar } from './write-calendar.ts';

type Route = 'PUT /api/deadlines/calendar';

/** The whole calendar as it was edited on the desk. */
export async function editCalendar({ services, actor, body, address }: Call<Route>): Promise<Answer<Route>> {
  needDistrictWide(actor, 'setting.edit');
  const { district, accountId, name } = actor;
  const ask = { id: body.commandId, name: 'edit-calendar', by: accountId, body };
  const answer = await command(services, systemScope(district), ask, async (tx) => {
    const by = { district, accountId, who: name, address, origin: 'edit' as const };
    return { version: await writeCalendar(services, tx, by, noteOf(body.document), () => sorted(body.document)) };
  });
  forgetTimekeeping(services, district);
  return answer;
}

const noteOf = ({ patterns, years }: CalendarDocument) =>
  `${patterns.length} patterns, years ${years.map(({ year }) => year).join(', ')}`;

function sorted({ patterns, years }: CalendarDocument): CalendarDocument {
  return {
    patterns: patterns.toSorted((one, two) => (one.from < two.from ? -1 : 1)),
    years: years
      .toSorted((one, two) => one.year - two.year)
      .map(({ year, days }) => ({ year, days: days.toSorted((one, two) => (one.day < two.day ? -1 : 1)) })),
  };
}
