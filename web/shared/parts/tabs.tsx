import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';

export interface Tab<V extends string> {
  value: V;
  label: string;
  count?: number;
}

interface TabsProps<V extends string> {
  label: string;
  tabs: readonly Tab<V>[];
  value: V;
  onChange: (value: V) => void;
  children: ReactNode;
}

function stepOf(key: string, index: number, length: number): number | undefined {
  if (key === 'ArrowRight') return (index + 1) % length;
  if (key === 'ArrowLeft') return (index - 1 + length) % length;
  if (key === 'Home') return 0;
  if (key === 'End') return length - 1;
  return undefined;
}

export function Tabs<V extends string>({ label, tabs, value, onChange, children }: TabsProps<V>) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  function move(event: KeyboardEvent, index: number): void {
    const next = stepOf(event.key, index, tabs.length);
    const tab = next === undefined ? undefined : tabs[next];
    if (next === undefined || !tab) return;
    event.preventDefault();
    onChange(tab.value);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus();
  }
  return (
    <>
      <div ref={list} role="tablist" aria-label={label} className="tabs">
        {tabs.map((tab, index) => (
          <button
            type="button"
            key={tab.value}
            id={`${id}-${tab.value}`}
            role="tab"
            aria-selected={tab.value === value}
            aria-controls={`${id}-panel`}
            tabIndex={tab.value === value ? 0 : -1}
            onClick={() => onChange(tab.value)}
            onKeyDown={(event) => move(event, index)}
          >
            {tab.label}
            {tab.count !== undefined && <span className="num"> {tab.count}</span>}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${value}`} className="tabpanel">
        {children}
      </div>
    </>
  );
}

export interface BarItem {
  href: string;
  label: string;
  icon: ReactNode;
  on: boolean;
  onGo: () => void;
  /** The one raised action in the middle. */
  raised?: boolean;
  badge?: number | undefined;
}

export function TabBar({ label, items }: { label: string; items: readonly BarItem[] }) {
  return (
    <nav aria-label={label} className="tabbar no-print">
      {items.map((item) => (
        <a
          key={item.href}
          href={item.href}
          className={item.raised ? 'tabbar-raised' : undefined}
          aria-current={item.on ? 'page' : undefined}
          onClick={(event) => {
            event.preventDefault();
            item.onGo();
          }}
        >
          <span className="tabbar-icon">
            {item.icon}
            {item.badge ? <b className="badge num">{item.badge > 99 ? '99+' : item.badge}</b> : null}
          </span>
          <span className="tabbar-label">{item.label}</span>
        </a>
      ))}
    </nav>
  );
}
