import { type Lang, lang } from './prefs.ts';

/** The names between braces of a text: 'left {n} of {m}' gives 'n' | 'm'. */
type Params<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Params<Rest> : never;

type Args<Text extends string> = [Params<Text>] extends [never] ? [] : [values: Record<Params<Text>, string | number>];

export function fill(text: string, values: Record<string, string | number> = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/**
 * Chinese is the source: a key missing in `en`, or a parameter missing at a call, does not compile.
 * `zh` must be a constant (`as const`) for its parameters to be known.
 */
export function makeI18n<const Zh extends Record<string, string>>(zh: Zh, en: { [K in keyof Zh]: string }) {
  const texts: Record<Lang, Record<keyof Zh, string>> = { 'zh-CN': zh, en };
  return function t<K extends keyof Zh>(key: K, ...args: Args<Zh[K]>): string {
    return fill(texts[lang()][key], args[0]);
  };
}

/** Picks the text of the reader's language from a pair that came as data. */
export function pick(zh: string, en: string): string {
  return lang() === 'en' ? en || zh : zh;
}

/** Names one after the other, as the language lists them. */
export const listText = (names: readonly string[]): string => names.join(pick('、', ', '));

/** A name and what is said of it. */
export const labelText = (name: string, value: string): string => pick(`${name}：${value}`, `${name}: ${value}`);

/** With a remark in the language's round brackets. */
export const remarkText = (text: string, remark: string): string => pick(`${text}（${remark}）`, `${text} (${remark})`);
