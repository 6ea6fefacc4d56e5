import { refuse } from '#kernel/refuse';

/** Refuses what cannot be an address; whether it is somebody's, only a message tells. */
export function readEmail(text: string): string {
  const email = text.trim();
  if (/^[^\s@<>"',;:\\]{1,64}@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u.test(email)) return email;
  return refuse('input.invalid', { 'detail:zh': '邮箱地址', 'detail:en': 'the e-mail address' }, { path: '/email' });
}
