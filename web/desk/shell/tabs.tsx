import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';

interface TabsProps<Key extends string> {
  /** What the strip chooses among, for those who hear it. */
  label: string;
  keys: readonly Key[];
  chosen: Key;
  words: (key: Key) => ReactNode;
  className?: string;
}

const classOf = (isChosen: boolean) => (isChosen ? 'tab tab-on' : 'tab');

interface LinkTabsProps<Key extends string> extends TabsProps<Key> {
  link: (key: Key) => Pick<LinkProps, 'to' | 'search'>;
  /** The parts of a page are pages of their own; states and kinds are views of one. */
  are?: 'pages' | 'views';
}

/** A strip of addresses of which one is shown. */
export function LinkTabs<Key extends string>(props: LinkTabsProps<Key>) {
  const { label, keys, chosen, words, className = 'tabs', link, are = 'views' } = props;
  const current = are === 'pages' ? 'page' : 'true';
  return (
    <nav className={className} aria-label={label}>
      {keys.map((key) => (
        <Link
          key={key}
          {...link(key)}
          className={classOf(key === chosen)}
          aria-current={key === chosen ? current : undefined}
        >
          {words(key)}
        </Link>
      ))}
    </nav>
  );
}

interface ButtonTabsProps<Key extends string> extends TabsProps<Key> {
  onChoose: (key: Key) => void;
}

/** The same for a choice that is more than an address. */
export function ButtonTabs<Key extends string>(props: ButtonTabsProps<Key>) {
  const { label, keys, chosen, words, className = 'tabs', onChoose } = props;
  return (
    <nav className={className} aria-label={label}>
      {keys.map((key) => (
        <button
          key={key}
          type="button"
          className={classOf(key === chosen)}
          aria-current={key === chosen ? 'true' : undefined}
          onClick={() => onChoose(key)}
        >
          {words(key)}
        </button>
      ))}
    </nav>
  );
}
