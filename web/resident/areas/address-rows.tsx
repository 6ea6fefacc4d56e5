import type { Answer } from '#contract/api';
import { CheckIcon } from '#web/icons.tsx';
import type { PlaceChoice } from './use-place.ts';

type Address = Answer<'GET /api/public/addresses'>['rows'][number];

interface AddressRowsProps {
  rows: readonly Address[];
  picked: PlaceChoice | null;
  onPick: (choice: PlaceChoice) => void;
}

export function AddressRows({ rows, picked, onPick }: AddressRowsProps) {
  return (
    <ul className="choices">
      {rows.map((row) => {
        const on = picked?.addressId === row.id;
        const point = row.lon !== null && row.lat !== null ? { point: { lon: row.lon, lat: row.lat } } : {};
        return (
          <li key={row.id}>
            <button
              type="button"
              aria-pressed={on}
              onClick={() => onPick({ source: 'address', addressId: row.id, text: row.text, ...point })}
            >
              <span>
                {row.text}
                <small>{row.areaName}</small>
              </span>
              {on && <CheckIcon size={20} />}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
