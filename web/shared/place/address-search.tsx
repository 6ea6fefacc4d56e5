import { useState } from 'react';
import type { Answer } from '#contract/api';
import { call } from '../api.ts';
import type { LonLat } from '../map/project.ts';
import { Choices } from '../parts/choices.tsx';
import { TextField } from '../parts/fields.tsx';
import { Failed, Skeleton } from '../parts/states.tsx';
import { useDebounced } from '../use-debounced.ts';
import { useLoad } from '../use-load.ts';
import { type DistrictOf, inDistrict } from './district.ts';
import type { PlaceChoice } from './locate.ts';
import { t } from './texts.ts';

export type Address = Answer<'GET /api/public/addresses'>['rows'][number];

export function choiceOf(row: Address): PlaceChoice {
  const point = row.lon !== null && row.lat !== null ? { point: { lon: row.lon, lat: row.lat } } : {};
  return { source: 'address', addressId: row.id, text: row.text, ...point };
}

interface Asked {
  q?: string;
  areaId?: string;
  near?: LonLat | null;
}

export function useAddresses(districtOf: DistrictOf, { q, areaId, near }: Asked) {
  const key = q || areaId || near ? `${q ?? ''}|${areaId ?? ''}|${near ? `${near.lon}:${near.lat}` : ''}` : null;
  return useLoad(key, async (signal) => {
    const query = {
      ...(await inDistrict(districtOf)),
      ...(q ? { q } : {}),
      ...(areaId ? { areaId } : {}),
      ...(near ? { lon: near.lon, lat: near.lat } : {}),
    };
    return call('GET /api/public/addresses', { query }, { signal });
  });
}

export interface PickProps {
  districtOf: DistrictOf;
  picked: PlaceChoice | null;
  onPick: (choice: PlaceChoice) => void;
}

export function AddressLines({ rows, picked, onPick }: Omit<PickProps, 'districtOf'> & { rows: readonly Address[] }) {
  return (
    <Choices
      lines={rows.map((row) => ({
        key: row.id,
        title: row.text,
        sub: row.areaName,
        on: picked?.addressId === row.id,
        onPick: () => onPick(choiceOf(row)),
      }))}
    />
  );
}

/** Typed words; with a place already known, the addresses around it come first without typing. */
export function AddressSearch({ districtOf, near, picked, onPick }: PickProps & { near: LonLat | null }) {
  const [words, setWords] = useState('');
  const q = useDebounced(words.trim());
  const { data, error, loading, reload } = useAddresses(districtOf, { q, near });
  const rows = data?.rows ?? [];
  return (
    <>
      <TextField
        label={t('searchLabel')}
        placeholder={t('searchHint')}
        type="search"
        enterKeyHint="search"
        maxLength={60}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <p role="status" className="hint">
        {q && data ? (rows.length > 0 ? t('found', { n: rows.length }) : t('foundNone')) : ''}
      </p>
      {error && !data ? <Failed error={error} onRetry={reload} /> : null}
      {loading && !data && (q || near) && <Skeleton blocks={2} />}
      <AddressLines rows={rows} picked={picked} onPick={onPick} />
    </>
  );
}
