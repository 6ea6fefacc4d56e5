import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { t } from './texts.ts';

const HEAD_ID = 'page-head';

/** Title of a page in the top bar of the shell, and in the title of the window. */
export function PageTitle({ title, note }: { title: string; note?: ReactNode }) {
  const [place, setPlace] = useState<Element | null>(null);
  useEffect(() => {
    setPlace(document.getElementById(HEAD_ID));
    document.title = `${title} · ${t('desk')}`;
  }, [title]);
  if (!place) return null;
  return createPortal(
    <>
      <h1>{title}</h1>
      {note && <span className="page-note">{note}</span>}
    </>,
    place,
  );
}

/** A page of one card under the top bar: tools above, content below. */
export function Page({ tools, children }: { tools?: ReactNode; children: ReactNode }) {
  return (
    <div className="page">
      {tools && <div className="page-tools">{tools}</div>}
      <div className="page-body">{children}</div>
    </div>
  );
}

export function Key({ children }: { children: string }) {
  return (
    <span className="key" aria-hidden="true">
      {children}
    </span>
  );
}
