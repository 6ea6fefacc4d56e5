import { type ReactNode, useEffect, useRef, useState } from 'react';
import { t } from './texts.ts';

/** True for a moment after the value changed: the eye finds what moved. */
export function useFlash(value: unknown): boolean {
  const before = useRef(value);
  const [on, setOn] = useState(false);
  useEffect(() => {
    if (before.current === value) return;
    before.current = value;
    setOn(true);
    const timer = setTimeout(() => setOn(false), 1200);
    return () => clearTimeout(timer);
  }, [value]);
  return on;
}

interface DeskLinkProps {
  href?: string | undefined;
  className?: string;
  children: ReactNode;
}

/** A number leads to the desk's list of the same meaning, in a tab of its own: the wall stays. */
export function DeskLink({ href, className, children }: DeskLinkProps) {
  if (!href) return <div className={className}>{children}</div>;
  return (
    <a className={className} href={href} target="_blank" rel="noreferrer" title={t('opensDesk')}>
      {children}
    </a>
  );
}
