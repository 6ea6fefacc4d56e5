import { Refusal, sayError } from '#web/api.ts';
import { newId } from '#web/ids.ts';
import type { Fault } from '#web/parts/states.tsx';
import type { Picked } from '#web/parts/use-photos.ts';
import type { PlaceState } from '#web/place/use-place.ts';
import type { MoveBody, ReportBody, Reported } from './commands.ts';
import type { Chosen } from './move-pickers.tsx';
import { t } from './texts-report.ts';
import { isClassified } from './wording.ts';

export interface Words {
  body: string;
  category: Chosen | null;
  forOther: boolean;
  name: string;
  phone: string;
  onSpot: boolean;
  result: string;
  /** The quick note that it was begun from. */
  noteId?: string;
}

export const noWords: Words = {
  body: '',
  category: null,
  forOther: false,
  name: '',
  phone: '',
  onSpot: false,
  result: '',
};

/** Ids of the parts that mend a fault: the summary's links lead there. */
export const fields = {
  photos: 'photos',
  place: 'place',
  words: 'words',
  category: 'category',
  phone: 'contact-phone',
  after: 'after-photos',
  result: 'result',
} as const;

export interface Filled {
  words: Words;
  photos: readonly Picked[];
  after: readonly Picked[];
  place: PlaceState;
}

const digits = (phone: string) => phone.replace(/[\s-]/g, '');

function placeFault(place: PlaceState): string | null {
  if (!place.choice) return t('faultPlace');
  if (place.error instanceof Refusal) return t('faultOutside');
  return place.candidates.length > 0 && !place.located ? t('faultEdge') : null;
}

function spotFaults({ words, after }: Filled): Fault[] {
  const faults: Fault[] = [];
  if (!words.onSpot) return faults;
  if (!isClassified(words.category?.id ?? null)) faults.push({ field: fields.category, text: t('faultCategory') });
  if (after.length === 0) faults.push({ field: fields.after, text: t('faultAfter') });
  if (words.result.trim() === '') faults.push({ field: fields.result, text: t('faultResult') });
  return faults;
}

/** Everything that is missing, in the order of the screen. */
export function faultsOf(filled: Filled): Fault[] {
  const { words, photos, place } = filled;
  const faults: Fault[] = [];
  if (photos.length === 0 && words.body.trim() === '') faults.push({ field: fields.photos, text: t('faultEmpty') });
  const where = placeFault(place);
  if (where) faults.push({ field: fields.place, text: where });
  if (words.forOther && words.phone !== '' && !/^1\d{10}$/.test(digits(words.phone)))
    faults.push({ field: fields.phone, text: t('phoneWrong') });
  if (words.category?.belongs?.accepted === false) faults.push({ field: fields.category, text: t('faultBelongs') });
  return [...faults, ...spotFaults(filled)];
}

/** A refusal of the server, put beside the field that mends it. */
export function faultOfRefusal(error: unknown): Fault {
  const part = error instanceof Refusal ? error.code.split('.')[0] : '';
  const homes: Record<string, string> = {
    place: fields.place,
    area: fields.place,
    address: fields.place,
    photo: fields.photos,
    phone: fields.phone,
    category: fields.category,
  };
  return { field: homes[part ?? ''] ?? fields.words, text: sayError(error) };
}

/** A report and what follows from it at once, each with its own id; kept until all of it has arrived. */
export interface Plan {
  meaning: string;
  report: ReportBody;
  reported: Reported | null;
  moves: MoveBody[];
  /** Moves that the server has answered. */
  done: number;
}

type ReportWords = Omit<ReportBody, 'id' | 'commandId' | 'seenAt'>;

function placeOf(place: PlaceState): ReportBody['place'] {
  const choice = place.choice ?? { source: 'list' as const };
  const text = choice.text ?? place.located?.address ?? undefined;
  return {
    source: choice.source,
    ...(choice.point ? { point: choice.point } : {}),
    ...(choice.addressId ? { addressId: choice.addressId } : {}),
    ...(choice.areaId ? { areaId: choice.areaId } : {}),
    ...(text ? { text } : {}),
  };
}

function whoOf({ forOther, name, phone }: Words): Pick<ReportBody, 'contact' | 'source'> {
  if (!forOther) return { source: 'worker' };
  const contact = { ...(name.trim() ? { name: name.trim() } : {}), ...(phone ? { phone: digits(phone) } : {}) };
  return { source: 'resident', contact };
}

function reportOf({ words, photos, place }: Filled, locale: 'zh-CN' | 'en', district: number): ReportWords {
  const { category } = words;
  return {
    district,
    body: words.body.trim(),
    place: placeOf(place),
    photos: photos.map(({ id }) => ({ id, kind: 'before' as const })),
    ...(category && isClassified(category.id) ? { categoryCode: category.id } : {}),
    ...whoOf(words),
    locale,
  };
}

function movesOf({ words, after, place }: Filled): Omit<MoveBody, 'commandId'>[] {
  if (!words.onSpot) return [];
  const point = place.device ? { point: place.device } : {};
  const photos = after.map(({ id }) => ({ id, kind: 'after' as const }));
  return [
    { move: 'accept' },
    { move: 'arrive', ...point },
    { move: 'settle', note: words.result.trim(), photos, ...point },
  ];
}

interface Asked {
  filled: Filled;
  last: Plan | null;
  locale: 'zh-CN' | 'en';
  district: number;
  now: number;
}

/** The same wish keeps its ids; a changed one gets new ids for whatever the server has not yet answered. */
export function planOf({ filled, last, locale, district, now }: Asked): Plan {
  const report = reportOf(filled, locale, district);
  const moves = movesOf(filled);
  const meaning = JSON.stringify({ report, moves });
  if (last?.meaning === meaning) return last;
  const seenAt = new Date(now).toISOString();
  const open = moves.map((move) => ({ commandId: newId(now), ...move }));
  if (last?.reported) {
    return { ...last, meaning, moves: [...last.moves.slice(0, last.done), ...open.slice(last.done)] };
  }
  return {
    meaning,
    report: { id: newId(now), commandId: newId(now), ...report, seenAt },
    reported: null,
    moves: open,
    done: 0,
  };
}

/** What the server refused was not stored: its next attempt is another command. */
export function renewRefused(plan: Plan, now: number): Plan {
  if (!plan.reported) return { ...plan, report: { ...plan.report, id: newId(now), commandId: newId(now) } };
  const moves = plan.moves.map((move, index) => (index < plan.done ? move : { ...move, commandId: newId(now) }));
  return { ...plan, moves };
}
