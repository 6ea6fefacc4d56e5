import { lang, setElder, setLang, startPrefs } from '#web/prefs.ts';
import '#web/tokens.css';
import './greeting.css';
import { english } from './texts.ts';

const chinese = new Map<Element, string>();

function say(element: HTMLElement): void {
  const own = chinese.get(element) ?? element.textContent;
  chinese.set(element, own);
  const key = element.dataset.t ?? '';
  element.textContent = lang() === 'en' ? (english[key] ?? own) : own;
}

function show(): void {
  for (const element of document.querySelectorAll<HTMLElement>('[data-t]')) say(element);
  const button = document.getElementById('lang');
  if (button) {
    button.textContent = lang() === 'en' ? '中文' : 'English';
    button.lang = lang() === 'en' ? 'zh-CN' : 'en';
  }
  const elder = document.documentElement.classList.contains('elder');
  document.getElementById('large')?.setAttribute('aria-pressed', String(elder));
}

startPrefs();
show();
document.getElementById('lang')?.addEventListener('click', () => {
  setLang(lang() === 'en' ? 'zh-CN' : 'en');
  show();
});
document.getElementById('large')?.addEventListener('click', () => {
  setElder(!document.documentElement.classList.contains('elder'));
  show();
});
