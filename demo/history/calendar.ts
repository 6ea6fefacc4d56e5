// When things are reported: by the hour of the day, the day of the week, the season, and storms. China Standard Time.
import { at, type Random } from '../random.ts';
import type { CategoryTexts } from '../texts/shape.ts';

const hour = 3600_000;
export const day = 24 * hour;
const zone = 8 * hour;

const byHour = [2, 1, 1, 1, 1, 3, 9, 26, 60, 88, 84, 60, 38, 30, 52, 68, 66, 58, 55, 50, 44, 32, 14, 6];
const byWeekday = [78, 112, 106, 104, 103, 108, 92];

export interface Almanac {
  readonly from: number;
  readonly weights: readonly number[];
  readonly rainy: readonly boolean[];
}

export function localHour(time: number): number {
  return Math.floor((time + zone) / hour) % 24;
}

export function localDay(time: number): number {
  return Math.floor((time + zone) / day);
}

function monthOf(dayNumber: number): number {
  return new Date(dayNumber * day).getUTCMonth();
}

/** The year before `now`: it grows a little, falls on weekends, and bursts on rainy days from June to September. */
export function makeAlmanac(now: number, rng: Random): Almanac {
  const from = localDay(now) - 365;
  const rainy: boolean[] = [];
  const weights = Array.from({ length: 366 }, (_, index) => {
    const number = from + index;
    const month = monthOf(number);
    const wet = rng.chance(month >= 5 && month <= 8 ? 0.2 : 0.05);
    rainy.push(wet);
    const weekday = new Date(number * day).getUTCDay();
    return at(byWeekday, weekday) * (0.8 + (0.4 * index) / 365) * (wet ? 1.5 : 1) * (0.85 + rng.next() * 0.3);
  });
  return { from, weights, rainy };
}

function cumulate(weights: readonly number[]): number[] {
  let sum = 0;
  return weights.map((weight) => {
    sum += weight;
    return sum;
  });
}

function choose(cumulated: readonly number[], rng: Random): number {
  const wanted = rng.next() * at(cumulated, cumulated.length - 1);
  let low = 0;
  let high = cumulated.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(cumulated, middle) > wanted) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** `count` moments of reports before `until`, in order. */
export function reportTimes(almanac: Almanac, count: number, until: number, rng: Random): number[] {
  const days = cumulate(almanac.weights);
  const hours = cumulate(byHour);
  const times: number[] = [];
  while (times.length < count) {
    const start = (almanac.from + choose(days, rng)) * day - zone;
    const time = start + choose(hours, rng) * hour + rng.int(0, 3_599_999);
    if (time < until) times.push(time);
  }
  return times.sort((one, two) => one - two);
}

const seasons: Record<NonNullable<CategoryTexts['season']>, readonly number[]> = {
  always: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
  summer: [0.4, 0.4, 0.6, 0.9, 1.3, 1.8, 2, 2, 1.4, 0.8, 0.5, 0.4],
  winter: [2.4, 2, 1.2, 0.6, 0.4, 0.3, 0.3, 0.3, 0.5, 0.9, 1.6, 2.4],
  spring: [0.5, 0.8, 1.8, 2, 1.6, 0.9, 0.7, 0.7, 0.8, 0.9, 0.7, 0.5],
  rain: [0.4, 0.4, 0.6, 0.9, 1.1, 1.6, 2, 1.8, 1.2, 0.6, 0.4, 0.4],
};

/** How much more or less often a class comes up at this moment. */
export function seasonFactor(almanac: Almanac, texts: Pick<CategoryTexts, 'season'>, time: number): number {
  const season = texts.season ?? 'always';
  const number = localDay(time);
  const wet = season === 'rain' && almanac.rainy[number - almanac.from] === true;
  return at(seasons[season], monthOf(number)) * (wet ? 3 : 1);
}
