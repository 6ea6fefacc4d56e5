import { minutesApi } from '#contract/minutes';
import { handle } from '#kernel/routes';
import { followUpLine, tieLineToCase } from './follow-up-line.ts';
import { listLines } from './list-lines.ts';
import { listMinutes } from './list-minutes.ts';
import { showMinutes } from './show-minutes.ts';
import { splitMinutes } from './split-minutes.ts';
import { writeMinutes } from './write-minutes.ts';

export { minutesTasks } from './remind-of-line.job.ts';

export const minutesRoutes = handle(minutesApi, {
  'POST /api/minutes/split': {
    right: 'minutes.edit',
    run: async ({ body }) => ({ rows: splitMinutes(body.text, body.heldOn) }),
  },
  'GET /api/minutes': { right: 'minutes.read', run: listMinutes },
  'POST /api/minutes': { right: 'minutes.edit', run: writeMinutes },
  'GET /api/minutes/lines': { right: 'minutes.read', run: listLines },
  'GET /api/minutes/:id': { right: 'minutes.read', run: showMinutes },
  'POST /api/minutes/:id/lines/:lineId/follow-ups': { right: 'minutes.edit', run: followUpLine },
  'POST /api/minutes/:id/lines/:lineId/case': { right: 'minutes.edit', run: tieLineToCase },
});
