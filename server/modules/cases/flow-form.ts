import type { FlowField } from '#contract/flow-document';
import type { ReadyAction } from '#contract/flow-walk';
import { refuse } from '#kernel/refuse';

/** What an action of a flow asks for beyond the needs of its move. */
interface Form {
  photoKinds: readonly string[];
  fields?: Readonly<Record<string, string>> | undefined;
}

const kinds = {
  before: ['整改前', 'before'],
  after: ['整改后', 'after'],
  check: ['核查', 'check'],
  extra: ['补充', 'further'],
} as const;

/** Refuses naming the first line of the form that is not filled in as the flow asks. */
export function checkForm(action: ReadyAction, { photoKinds, fields = {} }: Form): void {
  for (const { kind, least } of action.photos ?? []) {
    const [zh, en] = kinds[kind];
    if (photoKinds.filter((one) => one === kind).length < least)
      refuse('case.needs-photos', { n: least, 'kind:zh': zh, 'kind:en': en });
  }
  for (const field of action.fields ?? []) {
    const { zh, en } = field.name;
    if (!isFilled(field, fields[field.code]?.trim() ?? ''))
      refuse('case.needs-field', { 'name:zh': zh, 'name:en': en });
  }
}

function isFilled({ kind, options = [], required }: FlowField, value: string): boolean {
  if (value === '') return !required;
  return kind === 'text' || options.some(({ code }) => code === value);
}

/** The lines that the action asks for, as they are kept with the step; whatever else was sent is not. */
export function formOf(
  action: ReadyAction,
  fields: Readonly<Record<string, string>> = {},
): Record<string, string> | undefined {
  const kept = (action.fields ?? []).flatMap(({ code }) => {
    const value = fields[code]?.trim();
    return value ? [[code, value]] : [];
  });
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}
