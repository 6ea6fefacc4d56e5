import type { ReactNode } from 'react';
import { PhotoStrip, type Shown } from './photo-viewer.tsx';

export interface TimelineItem {
  key: string;
  title: ReactNode;
  when: string;
  /** ISO instant behind the words. */
  at: string;
  who?: ReactNode;
  text?: ReactNode;
  photos?: readonly Shown[];
}

/** Newest first: what happened last is what one came to see. */
export function Timeline({ items, done }: { items: readonly TimelineItem[]; done?: boolean }) {
  return (
    <ol className="timeline">
      {items.map((item, index) => (
        <li key={item.key} className={index === 0 ? `is-now ${done ? 'is-done' : ''}` : undefined}>
          <div className="timeline-head">
            <h3>{item.title}</h3>
            <time dateTime={item.at} className="num">
              {item.when}
            </time>
          </div>
          {item.who && <p className="timeline-who">{item.who}</p>}
          {item.text && <p className="timeline-text">{item.text}</p>}
          {item.photos && <PhotoStrip photos={item.photos} />}
        </li>
      ))}
    </ol>
  );
}

interface VerdictProps {
  question: string;
  yes: string;
  no: string;
  onYes: () => void;
  onNo: () => void;
  note?: ReactNode;
}

/** Two answers of the same size and colour: neither is the wished one. */
export function Verdict({ question, yes, no, onYes, onNo, note }: VerdictProps) {
  return (
    <div className="verdict">
      <h2>{question}</h2>
      <div className="verdict-pair">
        <button type="button" className="btn btn-line" onClick={onYes}>
          <span>{yes}</span>
        </button>
        <button type="button" className="btn btn-line" onClick={onNo}>
          <span>{no}</span>
        </button>
      </div>
      {note && <p>{note}</p>}
    </div>
  );
}
