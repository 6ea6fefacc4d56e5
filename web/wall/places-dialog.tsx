import { useEffect, useRef } from 'react';
import type { Wall } from '#contract/insight';
import { casesLink } from './desk-links.ts';
import { DeskLink } from './figure.tsx';
import { percent, rateSince, whole } from './numbers.ts';
import { t } from './texts.ts';

interface Props {
  wall: Wall;
  at: number;
  go: (areaId: string) => void;
  onClose: () => void;
}

/** Everything the map and the ranking show, as a table: for screen readers, and for who wants all lines. */
export function PlacesDialog({ wall, at, go, onClose }: Props) {
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    box.current?.showModal();
  }, []);
  return (
    <dialog className="places" ref={box} onClose={onClose} aria-labelledby="places-title">
      <div className="title-line">
        <h2 id="places-title">{t('placesTitle', { name: wall.area.name })}</h2>
        <button type="button" className="button" onClick={() => box.current?.close()}>
          {t('close')}
        </button>
      </div>
      <div className="places-scroll">
        <PlacesTable
          wall={wall}
          at={at}
          go={(id) => {
            box.current?.close();
            go(id);
          }}
        />
      </div>
    </dialog>
  );
}

function PlacesTable({ wall, at, go }: Omit<Props, 'onClose'>) {
  const from = rateSince(at);
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t('place')}</th>
          <th scope="col">{t('open')}</th>
          <th scope="col">{t('overdue')}</th>
          <th scope="col">{t('reported30')}</th>
          <th scope="col">{t('onTimeShort')}</th>
        </tr>
      </thead>
      <tbody>
        {wall.children.map((place) => (
          <tr key={place.id}>
            <th scope="row">
              <button type="button" className="plain" onClick={() => go(place.id)}>
                {place.name}
              </button>
            </th>
            <td className="num">
              <DeskLink href={casesLink({ tab: 'open', areaId: place.id })}>{whole(place.open)}</DeskLink>
            </td>
            <td className={place.overdue > 0 ? 'num late' : 'num'}>
              <DeskLink href={casesLink({ tab: 'overdue', areaId: place.id })}>{whole(place.overdue)}</DeskLink>
            </td>
            <td className="num">
              <DeskLink href={casesLink({ tab: 'all', areaId: place.id, from })}>{whole(place.reported30)}</DeskLink>
            </td>
            <td className="num">
              {place.onTime === null ? t('tooFew') : `${percent(place.onTime)}% (${whole(place.onTimeOf)})`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
