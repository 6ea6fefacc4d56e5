import { hash, verify } from '@node-rs/argon2';
import { refuse } from '#kernel/refuse';

/** OWASP's floor for argon2id (the library's default kind): 19 MiB, two passes, one lane; 25 to 60 ms of one core. */
const cost = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), cost);
}

let nobody: Promise<string> | undefined;

/** Without a stored hash the same work is done in vain: the time of an answer does not tell which logins exist. */
export async function passwordFits(stored: string | undefined, password: string): Promise<boolean> {
  nobody ??= hashPassword('nobody has this password');
  const fits = await verify(stored ?? (await nobody), password.normalize('NFKC'));
  return stored !== undefined && fits;
}

/** The most used passwords of ten characters and more, with digits and marks at the end taken off before looking. */
const common = new Set(
  `password passwords qwertyuiop qwertyuiopasdf asdfghjkl asdfghjkl zxcvbnm qwerty abc abcd abcde admin administrator
  woaini woainima woaiwoziji iloveyou welcome letmein changeme changeit default secret princess football baseball
  superman sunshine monkey dragon master shadow hello whatever trustno computer internet liverpool chelsea
  qqqqqqqqqq aaaaaaaaaa zzzzzzzzzz q1w2e3r4t5y6 q1w2e3r4t 1q2w3e4r5t 1q2w3e4r 1qaz2wsx3edc 1qaz2wsx qazwsxedc qazwsx
  zhongguo zhongguoren beijing shanghai zhengzhou hangzhou henan zhejiang gezhi shequ wangge xiaoqu jiedao
  aa ab a1b2c3d4 a1b2c3d4e p@ssw0rd passw0rd p@ssword pass test testtest user guest root system`.split(/\s+/),
);

/** At least ten characters, not a common one, not the login, not one short pattern over and over. */
export function needGoodPassword(password: string, login: string): void {
  const plain = password.normalize('NFKC').toLowerCase();
  const stem = plain.replace(/[\d\W_]+$/, '');
  const weak =
    [...plain].length < 10 ||
    plain.includes(login.toLowerCase()) ||
    common.has(plain) ||
    common.has(stem) ||
    isPattern(plain);
  if (weak) refuse('account.weak-password');
}

/** 1234567890, a phone, a date, 1212121212, abcdefghij: found without a dictionary. */
function isPattern(text: string): boolean {
  // Digits alone are birthdays, phones and runs on the keypad; fifteen of them can all be tried in a day.
  if (/^\d{1,15}$/.test(text)) return true;
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
  const steps = new Set(codes.slice(1).map((code, index) => code - (codes[index] ?? 0)));
  return steps.size === 1 || new Set(codes).size <= 3 || /^(.{1,4}?)\1+.{0,3}$/.test(text);
}
