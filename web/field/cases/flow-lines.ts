import { pick } from '#web/i18n.ts';
import type { Fault } from '#web/parts/states.tsx';
import type { CaseView, Move, MoveAsk } from './commands.ts';
import { t } from './texts-moves.ts';
import { actionOf } from './wording.ts';

/** Id of the part in which a line of the flow's form is written. */
export const lineId = (code: string) => `flow-${code}`;

/** The lines that the case's flow asks for with this move. */
export function linesOf(view: CaseView, move: Move): CaseView['actions'][number]['fields'] {
  return actionOf(view, move)?.fields ?? [];
}

export function missingFields(view: CaseView, move: Move, values: Readonly<Record<string, string>>): Fault[] {
  return linesOf(view, move)
    .filter(({ code, required }) => required && !values[code]?.trim())
    .map(({ code, name }) => ({ field: lineId(code), text: t('missingLine', { name: pick(name.zh, name.en) }) }));
}

/** As a command carries them: only those that are filled in. */
export function filledFields(values: Readonly<Record<string, string>>): Pick<MoveAsk, 'fields'> {
  const filled = Object.entries(values).filter(([, value]) => value.trim() !== '');
  return filled.length > 0 ? { fields: Object.fromEntries(filled) } : {};
}
