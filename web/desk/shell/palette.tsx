import { useNavigate } from '@tanstack/react-router';
import { Modal } from 'antd';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { SearchIcon } from '#web/icons.tsx';
import { type Found, useFound } from './find.ts';
import { t } from './texts.ts';

export function usePalette() {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    // Ctrl+K works even while somebody types, unlike the single letters of useKeys.
    function press(event: globalThis.KeyboardEvent): void {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return;
      event.preventDefault();
      setOpen(true);
    }
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
  return { open, show: () => setOpen(true), hide: () => setOpen(false) };
}

interface GroupProps {
  title: string;
  found: Found[];
  at: Found | undefined;
  onGo: (one: Found) => void;
}

function Group({ title, found, at, onGo }: GroupProps) {
  if (found.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of options inside a listbox has no element of its own.
    <div role="group" aria-label={title}>
      <p className="palette-group" aria-hidden="true">
        {title}
      </p>
      {found.map((one) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the focus stays in the combobox, whose keys choose the option.
        <div
          key={one.key}
          id={`found-${one.key}`}
          role="option"
          tabIndex={-1}
          aria-selected={one === at}
          className={one === at ? 'palette-row palette-at' : 'palette-row'}
          onClick={() => onGo(one)}
        >
          <span className="palette-title">{one.title}</span>
          <span className="palette-note">{one.note}</span>
        </div>
      ))}
    </div>
  );
}

function footWords(q: string, n: number, waiting: boolean): string {
  if (q === '') return t('searchStart');
  if (n > 0) return t('results', { n });
  return waiting ? t('searching') : t('searchNone', { q });
}

function Finder({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const [q, setQ] = useState('');
  const [index, setIndex] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const { groups, waiting, failed } = useFound(q.trim());
  const all = groups.flatMap((group) => group.found);
  const at = all[Math.min(index, all.length - 1)];

  useEffect(() => {
    if (at) list.current?.querySelector(`[id="found-${at.key}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  function go(one: Found): void {
    onClose();
    void navigate(one.to);
  }
  function press(event: KeyboardEvent): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setIndex((old) => Math.max(0, Math.min(all.length - 1, Math.min(old, all.length - 1) + step)));
    }
    if (event.key === 'Enter' && at && !event.nativeEvent.isComposing) go(at);
  }
  return (
    <div className="palette">
      <div className="palette-field">
        <SearchIcon size={20} />
        <input
          // biome-ignore lint/a11y/noAutofocus: the palette is opened to type into it.
          autoFocus
          role="combobox"
          aria-label={t('searchTitle')}
          aria-expanded={all.length > 0}
          aria-controls="palette-list"
          aria-activedescendant={at ? `found-${at.key}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          maxLength={100}
          value={q}
          placeholder={t('searchPlaceholder')}
          onChange={(event) => {
            setQ(event.target.value);
            setIndex(0);
          }}
          onKeyDown={press}
        />
      </div>
      <div className="palette-list" id="palette-list" role="listbox" aria-label={t('searchTitle')} ref={list}>
        {groups.map((group) => (
          <Group key={group.title} {...group} at={at} onGo={go} />
        ))}
      </div>
      <p className="palette-foot" role="status">
        {footWords(q.trim(), all.length, waiting)}
        {failed && ` ${t('searchFailed')}`}
      </p>
    </div>
  );
}

export function Palette({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Modal
      open={open}
      onCancel={onClose}
      footer={null}
      closable={false}
      destroyOnHidden
      width={640}
      style={{ top: 80 }}
      title={<span className="sr-only">{t('searchTitle')}</span>}
    >
      <Finder onClose={onClose} />
    </Modal>
  );
}
