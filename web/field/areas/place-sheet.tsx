import { useState } from 'react';
import { call } from '#web/api.ts';
import { TargetIcon } from '#web/icons.tsx';
import type { LonLat } from '#web/map/project.ts';
import { SvgMap } from '#web/map/svg-map.tsx';
import { Button } from '#web/parts/basics.tsx';
import { Sheet } from '#web/parts/sheet.tsx';
import { Skeleton } from '#web/parts/states.tsx';
import { Tabs } from '#web/parts/tabs.tsx';
import { useLoad } from '#web/use-load.ts';
import { useMe } from '../accounts/session.ts';
import { AddressSearch } from './address-search.tsx';
import { AreaList } from './area-list.tsx';
import { EdgeQuestion, PlaceProblem, placeTitle } from './place-card.tsx';
import { t } from './texts.ts';
import { useOutlines } from './use-outlines.ts';
import { type PlaceBox, type PlaceChoice, usePlace } from './use-place.ts';

const six = (n: number) => Number(n.toFixed(6));

/** The middle of the district, for whoever has given no place yet. */
function useMiddle(): LonLat | null {
  const { district } = useMe();
  const { data } = useLoad(`district:${district}`, (signal) =>
    call('GET /api/public/district', { query: { district } }, { signal }),
  );
  return data ? { lon: data.lon, lat: data.lat } : null;
}

interface PlaceSheetProps {
  open: boolean;
  start: PlaceChoice | null;
  photo?: LonLat | null;
  onClose: () => void;
  onPick: (choice: PlaceChoice) => void;
}

function MapTab({ trial, start, photo }: { trial: PlaceBox; start: LonLat | null; photo: LonLat | null }) {
  const middle = useMiddle();
  const known = trial.choice?.point ?? start;
  const toned = { mine: trial.located?.areaId, candidates: trial.candidates.map((one) => one.areaId) };
  const near = useOutlines({ around: known, metres: 900, ...toned });
  // A place far outside has nothing around it: the district is shown instead, without the pin.
  const lost = known === null || near.none;
  const wide = useOutlines({ around: lost ? middle : null, metres: 2500, ...toned });
  const { areas, lines, failed } = lost ? wide : near;
  const pin = lost ? null : known;
  const move = (source: PlaceChoice['source']) => (at: LonLat) =>
    void trial.locate({ source, point: { lon: six(at.lon), lat: six(at.lat) } });
  return (
    <>
      <p className="hint">{t('mapHint')}</p>
      {failed && <p role="alert">{t('mapNone')}</p>}
      {areas.length > 0 ? (
        <SvgMap
          className="map-pick"
          label={t('sheet')}
          areas={areas}
          lines={lines}
          pin={pin}
          onPin={move('map')}
          named={!lost}
        />
      ) : (
        !failed && <Skeleton blocks={1} />
      )}
      <div className="btns">
        <Button look="soft" icon={<TargetIcon size={20} />} onClick={() => void trial.fromDevice()}>
          {t('useDevice')}
        </Button>
        {photo && <Button onClick={() => move('photo')(photo)}>{t('usePhoto')}</Button>}
      </div>
      {trial.noDevice && <p className="hint">{trial.noDevice === 'denied' ? t('denied') : t('noPlaceWhy')}</p>}
    </>
  );
}

function Chosen({ trial }: { trial: PlaceBox }) {
  if (!trial.choice) return <p className="hint">{t('pickEmpty')}</p>;
  const { choice, located } = trial;
  return (
    <p className="place-chosen" aria-live="polite">
      <small>{t('chosen')}</small>
      <b>{placeTitle(choice, located)}</b>
      {located && <span>{[located.name, located.owner?.name].filter(Boolean).join(' · ')}</span>}
    </p>
  );
}

type Way = 'map' | 'search' | 'list';

/** Three ways to the same place; none needs the other two, and two of them need no map. */
function Inside({ start, photo = null, onClose, onPick }: Omit<PlaceSheetProps, 'open'>) {
  const trial = usePlace();
  const [way, setWay] = useState<Way>('map');
  const near = start?.point ?? null;
  const pick = (choice: PlaceChoice) => void trial.locate(choice);
  const ready = trial.choice !== null && trial.candidates.length === 0 && !trial.error;
  function confirm(): void {
    if (ready && trial.choice) onPick(trial.choice);
    else if (!trial.choice) onClose();
  }
  return (
    <>
      <Tabs<Way>
        label={t('ways')}
        value={way}
        onChange={setWay}
        tabs={[
          { value: 'map', label: t('byMap') },
          { value: 'search', label: t('bySearch') },
          { value: 'list', label: t('byList') },
        ]}
      >
        {way === 'map' && <MapTab trial={trial} start={near} photo={photo} />}
        {way === 'search' && <AddressSearch near={near} onPick={pick} picked={trial.choice} />}
        {way === 'list' && <AreaList onPick={pick} picked={trial.choice} />}
      </Tabs>
      <EdgeQuestion place={trial} />
      <PlaceProblem place={trial} />
      <div className="place-confirm">
        <Chosen trial={trial} />
        <Button look="main" wide busy={trial.busy} onClick={confirm}>
          {t('confirm')}
        </Button>
      </div>
    </>
  );
}

export function PlaceSheet({ open, ...rest }: PlaceSheetProps) {
  return (
    <Sheet open={open} look="full" title={t('sheet')} onClose={rest.onClose}>
      <Inside {...rest} />
    </Sheet>
  );
}
