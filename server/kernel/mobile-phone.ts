import { refuse } from './refuse.ts';

/** '+86 138-1234 2071' → '13812342071'; refuses what is no mobile number of the mainland. One shape, so that an index finds it. */
export function readPhone(text: string): string {
  const digits = text
    .normalize('NFKC')
    .replace(/[\s()-]/g, '')
    .replace(/^(?:\+|00)?86(?=1\d{10}$)/, '');
  return /^1[3-9]\d{9}$/.test(digits) ? digits : refuse('phone.invalid');
}
