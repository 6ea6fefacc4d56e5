import { checkFlow } from '#contract/check-flow';
import { coreDocument } from '#contract/core-flow';
import type { FlowDocument } from '#contract/flow-document';
import { coreFlow, placeAfter, type ReadyFlow, readyFlow } from '#contract/flow-walk';
import { type MoveRule, moveNames, moves } from '#contract/lifecycle';
import { shippedFlows } from '#modules/flows';
import { atLeast, atMost, figure, type Report } from './figures.ts';
import type { BenchOptions } from './options.ts';

const rounds = 5;

/** What it costs that a move is decided by a document: the five shipped ones beside the engine's own table as it stands in the code. */
export function benchFlows({ tiny }: BenchOptions): Report {
  const times = tiny ? 20 : 2000;
  const documents = [...shippedFlows.values()];
  const five = documents.map((document) => readyFlow(document, 1));
  const perSecond = (flows: readonly ReadyFlow[]) => {
    let asked = 0;
    const ms = median(() => {
      asked = 0;
      for (let n = 0; n < times / flows.length; n += 1) for (const flow of flows) asked += askAll(flow);
    });
    return (asked / ms) * 1000;
  };
  const bare = { asked: 0 };
  const bareMs = median(() => {
    bare.asked = 0;
    for (let n = 0; n < times; n += 1) bare.asked += askTable();
  });
  const table = (bare.asked / bareMs) * 1000;
  const texts = documents.map((document) => JSON.stringify(document));
  const parsed = median(() => {
    for (const text of texts) JSON.parse(text);
  });
  const each = (work: (document: FlowDocument) => unknown) =>
    median(() => {
      for (const document of documents) work(document);
    }) / documents.length;
  const limit = parsed / documents.length;
  return {
    figures: [
      figure('flows.decide.common', '1/s', { value: perSecond([coreFlow]), limit: table }, atLeast(1_000_000)),
      figure('flows.decide.five', '1/s', { value: perSecond(five), limit: table }, atLeast(1_000_000)),
      figure('flows.check', 'ms', { value: each(checkFlow), limit }, atMost(20)),
      figure('flows.ready', 'ms', { value: each((document) => readyFlow(document, 1)), limit }, atMost(5)),
    ],
    notes: [
      `Every move in every state, ${times} times: is it possible, and where does it lead; the median of ${rounds} rounds.`,
      `Limit of deciding: the table of contract/lifecycle.ts asked directly (${moveNames.length} moves), which knows one vocabulary.`,
      `check: all faults of a document of some ${Object.keys(coreDocument().states).length} states; ready: what is done once a version and process. Limit: parsing the document.`,
    ],
  };
}

function askAll(flow: ReadyFlow): number {
  let asked = 0;
  for (const state of flow.states.keys())
    for (const move of moveNames) {
      const action = flow.byMove.get(move)?.find(({ from }) => from.has(state));
      if (action) placeAfter(flow, { state, origin: flow.start.code, handler: state }, action);
      asked += 1;
    }
  return asked;
}

function askTable(): number {
  let asked = 0;
  let led: MoveRule['to'] = 'same';
  for (const state of coreFlow.states.values())
    for (const move of moveNames) {
      const rule: MoveRule = moves[move];
      if (rule.from.includes(state.is)) led = rule.to;
      asked += 1;
    }
  // Said aloud, or the engine would leave the asking out.
  return led === 'same' ? asked : asked + 0;
}

function median(run: () => void): number {
  const measured = Array.from({ length: rounds + 1 }, () => {
    const began = performance.now();
    run();
    return performance.now() - began;
  });
  // The first round only warms up.
  return measured.slice(1).sort((one, two) => one - two)[rounds >> 1] ?? 0;
}
