import type { ReactNode } from 'react';
import { PinIcon } from '../icons.tsx';
import { SvgMap } from '../map/svg-map.tsx';
import { Button, Card, Row } from '../parts/basics.tsx';
import { EdgeQuestion, PlaceProblem } from './place-problem.tsx';
import { nearness, placeArea, placeTitle } from './place-words.ts';
import { t } from './texts.ts';
import { useOutlines } from './use-outlines.ts';
import type { PlaceBox } from './use-place.ts';

function PlaceMap({ place }: { place: PlaceBox }) {
  const { choice, located, candidates } = place;
  const { areas, lines } = useOutlines(place.districtOf, {
    around: choice?.point,
    areaId: located?.areaId,
    mine: located?.areaId,
    candidates: candidates.map((one) => one.areaId),
  });
  if (!choice || areas.length === 0) return null;
  const name = located?.name ?? '';
  return (
    <div className="place-map">
      <SvgMap
        label={choice.point ? t('mapOf', { name, place: placeTitle(choice, located) }) : t('mapPlain', { name })}
        areas={areas}
        lines={lines}
        pin={choice.point ?? null}
        accuracy={choice.source === 'device' ? (choice.point?.accuracy ?? null) : null}
      />
      {located && <span className="place-badge">{t('homes', { n: located.households })}</span>}
    </div>
  );
}

function words(place: PlaceBox): { title: string; sub: string } {
  const { choice, located, noDevice, device } = place;
  if (choice) {
    const sub = [placeArea(choice, located), nearness(place)].filter(Boolean).join(' · ');
    return { title: placeTitle(choice, located), sub };
  }
  if (!device && !noDevice) return { title: t('finding'), sub: '' };
  return { title: t('noPlace'), sub: noDevice === 'denied' ? t('denied') : t('noPlaceWhy') };
}

interface PlaceCardProps {
  place: PlaceBox;
  /** Of the button, where a form's faults lead. */
  id?: string;
  /** Without it the place is only shown. */
  onAdjust?: () => void;
  /** Who answers there, in the words of the front. */
  owner?: ReactNode;
  /** A way on for a place that is not ours. */
  outside?: ReactNode;
}

/** Where it is and whose it is: known before a word is written. */
export function PlaceCard({ id, place, onAdjust, owner, outside }: PlaceCardProps) {
  const { title, sub } = words(place);
  return (
    <Card className="card-flush" aria-live="polite">
      <PlaceMap place={place} />
      <Row
        start={
          <span className="place-pin">
            <PinIcon size={26} />
          </span>
        }
        title={title}
        sub={sub}
        end={
          onAdjust && (
            <Button id={id} look={place.choice ? 'text' : 'soft'} onClick={onAdjust}>
              {place.choice ? t('adjust') : t('choose')}
            </Button>
          )
        }
      />
      <EdgeQuestion place={place} />
      <PlaceProblem place={place} outside={outside} />
      {owner}
    </Card>
  );
}
