import { FlowDocument } from '#contract/flow-document';
import { flowsApi } from '#contract/flows';
import { handle } from '#kernel/routes';
import { chooseDefault } from './choose-default.ts';
import { discardDraft } from './discard-draft.ts';
import { faultsOf } from './flow-faults.ts';
import { needEditor } from './flow-rows.ts';
import { listFlows } from './list-flows.ts';
import { publishFlow } from './publish-flow.ts';
import { readDifference } from './read-difference.ts';
import { readFlow } from './read-flow.ts';
import { retireFlow } from './retire-flow.ts';
import { saveDraft } from './save-draft.ts';

export { needFlow } from './flow-faults.ts';
export {
  fieldsOf,
  reported,
  type StateRow,
  type StateWords,
  type StepWordsRow,
  stateName,
  stateNamer,
  stateWords,
  stepName,
  stepNamer,
  toActionView,
} from './flow-words.ts';
export { type FlowKey, type Flows, flowOf, flowsFor, flowsOf } from './flows-of.ts';
export { installFlow } from './install-flow.ts';
export { latestFlow } from './read-flow.ts';
export { shippedFlows } from './shipped-flows.ts';

export const flowRoutes = handle(flowsApi, {
  'GET /api/flows': { run: listFlows },
  'GET /api/flows/schema.json': { run: async () => FlowDocument },
  'PUT /api/flows/default': { right: 'setting.edit', run: chooseDefault },
  'POST /api/flows/check': {
    right: 'setting.edit',
    run: async ({ actor, body }) => {
      needEditor(actor);
      return { faults: faultsOf(body.document).faults };
    },
  },
  'GET /api/flows/:flow': { run: readFlow },
  'PUT /api/flows/:flow/draft': { right: 'setting.edit', run: saveDraft },
  'POST /api/flows/:flow/publish': { right: 'setting.edit', run: publishFlow },
  'POST /api/flows/:flow/discard': { right: 'setting.edit', run: discardDraft },
  'POST /api/flows/:flow/retire': { right: 'setting.edit', run: retireFlow },
  'GET /api/flows/:flow/difference': { run: readDifference },
});
