// Seeded randomness of the demo world. Everything here is a pure function of the seed, so that the same
// seed gives the same world on every machine (sfc32 works on 32-bit integers only; no float drift).

export interface Random {
  /** A float in [0, 1). */
  next(): number;
  /** A whole number in [low, high], both ends included. */
  int(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  weighted<T>(list: readonly (readonly [T, number])[]): T;
  /** Gaussian by Box and Muller. */
  normal(mean: number, deviation: number): number;
  shuffle<T>(list: readonly T[]): T[];
  /** An id in the shape of UUIDv7 whose first 48 bits are the given time in ms since 1970. */
  uuid(timeMs: number): string;
  /** An independent stream, so that a change in one part of the world does not move the others. */
  fork(label: string): Random;
}

/** Element of a list that is known to be there; a miss is a fault of the generator, never of its input. */
export function at<T>(list: ArrayLike<T>, index: number): T {
  const value = list[index];
  if (value === undefined) throw new Error(`no element ${index} in a list of ${list.length}`);
  return value;
}

/** 32-bit hash of a text (cyrb-like mixing), used to seed streams. */
export function hash(text: string, seed = 0): number {
  let state = 0x9e3779b9 ^ seed;
  for (let index = 0; index < text.length; index++) {
    state = Math.imul(state ^ text.charCodeAt(index), 0x85ebca6b);
    state = (state << 13) | (state >>> 19);
  }
  state = Math.imul(state ^ (state >>> 16), 0xc2b2ae35);
  return (state ^ (state >>> 13)) >>> 0;
}

function sfc32(seed: string): () => number {
  let a = hash(seed, 1) | 0;
  let b = hash(seed, 2) | 0;
  let c = hash(seed, 3) | 0;
  let counter = 1;
  const step = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 12; round++) step();
  return step;
}

const hex = Array.from({ length: 0x10000 }, (_, value) => value.toString(16).padStart(4, '0'));
/** Four digits; the list has every value that 16 bits can have. */
const group = (value: number): string => hex[value & 0xffff] as string;

function uuidFrom(timeMs: number, word: () => number): string {
  const high = word();
  const middle = word();
  const low = word();
  const time = Math.floor(timeMs);
  return (
    group(Math.floor(time / 0x100000000)) +
    group(Math.floor(time / 0x10000)) +
    '-' +
    group(time) +
    '-' +
    group(0x7000 | (high & 0x0fff)) +
    '-' +
    group(0x8000 | ((high >>> 12) & 0x3fff)) +
    '-' +
    group(middle) +
    group(middle >>> 16) +
    group(low)
  );
}

function pickWeighted<T>(list: readonly (readonly [T, number])[], share: number): T {
  let rest = share * list.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [value, weight] of list) {
    rest -= weight;
    if (rest < 0) return value;
  }
  return at(list, list.length - 1)[0];
}

export function createRandom(seed: string): Random {
  const word = sfc32(seed);
  const next = () => word() / 0x100000000;
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (list) => at(list, Math.floor(next() * list.length)),
    weighted: (list) => pickWeighted(list, next()),
    normal: (mean, deviation) =>
      mean + deviation * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    shuffle: (list) => {
      const copy = [...list];
      for (let index = copy.length - 1; index > 0; index--) {
        const other = int(0, index);
        const held = at(copy, index);
        copy[index] = at(copy, other);
        copy[other] = held;
      }
      return copy;
    },
    uuid: (timeMs) => uuidFrom(timeMs, word),
    fork: (label) => createRandom(`${seed}/${label}`),
  };
}
