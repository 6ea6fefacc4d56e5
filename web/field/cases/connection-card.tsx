import { useState } from 'react';
import { useGo } from '#web/go.ts';
import { CloudIcon, OfflineIcon, RefreshIcon } from '#web/icons.tsx';
import { Button, Card, IconButton } from '#web/parts/basics.tsx';
import { Sheet } from '#web/parts/sheet.tsx';
import { StatusTag } from '#web/parts/tags.tsx';
import { lang } from '#web/prefs.ts';
import { clock, day } from '#web/time.ts';
import { useOnline } from '#web/use-online.ts';
import { useLiveState } from '../live-cases.ts';
import { type DraftLine, dropDraft, useDraftLines } from './drafts.ts';
import { t } from './texts.ts';

const MEGABYTE = 1024 * 1024;

function size(bytes: number): string {
  return bytes < MEGABYTE ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / MEGABYTE).toFixed(1)} MB`;
}

function lineTitle({ kind, title }: DraftLine): string {
  if (kind === 'finish') return t('draftFinish', { title });
  return kind === 'report' ? t('draftReport', { title }) : t('draftMove', { title });
}

function Drafts({ lines, now }: { lines: readonly DraftLine[]; now: number }) {
  const go = useGo();
  const [doomed, setDoomed] = useState<string | null>(null);
  return (
    <>
      <ul className="drafts">
        {lines.map((line) => (
          <li key={line.key}>
            <button type="button" className="draft-open" onClick={() => go(line.href)}>
              <span>
                {lineTitle(line)}
                <small className="num">
                  {day(line.at, now, lang())}
                  {line.bytes > 0 && ` · ${size(line.bytes)}`}
                </small>
              </span>
              <StatusTag tone="back">{t('draftTag')}</StatusTag>
            </button>
            <Button look="text" onClick={() => setDoomed(line.key)}>
              {t('discard')}
            </Button>
          </li>
        ))}
      </ul>
      <p className="hint">{t('draftsSub')}</p>
      <Sheet
        open={doomed !== null}
        title={t('discardSure')}
        onClose={() => setDoomed(null)}
        foot={
          <div className="pair-buttons">
            <Button onClick={() => setDoomed(null)}>{t('discardNo')}</Button>
            <Button
              look="danger"
              onClick={() => {
                if (doomed) void dropDraft(doomed);
                setDoomed(null);
              }}
            >
              {t('discard')}
            </Button>
          </div>
        }
      >
        <p>{t('discardWhat')}</p>
      </Sheet>
    </>
  );
}

interface ConnectionCardProps {
  at: number | null;
  now: number;
  busy: boolean;
  onRefresh: () => void;
}

function words(online: boolean, lost: boolean, at: number | null, now: number): { title: string; sub: string } {
  if (!online) {
    return { title: t('offline'), sub: at ? t('offlineSub', { time: day(at, now, lang()) }) : t('offlineNone') };
  }
  const sub = lost ? t('liveLost') : at ? t('updated', { time: clock(at) }) : '';
  return { title: t('online'), sub };
}

/** How things stand with the network and with what is not sent. Offline is a state, not an error: grey. */
export function ConnectionCard({ at, now, busy, onRefresh }: ConnectionCardProps) {
  const online = useOnline();
  const lost = useLiveState() === 'lost';
  const lines = useDraftLines();
  const [open, setOpen] = useState(true);
  const { title, sub } = words(online, lost, at, now);
  const bytes = lines.reduce((sum, line) => sum + line.bytes, 0);
  return (
    <Card className="connection">
      <div className="connection-head">
        <span className={online ? 'connection-mark is-on' : 'connection-mark'}>
          {online ? <CloudIcon size={24} /> : <OfflineIcon size={24} />}
        </span>
        <div role="status" className="connection-words">
          <b>{lines.length > 0 ? `${title} · ${t('drafts', { n: lines.length })}` : title}</b>
          <small className="num">
            {sub}
            {lines.length > 0 && bytes > 0 && ` · ${t('draftsSize', { size: size(bytes) })}`}
          </small>
        </div>
        {lines.length > 0 && (
          <Button look="text" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? t('fold') : t('unfold')}
          </Button>
        )}
        {online && (
          <IconButton label={t('refresh')} aria-busy={busy || undefined} onClick={onRefresh}>
            <RefreshIcon size={22} />
          </IconButton>
        )}
      </div>
      {open && lines.length > 0 && <Drafts lines={lines} now={now} />}
    </Card>
  );
}
