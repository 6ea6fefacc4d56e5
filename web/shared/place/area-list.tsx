import { useState } from 'react';
import type { Answer } from '#contract/api';
import { call } from '../api.ts';
import { last } from '../last.ts';
import { Button } from '../parts/basics.tsx';
import { Choices } from '../parts/choices.tsx';
import { Failed, Skeleton } from '../parts/states.tsx';
import { useLoad } from '../use-load.ts';
import { AddressLines, type PickProps, useAddresses } from './address-search.tsx';
import { type DistrictOf, inDistrict } from './district.ts';
import { t } from './texts.ts';

type Area = Answer<'GET /api/public/areas'>['rows'][number];

interface AreaListProps extends PickProps {
  /** Down to the building, or only to the micro-grid. */
  buildings?: boolean;
}

async function childrenOf(districtOf: DistrictOf, parentId: string | null, signal: AbortSignal): Promise<Area[]> {
  const district = await inDistrict(districtOf);
  const read = (id: string | null) =>
    call('GET /api/public/areas', { query: { ...district, ...(id ? { parentId: id } : {}) } }, { signal });
  const { rows } = await read(parentId);
  const only = rows.length === 1 ? rows[0] : undefined;
  // A tree with one root would make everyone press it: its children are shown at once.
  return !parentId && only && only.children > 0 ? (await read(only.id)).rows : rows;
}

function Buildings({ area, districtOf, picked, onPick }: PickProps & { area: Area }) {
  const { data, error, loading, reload } = useAddresses(districtOf, { areaId: area.id });
  return (
    <>
      <Choices
        lines={[
          {
            key: area.id,
            title: t('listHere'),
            on: picked?.areaId === area.id && !picked.addressId,
            onPick: () => onPick({ source: 'list', areaId: area.id, text: area.name }),
          },
        ]}
      />
      <h3>{t('buildings')}</h3>
      {error && !data ? <Failed error={error} onRetry={reload} /> : null}
      {loading && !data && <Skeleton blocks={2} />}
      {data?.rows.length === 0 && <p className="hint">{t('buildingsNone')}</p>}
      <AddressLines rows={data?.rows ?? []} picked={picked} onPick={onPick} />
    </>
  );
}

/** Level by level: the way for whoever cannot or will not use a map. */
export function AreaList({ districtOf, picked, onPick, buildings = true }: AreaListProps) {
  const [trail, setTrail] = useState<Area[]>([]);
  const here = last(trail);
  const leaf = here?.children === 0;
  const { data, error, loading, reload } = useLoad(leaf ? null : (here?.id ?? 'top'), (signal) =>
    childrenOf(districtOf, here?.id ?? null, signal),
  );
  const pick = (area: Area) => onPick({ source: 'list', areaId: area.id, text: area.name });
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
        <Buildings area={here} districtOf={districtOf} picked={picked} onPick={onPick} />
      ) : (
        <>
          {error && !data ? <Failed error={error} onRetry={reload} /> : null}
          {loading && !data && <Skeleton blocks={2} />}
          <Choices
            lines={(data ?? []).map((area) => {
              const chooses = !buildings && area.children === 0;
              return {
                key: area.id,
                title: area.name,
                sub: area.levelName,
                leads: !chooses,
                on: picked?.areaId === area.id,
                onPick: () => (chooses ? pick(area) : setTrail([...trail, area])),
              };
            })}
          />
        </>
      )}
    </>
  );
}
