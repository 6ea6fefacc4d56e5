import { figuresApi } from '#contract/figures';
import { handle } from '#kernel/routes';
import { answerQuestion } from './answer-question.ts';
import { listFigureCases } from './list-figure-cases.ts';
import { readFigures } from './read-figures.ts';

export { followFigures } from './follow-figures.ts';
export { checkFigures, rebuildFigures } from './refresh-figures.ts';

export const figureRoutes = handle(figuresApi, {
  'GET /api/figures': {
    right: 'insight.read',
    run: ({ services, actor, query }) => readFigures(services, actor, query),
  },
  'GET /api/figures/cases': {
    right: 'insight.read',
    run: ({ services, actor, query }) => listFigureCases(services, actor, query),
  },
  'GET /api/figures/questions/:question': {
    right: 'insight.read',
    run: ({ services, actor, params, query }) => answerQuestion(services, actor, params.question, query),
  },
});
