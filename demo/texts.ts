// Reports and remarks in plausible Chinese, put together from our own templates: no two of some ten thousand alike.
import type { Source } from '#contract/cases';
import { at, type Random } from './random.ts';
import { disputes } from './texts/disputes.ts';
import { emergencies } from './texts/emergencies.ts';
import { environment } from './texts/environment.ts';
import { facilities } from './texts/facilities.ts';
import { hazards } from './texts/hazards.ts';
import { livelihood } from './texts/livelihood.ts';
import { publicOrder } from './texts/public-order.ts';
import { type RemarkKind, remarks } from './texts/remarks.ts';
import type { CategoryTexts, TextBook } from './texts/shape.ts';
import {
  aboutThings,
  bareDurations,
  durations,
  nightTimes,
  numbers,
  ofTheNight,
  openers,
  ordinals,
  repairWishes,
  seenOpeners,
  spots,
  sufferers,
  times,
  wishes,
} from './texts/slots.ts';
import { streets } from './texts/streets.ts';
import { voices } from './texts/voices.ts';

export type { Scene } from './texts/shape.ts';

export const texts: TextBook = {
  ...disputes,
  ...hazards,
  ...publicOrder,
  ...streets,
  ...facilities,
  ...environment,
  ...livelihood,
  ...voices,
  ...emergencies,
};
export const writtenCodes: readonly string[] = Object.keys(texts).sort();

interface Prepared extends Omit<CategoryTexts, 'titles' | 'bodies' | 'fixed'> {
  readonly titles: readonly string[];
  readonly bodies: readonly string[];
  readonly fixed: readonly string[];
}

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
const prepared = new Map<string, Prepared>(
  Object.entries(texts).map(([code, book]) => [
    code,
    { ...book, titles: book.titles.split('|'), bodies: lines(book.bodies), fixed: lines(book.fixed) },
  ]),
);

export function textsOf(code: string): Prepared {
  const found = prepared.get(code);
  if (!found) throw new Error(`no texts for category ${code}`);
  return found;
}

/** The spots of one report: the same slot means the same spot in title and body. */
interface Setting {
  readonly in: string;
  readonly out: string;
  readonly road: string;
  readonly t: string;
  readonly who: string;
}

function settingOf(city: boolean, template: string, rng: Random): Setting {
  const words = city ? spots.city : spots.village;
  return {
    in: rng.pick(words.in),
    out: rng.pick(words.out),
    road: rng.pick(words.road),
    t: rng.pick(ofTheNight.test(template) ? nightTimes : times),
    who: rng.pick(sufferers),
  };
}

function duration(before: string, after: string, rng: Random): string {
  // 「坏了{d}」 and 「{d}没人管」 need the bare word; at the end of a clause 了 belongs to it.
  const clauseEnd = after === '' || /^[，。、！？）]/.test(after);
  return clauseEnd && !/(了|已经)$/.test(before) ? rng.pick(durations) : rng.pick(bareDurations);
}

function fill(template: string, setting: Setting, rng: Random): string {
  return template.replace(
    /\[([^\]]+)\]|\{(\w+)\}/g,
    (whole, choice: string | undefined, slot: string, offset: number) => {
      if (choice !== undefined) return rng.pick(choice.split('|'));
      if (slot === 'n')
        return rng.pick(/^(楼|单元|点|号)/.test(template.slice(offset + whole.length)) ? ordinals : numbers);
      if (slot === 'd') return duration(template.slice(0, offset), template.slice(offset + whole.length), rng);
      return setting[slot as keyof Setting];
    },
  );
}

export interface ReportText {
  readonly title: string;
  readonly body: string;
}

export interface ReportAsk {
  readonly code: string;
  readonly source: Source;
  readonly city: boolean;
  /** 苗圃街18号院3号楼 */
  readonly address: string;
}

function voiceOf(source: Source, rng: Random): keyof typeof openers {
  if (source !== 'resident') return source;
  return rng.chance(0.1) ? 'elder' : 'resident';
}

const pairsKnown = new Map<string, ReadonlySet<string>>();

/** Pairs of neighbouring characters of a template; there are about a thousand templates. */
function pairsOf(text: string): ReadonlySet<string> {
  const found = pairsKnown.get(text);
  if (found) return found;
  const pairs = Array.from({ length: Math.max(0, text.length - 1) }, (_, index) => text.slice(index, index + 2));
  const made = new Set(pairs);
  pairsKnown.set(text, made);
  return made;
}

/** The title that speaks of the same thing as the body, else the body's own first words. */
function titleFor(titles: readonly string[], template: string, body: string, setting: Setting, rng: Random): string {
  const words = pairsOf(template);
  const shared = (title: string) => [...pairsOf(title)].filter((pair) => words.has(pair)).length;
  const best = titles.reduce((found, title) => (shared(title) > shared(found) ? title : found));
  if (shared(best) >= 2 && rng.chance(0.65)) return fill(best, setting, rng);
  const clauses = body.split(/[，。？！；]/).filter(Boolean);
  const first = at(clauses, 0);
  const second = clauses[1];
  const title = first.length < 9 && second ? `${first}，${second}` : first;
  return title.length > 24 ? `${title.slice(0, 23)}…` : title;
}

function wordsAround(code: string, voice: keyof typeof openers, rng: Random): [opener: string, wish: string] {
  const thing = aboutThings.test(code);
  const side = voice === 'resident' || voice === 'elder' ? 'resident' : 'staff';
  const opening = thing ? [...openers[voice], ...seenOpeners[voice]] : openers[voice];
  const wishing = thing ? [...wishes[side], ...repairWishes[side]] : wishes[side];
  return [rng.pick<string>(opening), rng.pick<string>(wishing)];
}

export function writeReport(ask: ReportAsk, rng: Random): ReportText {
  const book = textsOf(ask.code);
  const template = rng.pick(book.bodies);
  const setting = settingOf(ask.city, template, rng);
  const voice = voiceOf(ask.source, rng);
  const body = fill(template, setting, rng);
  const [opener, wish] = wordsAround(ask.code, voice, rng);
  // A wish after a question or thanks would talk past it.
  const closing = /[？！谢]|请[^，]*。$/.test(body.slice(-14)) ? '' : wish;
  const place = voice !== 'resident' && voice !== 'elder' && rng.chance(0.7) ? `${ask.address}，` : '';
  const title = titleFor(book.titles, template, body, setting, rng);
  return { title, body: `${opener}${place}${body}${closing}` };
}

/** What whoever solved it wrote. */
export function writeResult(code: string, city: boolean, rng: Random): string {
  const template = rng.pick(textsOf(code).fixed);
  return fill(template, settingOf(city, template, rng), rng);
}

export function writeRemark(kind: RemarkKind, rng: Random): string {
  const list = remarks[kind];
  return at(list, rng.int(0, list.length - 1));
}
