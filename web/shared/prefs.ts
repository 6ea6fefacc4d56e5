import { useSyncExternalStore } from 'react';

export type Lang = 'zh-CN' | 'en';

interface Prefs {
  lang: Lang;
  elder: boolean;
}

const LANG_KEY = 'gezhi.lang';
const ELDER_KEY = 'gezhi.elder';
// A phone or WeChat set to large system type makes 1rem wider than 16 px; from 1.2 times on its owner asked for large type.
const LARGE_REM_PX = 16 * 1.2;

const listeners = new Set<() => void>();
let current: Prefs = { lang: 'zh-CN', elder: false };

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // Private windows of old kernels throw; the preference then lasts for this page only.
  }
}

function store(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // See stored(): nothing is lost but the memory of a preference.
  }
}

function firstLang(): Lang {
  const asked = new URLSearchParams(location.search).get('lang');
  const wish = asked ?? stored(LANG_KEY) ?? navigator.language ?? 'zh-CN';
  return /^en\b/i.test(wish) ? 'en' : 'zh-CN';
}

function firstElder(): boolean {
  const kept = stored(ELDER_KEY);
  if (kept !== null) return kept === '1';
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) > LARGE_REM_PX;
}

function apply(next: Prefs): void {
  current = next;
  document.documentElement.lang = next.lang;
  document.documentElement.classList.toggle('elder', next.elder);
  for (const listener of listeners) listener();
}

/** Reads language (?lang=, then storage, then the browser) and elder mode. Call once before the first render. */
export function startPrefs(): void {
  const lang = firstLang();
  if (new URLSearchParams(location.search).has('lang')) store(LANG_KEY, lang);
  apply({ lang, elder: firstElder() });
}

export function lang(): Lang {
  return current.lang;
}

export function setLang(next: Lang): void {
  store(LANG_KEY, next);
  apply({ ...current, lang: next });
}

export function setElder(on: boolean): void {
  store(ELDER_KEY, on ? '1' : '0');
  apply({ ...current, elder: on });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useLang(): Lang {
  return useSyncExternalStore(subscribe, () => current.lang);
}

export function useElder(): boolean {
  return useSyncExternalStore(subscribe, () => current.elder);
}
