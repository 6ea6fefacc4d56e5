import { disputes } from './standard/disputes.ts';
import { emergencies } from './standard/emergencies.ts';
import { environment } from './standard/environment.ts';
import { facilities } from './standard/facilities.ts';
import { hazards } from './standard/hazards.ts';
import { inquiries } from './standard/inquiries.ts';
import { livelihood } from './standard/livelihood.ts';
import { others } from './standard/others.ts';
import { publicOrder } from './standard/public-order.ts';
import { streets } from './standard/streets.ts';
import { suggestions } from './standard/suggestions.ts';
import type { StandardMajor, StandardMinor } from './standard-catalogue-shape.ts';

export type StandardCategory = Omit<StandardMinor, 'keywords' | 'examples'> & {
  majorCode: string;
  keywords: string[];
  examples: string[];
};

/** Codes stay as they are for good: cases refer to them. A class that is no longer wanted is left out, not renumbered. */
export const standardMajors: readonly StandardMajor[] = [
  disputes,
  hazards,
  publicOrder,
  streets,
  facilities,
  environment,
  livelihood,
  inquiries,
  suggestions,
  emergencies,
  others,
];

const pieces = (text: string, separator: RegExp): string[] =>
  text
    .split(separator)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');

/** The 90 minor classes of the first catalogue, in the order of their codes; 99 holds what somebody must still classify. */
export const standardCategories: readonly StandardCategory[] = standardMajors.flatMap((major) =>
  major.minors.map((minor) => ({
    ...minor,
    majorCode: major.code,
    keywords: pieces(minor.keywords, /\s+/),
    examples: pieces(minor.examples, /[；\n]/),
  })),
);

/** Every unit that the catalogue names; a new district starts with these. */
export const standardDepartments: readonly string[] = [
  ...new Set(standardCategories.map((category) => category.department)),
].sort();
