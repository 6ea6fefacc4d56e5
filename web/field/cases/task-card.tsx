import type { ReactNode } from 'react';
import { useGo } from '#web/go.ts';
import { CameraIcon, CheckIcon, PeopleIcon, PinIcon } from '#web/icons.tsx';
import { Card } from '#web/parts/basics.tsx';
import { LevelTag, Sla, StatusTag } from '#web/parts/tags.tsx';
import { lang } from '#web/prefs.ts';
import { stateNameOf, toneOf } from '#web/state.ts';
import { distance, full, ms } from '#web/time.ts';
import type { CaseRow } from './case-cache.ts';
import { t } from './texts.ts';
import { isOpen, needOf } from './wording.ts';

export function DuePill({ row, now }: { row: Pick<CaseRow, 'dueAt' | 'nearAt' | 'state'>; now: number }) {
  if (!row.dueAt || !isOpen(row.state)) return null;
  const ending = { due: ms(row.dueAt), near: row.nearAt ? ms(row.nearAt) : null };
  return <Sla ending={ending} now={now} title={full(ending.due)} />;
}

export function placeOf(row: Pick<CaseRow, 'address' | 'areaName'>): string {
  return row.address || row.areaName;
}

function Need({ row }: { row: CaseRow }) {
  const need = needOf(row.state);
  if (!need) return null;
  return (
    <span>
      {need === 'photos' ? <CameraIcon size={18} /> : <CheckIcon size={18} />}
      {t(`need_${need}`)}
    </span>
  );
}

export function CaseLevel({ level }: { level: number | null }) {
  if (level === 1 || level === 2 || level === 3 || level === 4) return <LevelTag level={level} />;
  return null;
}

interface TaskCardProps {
  row: CaseRow;
  now: number;
  metres: number | null;
  /** Actions of the one that comes first. */
  children?: ReactNode;
}

/** What, by when, where and how far, what it needs. The whole card leads to the case. */
export function TaskCard({ row, now, metres, children }: TaskCardProps) {
  const go = useGo();
  const away = metres === null ? '' : ` · ${distance(metres, lang())}`;
  return (
    <Card className="task">
      <a
        className="task-main"
        href={`/field/case/${row.id}`}
        onClick={(event) => {
          event.preventDefault();
          go(`/case/${row.id}`);
        }}
      >
        <span className="task-head">
          <b>
            <CaseLevel level={row.level} /> {row.title}
          </b>
          <DuePill row={row} now={now} />
        </span>
        <span className="task-meta num">
          <span>
            <PinIcon size={18} />
            {placeOf(row)}
            {away}
          </span>
          <Need row={row} />
          {row.meToo > 0 && (
            <span>
              <PeopleIcon size={18} />
              {row.meToo + 1}
            </span>
          )}
        </span>
        <span className="task-tags">
          <StatusTag tone={toneOf(row.state)}>{stateNameOf(row)}</StatusTag>
          <small className="num">{row.no}</small>
        </span>
      </a>
      {children}
    </Card>
  );
}
