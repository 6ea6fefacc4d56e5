import { refuse } from '#kernel/refuse';

/** '+86 138-1234 2071' → '13812342071'; refuses what is no mobile number of the mainland. */
export function readPhone(text: string): string {
  const digits = text
    .normalize('NFKC')
    .replace(/[\s()-]/g, '')
    .replace(/^(\+|00)86/, '');
  return /^1[3-9]\d{9}$/.test(digits) ? digits : refuse('phone.invalid');
}

/** Refuses what cannot be an address; whether it is somebody's, only a message tells. */
export function readEmail(text: string): string {
  const email = text.trim();
  if (/^[^\s@<>"',;:\\]{1,64}@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u.test(email)) return email;
  return refuse('input.invalid', { 'detail:zh': '邮箱地址', 'detail:en': 'the e-mail address' }, { path: '/email' });
}
