import { useEffect, useRef } from 'react';

/** By the lower-case name of the key: 'j', 'arrowdown', '?'. */
export type Keys = Record<string, (event: KeyboardEvent) => void>;

const typing = 'input, textarea, select, [contenteditable=true], [role=combobox], [role=textbox]';
const floating = '[role=dialog], .ant-select-dropdown, .ant-dropdown, .ant-picker-dropdown';

/** Letters belong to the text while somebody writes, and to a dialog while one is open. */
function free(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false;
  const target = event.target;
  return !(target instanceof Element) || (!target.closest(typing) && !target.closest(floating));
}

/** Enter and Space belong to the button or link under the focus. */
function pressesItself(event: KeyboardEvent): boolean {
  const own = event.key === 'Enter' || event.key === ' ';
  return own && event.target instanceof Element && event.target.closest('button, a, [role=button]') !== null;
}

export function useKeys(keys: Keys, on = true): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    if (!on) return;
    function press(event: KeyboardEvent): void {
      const name = event.key.toLowerCase();
      const act = latest.current[name];
      if (!act || !free(event) || pressesItself(event)) return;
      event.preventDefault();
      act(event);
    }
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [on]);
}
