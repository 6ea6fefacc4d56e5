import { useEffect } from 'react';
import { sayError } from '#web/api.ts';
import { CheckIcon, PinIcon, RefreshIcon } from '#web/icons.tsx';
import { Button } from '#web/parts/basics.tsx';
import { Sheet } from '#web/parts/sheet.tsx';
import { metresTo, renewPosition, usePosition } from '#web/place/device-place.ts';
import { lang } from '#web/prefs.ts';
import { distance } from '#web/time.ts';
import type { CaseView } from './commands.ts';
import { MovedOn, useSeen } from './moved-on.tsx';
import { t } from './texts-moves.ts';
import { type MoveEnd, useMove } from './use-move.ts';

// A phone among houses is off by some tens of metres, a pin set by hand by as much again.
const HERE_M = 100;

type Found = 'asking' | 'here' | 'far' | 'none' | 'no-place';

interface Told {
  found: Found;
  title: string;
  hint: string;
}

function useHowFar(view: CaseView): Told {
  const { place, busy } = usePosition();
  const metres = metresTo(place, view);
  if (busy) return { found: 'asking', title: t('arriveAsk'), hint: '' };
  if (view.lon === null) return { found: 'no-place', title: t('arriveNoPlace'), hint: '' };
  if (metres === null) return { found: 'none', title: t('arriveNone'), hint: t('arriveNoneHint') };
  const n = distance(metres, lang());
  const accuracy = place ? t('accuracy', { n: distance(place.accuracy, lang()) }) : '';
  return metres > HERE_M
    ? { found: 'far', title: t('arriveFar', { n }), hint: `${t('arriveFarHint')} ${accuracy}` }
    : { found: 'here', title: t('arriveHere', { n }), hint: accuracy };
}

interface ArriveSheetProps {
  view: CaseView;
  end: MoveEnd;
  onClose: () => void;
}

/** The place is checked and sent along; being far away is told and recorded, never forbidden: pins can be wrong. */
export function ArriveSheet({ view, end, onClose }: ArriveSheetProps) {
  const { place, busy } = usePosition();
  const { found, title, hint } = useHowFar(view);
  const { make, busy: sending, fault } = useMove(view, end);
  const seen = useSeen(view);
  useEffect(() => {
    void renewPosition();
  }, []);
  const sure = found === 'here';
  return (
    <Sheet
      open
      title={t('arrive')}
      onClose={onClose}
      foot={
        <Button
          look="main"
          wide
          busy={sending || busy}
          icon={<CheckIcon />}
          onClick={() => void make('arrive', place ? { point: place } : {})}
        >
          {sure || busy ? t('confirmArrive') : t('anywayArrive')}
        </Button>
      }
    >
      <MovedOn view={view} seen={seen} move="arrive" note="" />
      <div className={`arrive arrive-${found}`} role="status">
        <span className="arrive-mark">
          <PinIcon size={30} />
        </span>
        <div>
          <b>{title}</b>
          {hint && <p>{hint}</p>}
        </div>
      </div>
      {fault ? (
        <p role="alert" className="field-error">
          {sayError(fault)}
        </p>
      ) : null}
      {!busy && !sure && (
        <Button look="soft" icon={<RefreshIcon size={20} />} onClick={() => void renewPosition()}>
          {t('retry')}
        </Button>
      )}
    </Sheet>
  );
}
