import { useState } from 'react';
import { call } from '#web/api.ts';
import type { LonLat } from '#web/map/project.ts';
import { TextField } from '#web/parts/fields.tsx';
import { Failed, Skeleton } from '#web/parts/states.tsx';
import { useLoad } from '#web/use-load.ts';
import { useDebounced } from '../use-debounced.ts';
import { AddressRows } from './address-rows.tsx';
import { districtId } from './district.ts';
import { t } from './texts.ts';
import type { PlaceChoice } from './use-place.ts';

interface AddressSearchProps {
  near: LonLat | null;
  picked: PlaceChoice | null;
  onPick: (choice: PlaceChoice) => void;
}

async function search(q: string, near: LonLat | null, signal: AbortSignal) {
  const district = await districtId();
  const around = near ? { lon: near.lon, lat: near.lat } : {};
  const query = { ...(district ? { district } : {}), ...(q ? { q } : {}), ...around };
  return call('GET /api/public/addresses', { query }, { signal });
}

function keyOf(q: string, near: LonLat | null): string | null {
  if (!q && !near) return null;
  return near ? `${q}@${near.lon}:${near.lat}` : q;
}

/** Typed words; with a place already known, the addresses around it come first without typing. */
export function AddressSearch({ near, picked, onPick }: AddressSearchProps) {
  const [words, setWords] = useState('');
  const q = useDebounced(words.trim());
  const key = keyOf(q, near);
  const found = useLoad(key, (signal) => search(q, near, signal));
  const rows = found.data?.rows ?? [];
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
        {q && found.data ? (rows.length > 0 ? t('found', { n: rows.length }) : t('foundNone')) : ''}
      </p>
      {found.error && !found.data ? <Failed error={found.error} onRetry={found.reload} /> : null}
      {found.loading && !found.data && key && <Skeleton blocks={2} />}
      <AddressRows rows={rows} picked={picked} onPick={onPick} />
    </>
  );
}
