import type { Wall } from '#contract/insight';
import { t } from '../texts.ts';
import { useTrail } from '../use-trail.ts';

interface Props {
  /** The reader's own area: the way up ends there. */
  rootId: string | null;
  area: Wall['area'];
  go: (areaId: string | null) => void;
}

export function Trail({ rootId, area, go }: Props) {
  const trail = useTrail(area.id, rootId);
  if (trail.length < 2) return <span />;
  return (
    <nav className="trail" aria-label={t('path')}>
      <ol>
        {trail.map((part) => (
          <li key={part.id}>
            {part.id === area.id ? (
              <span aria-current="page">{part.name}</span>
            ) : (
              <button type="button" className="plain" onClick={() => go(part.id === rootId ? null : part.id)}>
                {part.name}
              </button>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
