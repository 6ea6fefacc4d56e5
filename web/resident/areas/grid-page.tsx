import { useEffect, useState } from 'react';
import type { Answer } from '#contract/api';
import { call, Refusal } from '#web/api.ts';
import { useGo } from '#web/go.ts';
import { CheckIcon, PhoneIcon, TargetIcon } from '#web/icons.tsx';
import { SvgMap } from '#web/map/svg-map.tsx';
import { Button, Card, LinkButton, Row, SectionTitle } from '#web/parts/basics.tsx';
import { Page } from '#web/parts/page.tsx';
import { Empty, Failed, Skeleton } from '#web/parts/states.tsx';
import { toast } from '#web/parts/toast.tsx';
import { LampPicture } from '#web/pictures.tsx';
import { OwnerLine, PhoneLink } from '#web/place/owner-line.tsx';
import { EdgeQuestion, PlaceProblem } from '#web/place/place-problem.tsx';
import { PlaceSheet } from '#web/place/place-sheet.tsx';
import { t as placeT } from '#web/place/texts.ts';
import { useOutlines } from '#web/place/use-outlines.ts';
import { usePlace } from '#web/place/use-place.ts';
import { useLoad } from '#web/use-load.ts';
import { Bar } from '../bar.tsx';
import { ownGrid, setOwnGrid, useGridPoint, useKept } from '../device.ts';
import { districtId, useDistrict } from './district.ts';
import { OutsideCall } from './outside-call.tsx';
import { t } from './texts.ts';

type Board = Answer<'GET /api/public/boards/:id'>;

function People({ board }: { board: Board }) {
  return (
    <>
      <SectionTitle>{t('people')}</SectionTitle>
      <Card className="card-flush">
        {board.people.map((person) => (
          <OwnerLine
            key={`${person.title}-${person.name ?? ''}`}
            owner={{ ...person, standIn: false }}
            sub={
              <>
                {person.duties}
                {person.phone && <span className="num print-only"> {person.phone}</span>}
              </>
            }
          />
        ))}
        {board.hotline && (
          <Row
            start={
              <span className="initial" aria-hidden="true">
                <PhoneIcon size={20} />
              </span>
            }
            title={t('hotline')}
            sub={<span className="num">{board.hotline}</span>}
            end={<PhoneLink phone={board.hotline} name={t('hotline')} />}
          />
        )}
      </Card>
    </>
  );
}

function Range({ board }: { board: Board }) {
  const { areas, lines } = useOutlines(districtId, { areaId: board.area.id, mine: board.area.id });
  if (areas.length === 0) return null;
  return (
    <Card className="card-flush">
      <SvgMap
        className="map-range"
        label={placeT('mapPlain', { name: board.area.name })}
        areas={areas}
        lines={lines}
        named
      />
    </Card>
  );
}

function BoardView({ board, onChange }: { board: Board; onChange: () => void }) {
  const own = useKept(ownGrid).value;
  const mine = own?.areaId === board.area.id;
  const path = board.area.path.slice(0, -1).map((part) => part.name);
  async function keepIt(): Promise<void> {
    await setOwnGrid({ areaId: board.area.id, name: board.area.name, lon: null, lat: null });
    toast(t('kept'));
  }
  return (
    <>
      <Card className="board-head">
        <p>{path.join(' › ')}</p>
        <h2>{board.area.name}</h2>
        <p className="num">
          {t('notice')} · {placeT('homes', { n: board.area.households })}
        </p>
        <p className="num hint">{t('numbers', { closed: board.closedIn30Days, open: board.openNow })}</p>
      </Card>
      <People board={board} />
      <Range board={board} />
      <div className="btns no-print">
        {mine ? (
          <span className="kept">
            <CheckIcon size={20} /> {t('kept')}
          </span>
        ) : (
          <Button look="main" onClick={() => void keepIt()}>
            {t('keep')}
          </Button>
        )}
        <Button onClick={onChange}>{t('change')}</Button>
        <Button look="text" onClick={() => print()}>
          {t('print')}
        </Button>
      </div>
    </>
  );
}

function BoardOf({ id, onChange }: { id: string; onChange: () => void }) {
  const district = useDistrict();
  const { data, error, loading, reload } = useLoad(id, async (signal) => {
    const own = await districtId();
    return call('GET /api/public/boards/:id', { params: { id }, query: own ? { district: own } : {} }, { signal });
  });
  if (data) return <BoardView board={data} onChange={onChange} />;
  if (loading) return <Skeleton />;
  const call12345 = district?.hotline && <LinkButton href={`tel:${district.hotline}`}>{district.hotline}</LinkButton>;
  const other = error instanceof Refusal ? <Button onClick={onChange}>{t('change')}</Button> : call12345;
  return <Failed error={error} onRetry={reload} action={other} />;
}

function Ask({ onChoose }: { onChoose: () => void }) {
  const go = useGo();
  const place = usePlace(districtId);
  const areaId = place.located?.areaId;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a found grid leads on.
  useEffect(() => {
    if (areaId) go(`/grid/${areaId}`, true);
  }, [areaId]);
  return (
    <>
      <Empty
        picture={<LampPicture />}
        title={t('pickTitle')}
        action={
          <div className="btns">
            <Button
              look="main"
              busy={place.busy}
              icon={<TargetIcon size={20} />}
              onClick={() => void place.fromDevice()}
            >
              {placeT('useDevice')}
            </Button>
            <Button onClick={onChoose}>{placeT('choose')}</Button>
          </div>
        }
      >
        {place.noDevice ? (place.noDevice === 'denied' ? placeT('denied') : placeT('noPlaceWhy')) : t('pickSub')}
      </Empty>
      <EdgeQuestion place={place} />
      <PlaceProblem place={place} outside={<OutsideCall />} />
    </>
  );
}

/** R8. The notice board of one micro-grid: who, for what, by which phone, and how far it reaches. */
export function GridPage({ id }: { id: string | null }) {
  const go = useGo();
  const { value: own, ready } = useKept(ownGrid);
  const near = useGridPoint();
  const [choosing, setChoosing] = useState(false);
  const trial = usePlace(districtId);
  const shown = id ?? own?.areaId ?? null;
  const found = trial.located?.areaId;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a found grid leads on.
  useEffect(() => {
    if (found) go(`/grid/${found}`, true);
  }, [found]);
  return (
    <Page title={t('boardTitle')} foot={<Bar on="grid" />}>
      {shown && <BoardOf key={shown} id={shown} onChange={() => setChoosing(true)} />}
      {!shown && ready && <Ask onChoose={() => setChoosing(true)} />}
      <PlaceSheet
        open={choosing}
        place={trial}
        near={near}
        outside={<OutsideCall />}
        onClose={() => setChoosing(false)}
      />
    </Page>
  );
}
