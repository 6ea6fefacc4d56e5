import { useEffect, useState } from 'react';

/** The value after it has rested for `rest` milliseconds. */
export function useDebounced<T>(value: T, rest = 250): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), rest);
    return () => clearTimeout(timer);
  }, [value, rest]);
  return settled;
}
