import { Refusal, sayError } from '#web/api.ts';
import { PhoneIcon, PinIcon, RefreshIcon } from '#web/icons.tsx';
import { metresBetween } from '#web/map/project.ts';
import { SvgMap } from '#web/map/svg-map.tsx';
import { Button, Card, Initial, Row } from '#web/parts/basics.tsx';
import { RadioGroup } from '#web/parts/fields.tsx';
import { lang } from '#web/prefs.ts';
import { distance } from '#web/time.ts';
import { useMe } from '../accounts/session.ts';
import { t } from './texts.ts';
import { useOutlines } from './use-outlines.ts';
import type { Located, PlaceBox, PlaceChoice } from './use-place.ts';

export function placeTitle(choice: PlaceChoice, located: Located | null): string {
  return choice.text ?? located?.address ?? t(choice.source);
}

function nearness({ choice, device, located }: PlaceBox): string {
  if (located?.decidedBy === 'near' && located.metres !== null) {
    return t('near', { n: distance(located.metres, lang()) });
  }
  if (choice?.source === 'device' && choice.point?.accuracy) {
    return t('accuracy', { n: distance(choice.point.accuracy, lang()) });
  }
  return choice?.point && device ? t('away', { n: distance(metresBetween(choice.point, device), lang()) }) : '';
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
        label={t('mapOf', { name, place: placeTitle(choice, located) })}
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
      <p>{t('edge')}</p>
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

export function PlaceProblem({ place }: { place: PlaceBox }) {
  if (!place.error) return null;
  const outside = place.error instanceof Refusal;
  return (
    <div className="place-problem" role="alert">
      {outside && <b>{t('outside')}</b>}
      <p>{outside ? sayError(place.error) : t('unreached')}</p>
      {!outside && (
        <Button look="soft" icon={<RefreshIcon size={20} />} onClick={place.retry}>
          {t('retry')}
        </Button>
      )}
    </div>
  );
}

function Owner({ located }: { located: Located }) {
  const { posts } = useMe();
  const { owner } = located;
  if (!owner) return null;
  const name = owner.name ?? owner.title;
  const own = posts.some((post) => post.id === owner.postId);
  return (
    <Row
      start={<Initial name={name} />}
      title={
        <>
          {name} {owner.name && <small>{owner.title}</small>}
          {owner.standIn && owner.name && <small> · {t('standIn')}</small>}
        </>
      }
      sub={own ? t('ownGrid') : t('answers', { name })}
      end={
        owner.phone &&
        !own && (
          <a className="icon-btn icon-btn-phone" href={`tel:${owner.phone}`} aria-label={t('call', { name })}>
            <PhoneIcon />
          </a>
        )
      }
    />
  );
}

interface PlaceCardProps {
  place: PlaceBox;
  /** Of the button, where a form's faults lead. */
  id?: string;
  /** Without it the place is only shown. */
  onAdjust?: () => void;
}

function words(place: PlaceBox): { title: string; sub: string } {
  const { choice, located, noDevice, device } = place;
  if (choice) {
    const sub = [located?.name ?? '', nearness(place)].filter(Boolean).join(' · ');
    return { title: placeTitle(choice, located), sub };
  }
  if (!device && !noDevice) return { title: t('finding'), sub: '' };
  return { title: t('noPlace'), sub: noDevice === 'denied' ? t('denied') : t('noPlaceWhy') };
}

/** Where it is and whose it is: known before a word is written. */
export function PlaceCard({ id, place, onAdjust }: PlaceCardProps) {
  const { choice, located } = place;
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
            <Button id={id} look={choice ? 'text' : 'soft'} onClick={onAdjust}>
              {choice ? t('adjust') : t('choose')}
            </Button>
          )
        }
      />
      <EdgeQuestion place={place} />
      <PlaceProblem place={place} />
      {located && <Owner located={located} />}
    </Card>
  );
}
