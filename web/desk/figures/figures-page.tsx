import './figures.css';
import { getRouteApi, Link } from '@tanstack/react-router';
import { formulas } from '#contract/figure-formulas';
import { isCutBy } from '#contract/figure-values';
import type { Figures } from '#contract/figures';
import { ChevronRightIcon } from '#web/icons.tsx';
import { full, ms } from '#web/time.ts';
import { Page, PageTitle } from '../shell/page.tsx';
import { given, useAsk } from '../shell/query.ts';
import { Loaded } from '../shell/states.tsx';
import { t as shell } from '../shell/texts.ts';
import { BehindDrawer } from './behind-drawer.tsx';
import type { Point } from './draw-chart.ts';
import { FigureCards } from './figure-cards.tsx';
import { FigureChart } from './figure-chart.tsx';
import { FigureDownloads } from './figure-downloads.tsx';
import { FigureTable } from './figure-table.tsx';
import { nameOf, valueText } from './figure-text.ts';
import { FigureTools } from './figure-tools.tsx';
import { behindOf, type Change, type FigureSearch, numeratorOf, queryOf, type View, viewOf } from './figures-search.ts';
import { Questions } from './questions.tsx';
import { t } from './texts.ts';

const route = getRouteApi('/figures');
/** More bars than these are no picture; the table has them all. */
const mostBars = 24;

interface PartProps {
  figures: Figures;
  search: FigureSearch;
  view: View;
  onChange: Change;
}

function Head({ figures, search }: Pick<PartProps, 'figures' | 'search'>) {
  const { behind: _, ask: __, ...rest } = search;
  const { from, to } = figures.period;
  return (
    <div className="figure-head">
      <nav aria-label={t('above')} className="figure-trail">
        {figures.above.map(({ id, name }) => (
          <span key={id}>
            <Link to="/figures" search={{ ...rest, areaId: id }}>
              {name}
            </Link>
            <ChevronRightIcon size={14} />
          </span>
        ))}
        <strong>{figures.area.name}</strong>
      </nav>
      <span className="muted num">{t('whole', { from, to })}</span>
      {figures.dueTo < to && <span className="muted num">{t('dueTo', { day: figures.dueTo })}</span>}
      <span className="grow" />
      <span className="muted num">
        {figures.countedAt ? t('countedAt', { at: full(ms(figures.countedAt)) }) : t('notCounted')}
      </span>
    </div>
  );
}

function valueWords(view: View, { n, of, value }: Figures['figures']['onTime']): string {
  const text = valueText(view.figure, value);
  return of === null || formulas[view.figure].kind !== 'rate' ? text : `${text} (${n}/${of})`;
}

function Charts({ figures, search, view, onChange }: PartProps) {
  const { kind } = formulas[view.figure];
  const name = nameOf(view.figure);
  const trend: Point[] = figures.trend.map(({ period, figures: values }) => ({
    name: period.from === period.to ? period.from.slice(5) : `${period.from.slice(5)}…${period.to.slice(5)}`,
    value: values[view.figure].value,
    text: valueWords(view, values[view.figure]),
  }));
  const isCut = isCutBy(view.figure, view.split);
  const comparable = figures.split.filter((row) => isCut && !row.hidden && row.figures[view.figure].value !== null);
  const size = (row: (typeof comparable)[number]) => row.figures[view.figure].of ?? row.figures[view.figure].n;
  // The largest groups, in the order of the table: a picture of places, not a ranking.
  const largest = new Set([...comparable].sort((one, two) => size(two) - size(one)).slice(0, mostBars));
  const bars = comparable.filter((row) => largest.has(row));
  const points: Point[] = bars.map((row) => ({
    name: row.name,
    value: row.figures[view.figure].value,
    text: valueWords(view, row.figures[view.figure]),
  }));
  const openBar = (index: number) => {
    const row = bars[index];
    const behind = row && behindOf(search, view, numeratorOf(view.figure), { ...row, split: view.split });
    if (behind) onChange({ behind });
  };
  const openPiece = (index: number) => {
    const piece = figures.trend[index]?.period;
    if (piece) onChange({ behind: behindOf(search, { ...view, ...piece }, numeratorOf(view.figure)) ?? undefined });
  };
  return (
    <div className="figure-charts">
      <FigureChart
        title={t('trend', { name })}
        drawn={{ shape: 'line', kind, points: trend }}
        onPick={openPiece}
        empty={t('noneToDraw')}
      />
      <FigureChart
        title={t('bySplit', { name, split: t(view.split) })}
        drawn={{ shape: 'bars', kind, points }}
        onPick={openBar}
        empty={isCut ? t('noneToDraw') : t('notCut', { split: t(view.split) })}
      />
    </div>
  );
}

/** What the history says about a place and a period: figures with their formulas, charts, groups, and the cases behind. */
export function FiguresPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const view = viewOf(search, Date.now());
  const onChange: Change = (part) => void navigate({ search: given({ ...search, ...part }) as FigureSearch });
  const asked = useAsk('GET /api/figures', { query: queryOf(search, view) }, { keep: true });
  return (
    <Page
      tools={
        <FigureTools search={search} view={view} areaName={asked.data?.area.name ?? ''} onChange={onChange}>
          <FigureDownloads search={search} view={view} areaName={asked.data?.area.name ?? ''} />
        </FigureTools>
      }
    >
      <PageTitle title={shell('pageFigures')} />
      <Loaded query={asked}>
        {(figures) => (
          <div className="figures" aria-busy={asked.isPlaceholderData}>
            <Head figures={figures} search={search} />
            <Questions search={search} view={view} onChange={onChange} />
            <FigureCards figures={figures} search={search} view={view} />
            <Charts figures={figures} search={search} view={view} onChange={onChange} />
            <FigureTable rows={figures.split} search={search} view={view} />
          </div>
        )}
      </Loaded>
      <BehindDrawer behind={search.behind} onClose={() => onChange({ behind: undefined })} />
    </Page>
  );
}
