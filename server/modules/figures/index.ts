import { figuresApi } from '#contract/figures';
import { handle } from '#kernel/routes';
import { answerQuestion } from './answer-question.ts';
import { exportFigures } from './export-figures.ts';
import { listFigureCases } from './list-figure-cases.ts';
import { readFigures } from './read-figures.ts';
import { sendReport } from './send-report.ts';

export { followFigures } from './follow-figures.ts';
export { checkFigures, rebuildFigures } from './refresh-figures.ts';
export { readerOf, writeReport } from './write-report.ts';

export const figureRoutes = handle(figuresApi, {
  'GET /api/figures': {
    right: 'insight.read',
    run: ({ services, actor, query }) => readFigures(services, actor, query),
  },
  'GET /api/figures/cases': {
    right: 'insight.read',
    run: ({ services, actor, query }) => listFigureCases(services, actor, query),
  },
  'GET /api/figures/export': {
    right: 'insight.read',
    run: ({ services, actor, query }) => exportFigures(services, actor, query),
  },
  'GET /api/figures/report': {
    right: 'insight.read',
    limit: { perDevice: 30, perAddress: 300, seconds: 600 },
    run: ({ services, actor, query }) => sendReport(services, actor, query),
  },
  'GET /api/figures/questions/:question': {
    right: 'insight.read',
    run: ({ services, actor, params, query }) => answerQuestion(services, actor, params.question, query),
  },
});
