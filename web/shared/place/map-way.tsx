import { call } from '../api.ts';
import { TargetIcon } from '../icons.tsx';
import type { LonLat } from '../map/project.ts';
import { SvgMap } from '../map/svg-map.tsx';
import { Button } from '../parts/basics.tsx';
import { Skeleton } from '../parts/states.tsx';
import { useLoad } from '../use-load.ts';
import { type DistrictOf, inDistrict } from './district.ts';
import type { PlaceChoice } from './locate.ts';
import { t } from './texts.ts';
import { useOutlines } from './use-outlines.ts';
import type { PlaceBox } from './use-place.ts';

const six = (n: number) => Number(n.toFixed(6));

// Around a place one looks for a house; around the middle of a district, for one's part of it.
const NEAR_METRES = 900;
const WIDE_METRES = 2500;

/** The middle of the district, for whoever has given no place or one that is not in it. */
function useMiddle(districtOf: DistrictOf, wanted: boolean) {
  return useLoad(wanted ? 'middle' : null, async (signal) =>
    call('GET /api/public/district', { query: await inDistrict(districtOf) }, { signal }),
  );
}

/** The ground around what is chosen; where there is none (nothing chosen, or far outside) the middle of the district. */
function useGround(trial: PlaceBox, near: LonLat | null) {
  const { districtOf, choice, located } = trial;
  const toned = { mine: located?.areaId, candidates: trial.candidates.map((one) => one.areaId) };
  const known = choice ? choice.point : near;
  const areaId = located?.areaId;
  const close = useOutlines(districtOf, { around: known, areaId, metres: NEAR_METRES, ...toned });
  const lost = (!known && !areaId) || close.none;
  const middle = useMiddle(districtOf, lost);
  const wide = useOutlines(districtOf, { around: lost ? middle.data : null, metres: WIDE_METRES, ...toned });
  const ground = lost ? wide : close;
  const failed = ground.failed || ground.none || (lost && middle.error !== undefined);
  return { areas: ground.areas, lines: ground.lines, lost, failed, pin: lost ? null : (choice?.point ?? null) };
}

interface MapWayProps {
  trial: PlaceBox;
  /** Where the map begins while nothing is chosen. */
  near: LonLat | null;
  photo: LonLat | null;
}

export function MapWay({ trial, near, photo }: MapWayProps) {
  const { areas, lines, lost, failed, pin } = useGround(trial, near);
  const move = (source: PlaceChoice['source']) => (at: LonLat) =>
    void trial.locate({ source, point: { lon: six(at.lon), lat: six(at.lat) } });
  return (
    <>
      <p className="hint">{t('mapHint')}</p>
      {areas.length > 0 && (
        <SvgMap
          className="map-pick"
          label={t('sheet')}
          areas={areas}
          lines={lines}
          pin={pin}
          onPin={move('map')}
          named={!lost}
        />
      )}
      {areas.length === 0 && (failed ? <p role="alert">{t('mapNone')}</p> : <Skeleton blocks={1} />)}
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
