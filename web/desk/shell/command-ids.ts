import { useRef } from 'react';
import { newId } from '#web/ids.ts';

/** One id for the same content: sent again after a lost answer, it is done once. */
export function useCommandIds(): (content: unknown) => string {
  const last = useRef({ text: '', id: '' });
  return (content) => {
    const text = JSON.stringify(content);
    if (last.current.text !== text) last.current = { text, id: newId() };
    return last.current.id;
  };
}
