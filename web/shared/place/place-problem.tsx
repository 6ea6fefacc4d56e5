import type { ReactNode } from 'react';
import { Refusal, sayError } from '../api.ts';
import { RefreshIcon } from '../icons.tsx';
import { Button } from '../parts/basics.tsx';
import { RadioGroup } from '../parts/fields.tsx';
import { lang } from '../prefs.ts';
import { distance } from '../time.ts';
import { t } from './texts.ts';
import type { PlaceBox } from './use-place.ts';

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

interface PlaceProblemProps {
  place: PlaceBox;
  /** Ways on for a place that is not ours: another way to choose, a phone to call. */
  outside?: ReactNode;
}

/** Outside, or no answer: said plainly, with a way on. */
export function PlaceProblem({ place, outside }: PlaceProblemProps) {
  const { error } = place;
  if (!error) return null;
  const refused = error instanceof Refusal;
  const away = refused && error.code === 'place.outside';
  return (
    <div className="place-problem" role="alert">
      {away && <b>{t('outside')}</b>}
      <p>{refused ? sayError(error) : t('unreached')}</p>
      {away && outside && <div className="btns">{outside}</div>}
      {!away && (
        <div className="btns">
          <Button look="soft" icon={<RefreshIcon size={20} />} onClick={place.retry}>
            {t('retry')}
          </Button>
        </div>
      )}
    </div>
  );
}
