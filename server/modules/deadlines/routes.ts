import { deadlinesApi } from '#contract/deadlines';
import { handle } from '#kernel/routes';
import { calculateLimit } from './calculate-limit.ts';
import { editCalendar } from './edit-calendar.ts';
import { editLimits } from './edit-limits.ts';
import { importCalendar } from './import-calendar.ts';
import { showCalendar, showLimits } from './read-times.ts';
import { listAreaClasses, setAreaClass } from './set-area-class.ts';
import { setThresholds } from './set-thresholds.ts';

export const deadlineRoutes = handle(deadlinesApi, {
  'GET /api/deadlines/calendar': { right: 'catalogue.read', run: showCalendar },
  'PUT /api/deadlines/calendar': { right: 'setting.edit', run: editCalendar },
  'POST /api/deadlines/calendar/import': { right: 'setting.edit', run: importCalendar },
  'PUT /api/deadlines/thresholds': { right: 'setting.edit', run: setThresholds },
  'GET /api/deadlines/limits': { right: 'catalogue.read', run: showLimits },
  'PUT /api/deadlines/limits': { right: 'setting.edit', run: editLimits },
  'GET /api/deadlines/area-classes': { right: 'catalogue.read', run: listAreaClasses },
  'PUT /api/deadlines/area-classes/:id': { right: 'setting.edit', run: setAreaClass },
  'POST /api/deadlines/calculate': { right: 'catalogue.read', run: calculateLimit },
});
