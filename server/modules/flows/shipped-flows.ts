import type { FlowDocument } from '#contract/flow-document';
import { needFlow } from './flow-faults.ts';
import erqi from './shipped/erqi.json' with { type: 'json' };
import huajie from './shipped/huajie.json' with { type: 'json' };
import jiangbei from './shipped/jiangbei.json' with { type: 'json' };
import minghu from './shipped/minghu.json' with { type: 'json' };
import suoqian from './shipped/suoqian.json' with { type: 'json' };

/** Flows that come with the program, to begin from: the ways of five places, in their own words. Checked like any other. */
export const shippedFlows: ReadonlyMap<string, FlowDocument> = new Map(
  Object.entries({ suoqian, jiangbei, minghu, huajie, erqi }).map(([code, document]): [string, FlowDocument] => [
    code,
    needFlow(document, code),
  ]),
);
