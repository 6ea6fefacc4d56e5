import { useState } from 'react';
import type { Source } from '#contract/cases';
import { useGo } from '#web/go.ts';
import { PhoneIcon, PinIcon, RouteIcon, UserIcon } from '#web/icons.tsx';
import { SvgMap } from '#web/map/svg-map.tsx';
import { Button, Card, Initial, LinkButton, Row } from '#web/parts/basics.tsx';
import { BeforeAfter } from '#web/parts/before-after.tsx';
import { PhotoStrip } from '#web/parts/photo-viewer.tsx';
import { StatusTag } from '#web/parts/tags.tsx';
import { Timeline, type TimelineItem } from '#web/parts/timeline.tsx';
import { metresTo, usePositionIfAllowed } from '#web/place/device-place.ts';
import { useOutlines } from '#web/place/use-outlines.ts';
import { lang } from '#web/prefs.ts';
import { linesText, stateNameOf, toneOf } from '#web/state.ts';
import { day, distance, full, ms } from '#web/time.ts';
import { useMe } from '../accounts/session.ts';
import { districtId } from '../areas/district.ts';
import type { CaseView } from './commands.ts';
import { ContactSheet } from './contact-sheet.tsx';
import { geoLink } from './geo-link.ts';
import { allPhotos, pairOf, shown } from './photos-of.ts';
import { CaseLevel, DuePill, placeOf } from './task-card.tsx';
import { t } from './texts.ts';
import { stepText } from './wording.ts';

/** What it is, by when, and the pictures: the proof beside the complaint as soon as there is one. */
export function Head({ view, now }: { view: CaseView; now: number }) {
  const { before, after } = pairOf(view);
  const rest = allPhotos(view).filter((photo) => !after || (photo.id !== before?.id && photo.id !== after.id));
  return (
    <Card className="case-head">
      <div className="task-head">
        <h2>
          <CaseLevel level={view.level} /> {view.title}
        </h2>
        <DuePill row={view} now={now} />
      </div>
      <p className="task-tags">
        <StatusTag tone={toneOf(view.state)}>{stateNameOf(view)}</StatusTag>
        <span>{view.categoryName ?? t('noCategory')}</span>
      </p>
      {view.body && view.body !== view.title && <p className="case-body">{view.body}</p>}
      {before && after && <BeforeAfter before={before} after={after} />}
      <PhotoStrip photos={rest.map(shown)} />
    </Card>
  );
}

function PlaceMap({ view }: { view: CaseView }) {
  const pin = view.lon !== null && view.lat !== null ? { lon: view.lon, lat: view.lat } : null;
  const { areas, lines } = useOutlines(districtId, { around: pin, areaId: view.areaId, mine: view.areaId });
  if (areas.length === 0) return null;
  return (
    <div className="place-map">
      <SvgMap
        label={t('mapOf', { name: view.areaName, place: placeOf(view) })}
        areas={areas}
        lines={lines}
        pin={pin}
        accuracy={view.accuracy}
      />
      <span className="place-badge">{view.areaName.split('·').at(-1)}</span>
    </div>
  );
}

export function Place({ view }: { view: CaseView }) {
  const { position } = usePositionIfAllowed();
  const { posts } = useMe();
  const own = posts.some((post) => post.id === view.ownerPostId);
  const metres = metresTo(position.place, view);
  const geo = geoLink(view);
  const away = metres === null ? '' : t('away', { n: distance(metres, lang()) });
  return (
    <Card className="card-flush" aria-label={t('where')}>
      <PlaceMap view={view} />
      <Row
        start={
          <span className="place-pin">
            <PinIcon size={26} />
          </span>
        }
        title={placeOf(view)}
        sub={[view.areaName, away].filter(Boolean).join(' · ')}
        end={
          geo && (
            <LinkButton look="text" href={geo} icon={<RouteIcon size={20} />}>
              {t('navigate')}
            </LinkButton>
          )
        }
      />
      <Reporter view={view} />
      {view.ownerPhone && !own && (
        <Row
          start={<Initial name={view.ownerName ?? '·'} />}
          title={view.ownerName ?? ''}
          sub={t('owner')}
          end={
            <a
              className="icon-btn icon-btn-phone"
              href={`tel:${view.ownerPhone}`}
              aria-label={`${t('call')} ${view.ownerName ?? ''}`}
            >
              <PhoneIcon />
            </a>
          }
        />
      )}
    </Card>
  );
}

function reporterWords(reporter: CaseView['reporter']): { title: string; sub: string } {
  if (!reporter) return { title: t('noReporter'), sub: t('reporter') };
  if (reporter.anonymous) return { title: t('anonymous'), sub: t('anonymousSub') };
  return {
    title: [reporter.name, reporter.phone].filter(Boolean).join(' ') || t('reporter'),
    sub: reporter.phone ? t('reporter') : t('phoneNone'),
  };
}

function Reporter({ view }: { view: CaseView }) {
  const [open, setOpen] = useState(false);
  const { reporter } = view;
  const hidden = reporter && !reporter.anonymous && (reporter.phone || reporter.name);
  const { title, sub } = reporterWords(reporter);
  return (
    <>
      <Row
        start={
          reporter?.name && !reporter.anonymous ? (
            <Initial name={reporter.name} />
          ) : (
            <span className="initial" aria-hidden="true">
              <UserIcon size={22} />
            </span>
          )
        }
        title={<span className="num">{title}</span>}
        sub={sub}
        end={
          view.mayContact &&
          hidden && (
            <Button look="text" onClick={() => setOpen(true)}>
              {t('see')}
            </Button>
          )
        }
      />
      <ContactSheet view={view} open={open} onClose={() => setOpen(false)} />
    </>
  );
}

type Step = CaseView['steps'][number];

function stepDetails(step: Step): string {
  return [
    step.note,
    ...linesText(step.fields),
    step.unitName && step.move !== 'report' ? t('toUnit', { unit: step.unitName }) : '',
    step.areaName && step.move === 'reroute' ? t('toArea', { area: step.areaName }) : '',
    step.until ? t('untilDay', { day: full(ms(step.until)).slice(0, 10) }) : '',
    step.rating ? t('ratedAs', { rating: t(step.rating) }) : '',
    step.metres === null || step.move === 'report' ? '' : t('metresAway', { n: distance(step.metres, lang()) }),
  ]
    .filter(Boolean)
    .join('\n');
}

function stepWho(step: Step): string {
  return step.post && step.post !== step.by ? `${step.by} · ${step.post}` : step.by;
}

export function Record({ view, now }: { view: CaseView; now: number }) {
  const items = [...view.steps].reverse().map((step): TimelineItem => {
    const text = stepDetails(step);
    return {
      key: String(step.seq),
      title: (
        <>
          {stepText(step)} {step.internal && <small className="internal">{t('internal')}</small>}
        </>
      ),
      when: day(ms(step.at), now, lang()),
      at: step.at,
      who: stepWho(step),
      ...(text ? { text } : {}),
      photos: step.photos.map(shown),
    };
  });
  return (
    <Card>
      <h2 className="card-title">{t('record')}</h2>
      <Timeline items={items} done={['checked', 'closed', 'archived'].includes(view.state)} />
    </Card>
  );
}

const sources = {
  resident: 'source_resident',
  worker: 'source_worker',
  operator: 'source_operator',
  hotline: 'source_hotline',
  platform: 'source_platform',
} as const satisfies Record<Source, string>;

const sourceText = (source: CaseView['source']) => t(sources[source as Source]);

function factsOf(view: CaseView, now: number): [string, string][] {
  const when = (at: string | null) => (at ? day(ms(at), now, lang()) : '');
  const facts: [string, string][] = [
    [t('due'), when(view.dueAt)],
    [t('totalDue'), when(view.totalDueAt)],
    [t('reportedAt'), when(view.reportedAt)],
    [t('source'), sourceText(view.source)],
    [t('category'), view.categoryName ?? t('noCategory')],
    [t('owner'), view.ownerName ?? ''],
    [t('unit'), view.unitName ?? ''],
    [t('meToo'), view.meToo > 0 ? t('people', { n: view.meToo }) : ''],
    [t('returns'), view.returns > 0 ? t('times', { n: view.returns }) : ''],
    [t('reopens'), view.reopens > 0 ? t('times', { n: view.reopens }) : ''],
    [t('rating'), view.rating ? t(view.rating) : ''],
    [t('placeAccuracy'), view.accuracy ? distance(view.accuracy, lang()) : ''],
  ];
  return facts.filter(([, value]) => value !== '');
}

export function Facts({ view, now }: { view: CaseView; now: number }) {
  const go = useGo();
  return (
    <Card>
      <h2 className="card-title">{t('facts')}</h2>
      <dl className="facts num">
        {factsOf(view, now).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {view.mergedInto && (
        <Button look="text" onClick={() => go(`/case/${view.mergedInto?.id}`)}>
          {t('mergedInto', { no: view.mergedInto.no })}
        </Button>
      )}
      {view.mergedHere.length > 0 && <p className="hint">{t('mergedHere')}</p>}
      {view.mergedHere.map((one) => (
        <Button key={one.id} look="text" onClick={() => go(`/case/${one.id}`)}>
          {one.no} {one.title}
        </Button>
      ))}
    </Card>
  );
}
