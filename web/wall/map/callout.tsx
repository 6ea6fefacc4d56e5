import type { Wall } from '#contract/insight';
import { lang } from '#web/prefs.ts';
import { span } from '#web/time.ts';
import { roman } from '../alarms.tsx';
import { caseLink } from '../desk-links.ts';
import { DeskLink } from '../figure.tsx';
import { t } from '../texts.ts';
import type { Frame } from './frame.ts';
import type { Size } from './use-size.ts';

interface Props {
  frame: Frame | null;
  size: Size;
  wall: Wall;
}

// Width and height of the card in rem; the line ends at its left edge, at the height of its first line.
const CARD = { width: 21, height: 8, bottom: 0.4, knee: 2.2 };

/** From the case's place down and across to its card, as a pencil would draw it. */
function lineTo(card: { x: number; y: number }, at: { x: number; y: number }, rem: number): string {
  const kneeY = Math.max(card.y, at.y);
  const kneeX = Math.min(at.x + 1.9 * rem, card.x - rem);
  return at.x < card.x
    ? `M${at.x} ${at.y}L${kneeX} ${kneeY}L${card.x} ${card.y}`
    : `M${at.x} ${at.y}L${at.x} ${card.y}`;
}

function Pointer({ frame, size, urgent }: { frame: Frame; size: Size; urgent: NonNullable<Wall['urgent']> }) {
  if (urgent.lon === null || urgent.lat === null) return null;
  const { rem, width, height } = size;
  const at = { x: frame.x(urgent.lon), y: frame.y(urgent.lat) };
  if (at.x < 0 || at.y < 0 || at.x > width || at.y > height) return null;
  const over = at.x >= width - CARD.width * rem;
  const top = height - (CARD.height + CARD.bottom) * rem;
  const card = over ? { x: at.x, y: top } : { x: width - CARD.width * rem, y: top + CARD.knee * rem };
  return (
    <svg
      className={urgent.overdueMinutes > 0 ? 'pointer late' : 'pointer'}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
    >
      <path d={lineTo(card, at, rem)} strokeWidth={0.09 * rem} fill="none" />
      <circle className="ripple" cx={at.x} cy={at.y} r={1.1 * rem} strokeWidth={0.06 * rem} fill="none" />
      <circle cx={at.x} cy={at.y} r={0.8 * rem} strokeWidth={0.06 * rem} fill="none" />
      <circle className="pin" cx={at.x} cy={at.y} r={0.45 * rem} strokeWidth={0.12 * rem} />
    </svg>
  );
}

/** The one case that cannot wait: overdue the longest of the highest level, else the next to be due. */
export function Callout({ frame, size, wall }: Props) {
  const { urgent } = wall;
  if (!urgent) return <p className="urgent none note">{t('noUrgent')}</p>;
  const late = urgent.overdueMinutes > 0;
  const length = span(Math.abs(urgent.overdueMinutes) * 60_000, lang());
  return (
    <>
      {frame && <Pointer frame={frame} size={size} urgent={urgent} />}
      <DeskLink href={caseLink(urgent.caseId)} className={late ? 'urgent late' : 'urgent'}>
        <span className="urgent-line">
          <b className="urgent-time num">{late ? t('late', { n: length }) : t('left', { n: length })}</b>
          {urgent.level !== null && (
            <span className={`urgent-level level-${urgent.level}`}>{t('levelOf', { n: roman(urgent.level) })}</span>
          )}
        </span>
        <b className="urgent-title">{urgent.title}</b>
        <span className="urgent-place">{urgent.areaName}</span>
        <span className="urgent-place">
          {urgent.ownerTitle ? t('ownedBy', { name: urgent.ownerTitle }) : urgent.no}
        </span>
      </DeskLink>
    </>
  );
}
