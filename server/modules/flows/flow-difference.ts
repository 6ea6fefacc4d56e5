import type { FlowDocument } from '#contract/flow-document';
import type { FlowChange } from '#contract/flows';

/** Every place in which two documents differ, by its JSON pointer, in the order of the newer one. */
export function flowDifference(older: FlowDocument, newer: FlowDocument): FlowChange[] {
  const [before, after] = [flatten(older), flatten(newer)];
  const paths = new Set([...after.keys(), ...before.keys()]);
  return [...paths].flatMap((path) => {
    const [was, is] = [before.get(path) ?? null, after.get(path) ?? null];
    return was === is ? [] : [{ path, older: was, newer: is }];
  });
}

/** Lists of plain words stand as one value: a state more in `from` is one change, not a shift of all behind it. */
function flatten(value: unknown, path = '', into = new Map<string, string>()): Map<string, string> {
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object')) into.set(path, value.join(', '));
  else if (typeof value === 'object' && value !== null)
    for (const [key, part] of Object.entries(value)) flatten(part, `${path}/${key}`, into);
  else into.set(path, String(value));
  return into;
}
