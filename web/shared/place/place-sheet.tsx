import { type ReactNode, useEffect, useState } from 'react';
import { Refusal } from '../api.ts';
import type { LonLat } from '../map/project.ts';
import { Button } from '../parts/basics.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { Tabs } from '../parts/tabs.tsx';
import { AddressSearch } from './address-search.tsx';
import { AreaList } from './area-list.tsx';
import type { PlaceChoice } from './locate.ts';
import { MapWay } from './map-way.tsx';
import { EdgeQuestion, PlaceProblem } from './place-problem.tsx';
import { placeArea, placeTitle } from './place-words.ts';
import { t } from './texts.ts';
import { type PlaceBox, usePlace } from './use-place.ts';

interface PlaceSheetProps {
  open: boolean;
  /** The form's place: the sheet begins with it, and what is confirmed goes there. */
  place: PlaceBox;
  /** Where the map begins and addresses are near, as long as nothing is chosen. */
  near?: LonLat | null;
  photo?: LonLat | null;
  /** A way on for a place that is not ours, beside the other ways to choose. */
  outside?: ReactNode;
  onClose: () => void;
}

function Chosen({ trial: { choice, located } }: { trial: PlaceBox }) {
  if (!choice) return <p className="hint">{t('pickEmpty')}</p>;
  return (
    <p className="place-chosen" aria-live="polite">
      <small>{t('chosen')}</small>
      <b>{placeTitle(choice, located)}</b>
      <span>{[placeArea(choice, located), located?.owner?.name].filter(Boolean).join(' · ')}</span>
    </p>
  );
}

const ways = ['map', 'search', 'list'] as const;
type Way = (typeof ways)[number];
const names = { map: 'byMap', search: 'bySearch', list: 'byList' } as const satisfies Record<Way, string>;

/** For a place that is not ours: the two ways that lead only to places that are. */
function OtherWays({ but, onGo }: { but: Way; onGo: (way: Way) => void }) {
  return (['search', 'list'] as const)
    .filter((way) => way !== but)
    .map((way) => (
      <Button key={way} look="soft" onClick={() => onGo(way)}>
        {t(names[way])}
      </Button>
    ));
}

/** Three ways to the same place; none needs the other two, and two of them need no map. */
function Inside({ place, near = null, photo = null, outside, onClose }: Omit<PlaceSheetProps, 'open'>) {
  const { districtOf } = place;
  const trial = usePlace(districtOf);
  const [way, setWay] = useState<Way>('map');
  // biome-ignore lint/correctness/useExhaustiveDependencies: once; it begins with what the form has.
  useEffect(() => {
    if (place.choice) void trial.locate(place.choice);
  }, []);
  const pick = (choice: PlaceChoice) => void trial.locate(choice);
  const known = trial.choice?.point ?? near;
  // Without a network the place may be taken all the same: whose it is the server says later.
  const refused = trial.error instanceof Refusal;
  function confirm(): void {
    if (trial.choice && trial.candidates.length > 0) return;
    onClose();
    if (trial.choice) void place.locate(trial.choice);
  }
  return (
    <>
      <Tabs<Way>
        label={t('ways')}
        value={way}
        onChange={setWay}
        tabs={ways.map((value) => ({ value, label: t(names[value]) }))}
      >
        {way === 'map' && <MapWay trial={trial} near={near} photo={photo} />}
        {way === 'search' && <AddressSearch districtOf={districtOf} near={known} picked={trial.choice} onPick={pick} />}
        {way === 'list' && <AreaList districtOf={districtOf} picked={trial.choice} onPick={pick} />}
      </Tabs>
      <EdgeQuestion place={trial} />
      <div className="place-confirm">
        <PlaceProblem
          place={trial}
          outside={
            <>
              <OtherWays but={way} onGo={setWay} />
              {outside}
            </>
          }
        />
        {!refused && (
          <>
            <Chosen trial={trial} />
            <Button look="main" wide busy={trial.busy} onClick={confirm}>
              {t('confirm')}
            </Button>
          </>
        )}
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
