import { Refusal } from '#web/api.ts';
import { PinIcon, RefreshIcon } from '#web/icons.tsx';
import { SvgMap } from '#web/map/svg-map.tsx';
import { Button, Card, LinkButton, Row } from '#web/parts/basics.tsx';
import { RadioGroup } from '#web/parts/fields.tsx';
import { lang } from '#web/prefs.ts';
import { distance } from '#web/time.ts';
import { useDistrict } from './district.ts';
import { OwnerRow } from './owner-row.tsx';
import { t } from './texts.ts';
import { farApart, useOutlines } from './use-outlines.ts';
import type { Located, PlaceBox, PlaceChoice } from './use-place.ts';

export function sourceWords(choice: PlaceChoice): string {
  const words = {
    device: t('here'),
    photo: t('fromPhoto'),
    map: t('fromMap'),
    address: t('fromAddress'),
    list: t('fromList'),
  };
  return words[choice.source];
}

/** The two lowest names, 竹里村·第4微网格; once only where the lower name already begins with the higher. */
export function areaWords(located: Located): string {
  const [above = '', own = located.name] = located.path.slice(-2).map((part) => part.name);
  return own.startsWith(above) ? own : `${above}·${own}`;
}

function nearness(place: PlaceBox): string {
  const { choice, device, located } = place;
  if (located?.decidedBy === 'near' && located.metres !== null) {
    return t('near', { n: distance(located.metres, lang()) });
  }
  if (choice?.source === 'device' && choice.point?.accuracy) {
    return t('accuracy', { n: distance(choice.point.accuracy, lang()) });
  }
  const far = farApart(choice?.point, device);
  return far === null ? '' : t('away', { n: distance(far, lang()) });
}

function placeSub(place: PlaceBox): string {
  return [place.located ? areaWords(place.located) : '', nearness(place)].filter(Boolean).join(' · ');
}

export function placeTitle(choice: PlaceChoice, located: Located | null): string {
  return choice.text ?? located?.address ?? sourceWords(choice);
}

function PlaceMap({ place }: { place: PlaceBox }) {
  const { choice, located, candidates } = place;
  const { areas, lines } = useOutlines({
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
      {located && <span className="place-badge">{t('households', { grid: located.name, n: located.households })}</span>}
    </div>
  );
}

/** Near an edge the product does not guess: whoever stands there knows better. */
export function EdgeQuestion({ place }: { place: PlaceBox }) {
  if (place.candidates.length === 0) return null;
  return (
    <div className="place-edge">
      <p id="edge">{t('edge')}</p>
      <RadioGroup
        label={t('edge')}
        look="list"
        value={place.choice?.areaId ?? null}
        onChange={(areaId) => areaId && place.choice && void place.locate({ ...place.choice, areaId })}
        choices={place.candidates.map((one) => ({
          value: one.areaId,
          label: one.name,
          hint: t('edgeAway', { n: distance(one.metres, lang()) }),
        }))}
      />
    </div>
  );
}

/** Outside, or no network: said plainly, with another way out. */
export function PlaceProblem({ place }: { place: PlaceBox }) {
  const district = useDistrict();
  if (!place.error) return null;
  const outside = place.error instanceof Refusal;
  const said = place.error instanceof Refusal ? (lang() === 'en' ? place.error.en : place.error.zh) : t('unreached');
  return (
    <div className="place-problem" role="alert">
      {outside && <b>{t('outside')}</b>}
      <p>{said}</p>
      <div className="btns">
        {outside && district?.hotline ? (
          <LinkButton look="soft" href={`tel:${district.hotline}`}>
            {t('outsideCall', { phone: district.hotline })}
          </LinkButton>
        ) : (
          <Button look="soft" icon={<RefreshIcon size={20} />} onClick={place.retry}>
            {t('retry')}
          </Button>
        )}
      </div>
    </div>
  );
}

interface PlaceCardProps {
  place: PlaceBox;
  onAdjust: () => void;
  id: string;
  looking: boolean;
}

/** Where it is, whose it is, and by when she answers: known before a word is written. */
export function PlaceCard({ place, onAdjust, id, looking }: PlaceCardProps) {
  const { choice, located, noDevice } = place;
  const waiting = !choice && looking;
  const why = noDevice === 'denied' ? t('denied') : t('noPlaceWhy');
  return (
    <Card className="card-flush" aria-live="polite">
      <PlaceMap place={place} />
      <Row
        start={
          <span className="place-pin">
            <PinIcon size={26} />
          </span>
        }
        title={choice ? placeTitle(choice, located) : waiting ? t('finding') : t('noPlace')}
        sub={choice ? placeSub(place) : waiting ? undefined : why}
        end={
          <Button id={id} look={choice ? 'text' : 'soft'} onClick={onAdjust}>
            {choice ? t('adjust') : t('choose')}
          </Button>
        }
      />
      <EdgeQuestion place={place} />
      <PlaceProblem place={place} />
      {located?.owner && <OwnerRow owner={located.owner} minutes={located.answerWithinMinutes} />}
    </Card>
  );
}
