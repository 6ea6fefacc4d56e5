import { type RefusalCode, refusals } from '#contract/refusals';

/** Values for the {placeholders} of a refusal's text. */
export type RefusalValues = Record<string, string | number>;

/** A clear no: its code decides status and text; `detail` is what the screen needs to help. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly values: RefusalValues;
  readonly detail: unknown;

  constructor(code: RefusalCode, values: RefusalValues = {}, detail?: unknown) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.values = values;
    this.detail = detail;
  }

  get status(): number {
    return refusals[this.code].status;
  }
}

/** Stops the command: nothing is changed, the reader is told what to do. */
export function refuse(code: RefusalCode, values?: RefusalValues, detail?: unknown): never {
  throw new Refusal(code, values, detail);
}

export type Locale = 'zh-CN' | 'en';

/** The sentence of a refusal with its values filled in. A value may be given per language as name:zh and name:en. */
export function refusalText(refusal: Pick<Refusal, 'code' | 'values'>, language: 'zh' | 'en'): string {
  const value = (name: string) => refusal.values[`${name}:${language}`] ?? refusal.values[name] ?? '';
  return refusals[refusal.code][language].replace(/\{(\w+)\}/g, (_, name: string) => String(value(name)));
}

/** First of zh/en in an Accept-Language header; Chinese when there is none. */
export function localeOf(header: string | undefined): Locale {
  const wanted = (header ?? '')
    .toLowerCase()
    .split(',')
    .map((part) => part.trim().slice(0, 2));
  return wanted.find((part) => part === 'zh' || part === 'en') === 'en' ? 'en' : 'zh-CN';
}
