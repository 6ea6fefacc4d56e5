import { type Lang, setLang } from '#web/prefs.ts';

// Not startPrefs(): on a 2560 screen the wall's rem is 21 px, which it would take for a wish for large type.
const LANG_KEY = 'gezhi.lang';

function remembered(): string | null {
  try {
    return localStorage.getItem(LANG_KEY);
  } catch {
    return null; // Storage is closed in private windows of old kernels.
  }
}

/** ?lang=, then what was chosen here before, then Chinese: a wall speaks the language of its hall, not of its browser. */
export function startLanguage(): void {
  const wish = new URLSearchParams(location.search).get('lang') ?? remembered() ?? 'zh-CN';
  if (/^en\b/i.test(wish)) chooseLanguage('en');
}

export function chooseLanguage(lang: Lang): void {
  setLang(lang);
}
