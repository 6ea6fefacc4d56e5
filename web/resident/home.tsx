import { useEffect, useState } from 'react';
import { useGo } from '#web/go.ts';
import {
  CameraIcon,
  ChevronRightIcon,
  CloudIcon,
  EditIcon,
  LanguageIcon,
  PeopleIcon,
  TextSizeIcon,
} from '#web/icons.tsx';
import { Button, Card, SectionTitle } from '#web/parts/basics.tsx';
import { Page } from '#web/parts/page.tsx';
import { Skeleton } from '#web/parts/states.tsx';
import { LampPicture } from '#web/pictures.tsx';
import { type Located, locateChoice } from '#web/place/locate.ts';
import { lang, setElder, setLang, useElder } from '#web/prefs.ts';
import { districtId, useDistrict } from './areas/district.ts';
import { OwnerRow } from './areas/owner-row.tsx';
import { Bar } from './bar.tsx';
import { readDraft, worthKeeping } from './cases/draft.ts';
import { waiting } from './cases/outbox.ts';
import { ReportRow } from './cases/report-row.tsx';
import { inGroup, useOwnReports } from './cases/use-own-reports.ts';
import { type OwnGrid, ownGrid, useKept } from './device.ts';
import { t } from './texts.ts';

function useOwner(grid: OwnGrid | undefined): Located | null {
  const [located, setLocated] = useState<Located | null>(null);
  const areaId = grid?.areaId;
  useEffect(() => {
    if (!areaId) return;
    let gone = false;
    locateChoice(districtId, { source: 'list', areaId }).then(
      (answer) => !gone && setLocated(answer.located),
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [areaId]);
  return located;
}

function GridCard() {
  const go = useGo();
  const { value: grid, ready } = useKept(ownGrid);
  const located = useOwner(grid);
  if (!ready) return null;
  return (
    <Card className="card-flush">
      {grid && located && <OwnerRow located={located} />}
      <button type="button" className="entry" onClick={() => go(grid ? `/grid/${grid.areaId}` : '/grid')}>
        <PeopleIcon />
        <span>
          <b>{grid ? grid.name : t('chooseGrid')}</b>
          <small>{grid ? t('myGrid') : t('chooseGridSub')}</small>
        </span>
        <ChevronRightIcon size={20} />
      </button>
    </Card>
  );
}

/** What was begun on this phone comes before anything new. */
function Unfinished() {
  const go = useGo();
  const draft = useKept(readDraft).value;
  const items = useKept(waiting).value ?? [];
  if (!items.length && !(draft && worthKeeping(draft))) return null;
  return (
    <Card className="card-flush">
      {items.length > 0 && (
        <button type="button" className="entry" onClick={() => go('/mine')}>
          <CloudIcon />
          <span>
            <b>{items.some((item) => item.refused) ? t('refused') : t('waiting', { n: items.length })}</b>
            <small>{t('waitingSub')}</small>
          </span>
          <ChevronRightIcon size={20} />
        </button>
      )}
      {draft && worthKeeping(draft) && (
        <button type="button" className="entry" onClick={() => go('/report')}>
          <EditIcon />
          <span>
            <b>{t('draft')}</b>
          </span>
          <ChevronRightIcon size={20} />
        </button>
      )}
    </Card>
  );
}

function Running() {
  const go = useGo();
  const { reports, ready } = useOwnReports();
  const open = [...inGroup(reports, 'asks'), ...inGroup(reports, 'running')].slice(0, 2);
  if (!ready) return <Skeleton blocks={1} />;
  if (open.length === 0) {
    return reports.length > 0 ? null : (
      <div className="home-none">
        <LampPicture width={190} />
        <b>{t('none')}</b>
        <p>{t('noneSub')}</p>
      </div>
    );
  }
  return (
    <>
      <div className="section-line">
        <SectionTitle>{t('running')}</SectionTitle>
        <Button look="text" onClick={() => go('/mine')}>
          {t('allMine')}
        </Button>
      </div>
      <Card className="card-flush">
        <ul className="report-rows">
          {open.map((report) => (
            <ReportRow key={report.id} report={report} />
          ))}
        </ul>
      </Card>
    </>
  );
}

function Ways() {
  const elder = useElder();
  return (
    <div className="ways">
      <button type="button" aria-pressed={elder} onClick={() => setElder(!elder)}>
        <TextSizeIcon />
        <span>
          <b>{t('elder')}</b>
          <small>{elder ? t('elderOn') : t('elderSub')}</small>
        </span>
      </button>
      <button
        type="button"
        lang={lang() === 'en' ? 'zh-CN' : 'en'}
        onClick={() => setLang(lang() === 'en' ? 'zh-CN' : 'en')}
      >
        <LanguageIcon />
        <span>
          <b>{t('switchLang')}</b>
        </span>
      </button>
    </div>
  );
}

/** R1. One thing to do; whoever came to look finds the rest below it. */
export function HomePage() {
  const go = useGo();
  const district = useDistrict();
  return (
    <Page title={district?.name ?? t('hello')} sub={t('welcome')} foot={<Bar on="home" />}>
      <button type="button" className="snap" onClick={() => go('/report')}>
        <span className="snap-icon">
          <CameraIcon size={44} />
        </span>
        <span className="snap-text">
          <b>{t('snapBig')}</b>
          {t('snapSub')}
        </span>
      </button>
      <Unfinished />
      <Running />
      <GridCard />
      <Ways />
      {district?.hotline && (
        <a className="hotline" href={`tel:${district.hotline}`}>
          {t('hotline', { phone: district.hotline })}
        </a>
      )}
    </Page>
  );
}
