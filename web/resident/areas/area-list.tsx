import { useState } from 'react';
import type { Answer } from '#contract/api';
import { call } from '#web/api.ts';
import { CheckIcon, ChevronRightIcon } from '#web/icons.tsx';
import { last } from '#web/last.ts';
import { Button } from '#web/parts/basics.tsx';
import { Failed, Skeleton } from '#web/parts/states.tsx';
import { useLoad } from '#web/use-load.ts';
import { AddressRows } from './address-rows.tsx';
import { districtId } from './district.ts';
import { t } from './texts.ts';
import type { PlaceChoice } from './use-place.ts';

type Area = Answer<'GET /api/public/areas'>['rows'][number];

interface AreaListProps {
  picked: PlaceChoice | null;
  onPick: (choice: PlaceChoice) => void;
}

async function children(parentId: string | null, signal: AbortSignal): Promise<Area[]> {
  const district = await districtId();
  const base = district ? { district } : {};
  const ask = (id: string | null) =>
    call('GET /api/public/areas', { query: { ...base, ...(id ? { parentId: id } : {}) } }, { signal });
  const { rows } = await ask(parentId);
  const only = rows.length === 1 ? rows[0] : undefined;
  // A tree with one root would make everyone press it: its children are shown at once.
  return !parentId && only && only.children > 0 ? (await ask(only.id)).rows : rows;
}

function Buildings({ area, picked, onPick }: AreaListProps & { area: Area }) {
  const found = useLoad(area.id, async (signal) => {
    const district = await districtId();
    return call(
      'GET /api/public/addresses',
      { query: { ...(district ? { district } : {}), areaId: area.id } },
      { signal },
    );
  });
  const whole = picked?.areaId === area.id && !picked.addressId;
  return (
    <>
      <ul className="choices">
        <li>
          <button
            type="button"
            aria-pressed={whole}
            onClick={() => onPick({ source: 'list', areaId: area.id, text: area.name })}
          >
            <span>{t('listHere')}</span>
            {whole && <CheckIcon size={20} />}
          </button>
        </li>
      </ul>
      <h3>{t('buildings')}</h3>
      {found.error && !found.data ? <Failed error={found.error} onRetry={found.reload} /> : null}
      {found.loading && !found.data && <Skeleton blocks={2} />}
      {found.data?.rows.length === 0 && <p className="hint">{t('buildingsNone')}</p>}
      <AddressRows rows={found.data?.rows ?? []} picked={picked} onPick={onPick} />
    </>
  );
}

/** Level by level down to the building: the way for whoever cannot or will not use a map. */
export function AreaList({ picked, onPick }: AreaListProps) {
  const [trail, setTrail] = useState<Area[]>([]);
  const here = last(trail);
  const leaf = here?.children === 0;
  const found = useLoad(leaf ? null : (here?.id ?? 'top'), (signal) => children(here?.id ?? null, signal));
  return (
    <>
      <div className="trail">
        <b>{here ? here.name : t('listTop')}</b>
        {here && (
          <Button look="text" onClick={() => setTrail(trail.slice(0, -1))}>
            {t('listUp')}
          </Button>
        )}
      </div>
      {leaf ? (
        <Buildings area={here} picked={picked} onPick={onPick} />
      ) : (
        <>
          {found.error && !found.data ? <Failed error={found.error} onRetry={found.reload} /> : null}
          {found.loading && !found.data && <Skeleton blocks={2} />}
          <ul className="choices">
            {(found.data ?? []).map((area) => (
              <li key={area.id}>
                <button type="button" onClick={() => setTrail([...trail, area])}>
                  <span>
                    {area.name}
                    <small>{area.levelName}</small>
                  </span>
                  <ChevronRightIcon size={20} />
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
