import { CheckIcon, ChevronRightIcon } from '../icons.tsx';

export interface Line {
  key: string;
  title: string;
  sub?: string | undefined;
  on?: boolean;
  /** Leads on instead of being chosen. */
  leads?: boolean;
  onPick: () => void;
}

/** Full-width rows to press: places, units, classes. */
export function Choices({ lines }: { lines: readonly Line[] }) {
  return (
    <ul className="choices">
      {lines.map((line) => (
        <li key={line.key}>
          <button type="button" aria-pressed={line.leads ? undefined : (line.on ?? false)} onClick={line.onPick}>
            <span>
              {line.title}
              {line.sub && <small>{line.sub}</small>}
            </span>
            {line.leads ? <ChevronRightIcon size={20} /> : line.on && <CheckIcon size={20} />}
          </button>
        </li>
      ))}
    </ul>
  );
}
