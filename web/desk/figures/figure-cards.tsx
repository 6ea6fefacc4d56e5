import { Link } from '@tanstack/react-router';
import { Tooltip } from 'antd';
import { type FigureKey, type Formula, formulas } from '#contract/figure-formulas';
import type { Measure } from '#contract/figure-measures';
import { hotlineWeights } from '#contract/figure-values';
import type { Figures } from '#contract/figures';
import { pick } from '#web/i18n.ts';
import { countText, differenceOf, formulaOf, measureText, nameOf, scoreDifference, valueText } from './figure-text.ts';
import { behindOf, type FigureSearch, figuresOf, numeratorOf, type View } from './figures-search.ts';
import { t } from './texts.ts';

interface CardProps {
  figures: Figures;
  search: FigureSearch;
  view: View;
}

/** A number that opens exactly the cases it counted. */
export function CountLink({ measure, n, search, view }: Omit<CardProps, 'figures'> & { measure: Measure; n: number }) {
  const text = countText(measure, n);
  const behind = behindOf(search, view, measure);
  if (n === 0 || !behind) return <span className="num">{text}</span>;
  return (
    <Link to="/figures" search={{ ...search, behind }} className="num" aria-label={`${measureText(measure)} ${text}`}>
      {text}
    </Link>
  );
}

function Differences({ figures, figure }: { figures: Figures; figure: FigureKey }) {
  const now = figures.figures[figure];
  const then = { before: figures.before.figures[figure], yearBefore: figures.yearBefore.figures[figure] };
  return (
    <dl className="figure-differences">
      {(['before', 'yearBefore'] as const).map((which) => {
        const difference = differenceOf(figure, now, then[which]);
        const { from, to } = figures[which].period;
        return (
          <div key={which}>
            <dt title={t('whole', { from, to })}>{t(which)}</dt>
            <dd
              className={difference ? `num figure-${difference.tone}` : 'muted'}
              title={difference ? '' : t('tooFew')}
            >
              {difference?.text ?? '—'}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function Exclusions({ figures, figure, search, view }: CardProps & { figure: FigureKey }) {
  const { exclusions }: Formula = formulas[figure];
  const left = exclusions.filter((name) => figures.measures[name] > 0);
  if (exclusions.length === 0) return null;
  if (left.length === 0) return <p className="figure-left">{t('leftNone')}</p>;
  return (
    <p className="figure-left">
      {t('left')}
      {pick('：', ': ')}
      {left.map((name, index) => (
        <span key={name}>
          {index > 0 && pick('、', ', ')}
          {measureText(name)} <CountLink measure={name} n={figures.measures[name]} search={search} view={view} />
        </span>
      ))}
    </p>
  );
}

function FigureCard({ figures, search, view, figure }: CardProps & { figure: FigureKey }) {
  const { denominator, source, note }: Formula = formulas[figure];
  const value = figures.figures[figure];
  const isShown = figure === view.figure;
  return (
    <section className={isShown ? 'card figure-card figure-card-on' : 'card figure-card'} aria-label={nameOf(figure)}>
      <h3>
        <Link
          to="/figures"
          search={{ ...search, figure }}
          replace
          aria-label={t('show', { name: nameOf(figure) })}
          aria-current={isShown ? 'true' : undefined}
        >
          {nameOf(figure)}
        </Link>
      </h3>
      <p className="figure-value num">
        {denominator === null ? (
          <CountLink measure={numeratorOf(figure)} n={value.n} search={search} view={view} />
        ) : (
          valueText(figure, value.value)
        )}
      </p>
      <p className="figure-of">
        {denominator !== null && (
          <>
            {formulas[figure].kind === 'rate' && (
              <>
                <CountLink measure={numeratorOf(figure)} n={value.n} search={search} view={view} /> /{' '}
              </>
            )}
            <CountLink measure={denominator} n={value.of ?? 0} search={search} view={view} />
            {value.value === null && <span className="muted"> · {t('tooFew')}</span>}
          </>
        )}
      </p>
      <Differences figures={figures} figure={figure} />
      <Tooltip title={pick(note.zh, note.en)}>
        <p className="figure-formula" title="">
          {t('formula')}
          {pick('：', ': ')}
          {formulaOf(figure)}
        </p>
      </Tooltip>
      <Exclusions figures={figures} figure={figure} search={search} view={view} />
      <p className="figure-source">
        {t('from')}
        {pick('：', ': ')}
        {pick(source.zh, source.en)}
      </p>
    </section>
  );
}

function ScoreCard({ figures }: { figures: Figures }) {
  const { response: a, resolution: b, satisfaction: c } = hotlineWeights;
  return (
    <section className="card figure-card" aria-label={t('score')}>
      <h3>{t('score')}</h3>
      <p className="figure-value num">{figures.score?.toFixed(1) ?? '—'}</p>
      <dl className="figure-differences">
        {(['before', 'yearBefore'] as const).map((which) => {
          const difference = scoreDifference(figures.score, figures[which].score);
          return (
            <div key={which}>
              <dt>{t(which)}</dt>
              <dd className={difference ? `num figure-${difference.tone}` : 'muted'}>{difference?.text ?? '—'}</dd>
            </div>
          );
        })}
      </dl>
      <p className="figure-formula">
        {t('formula')}
        {pick('：', ': ')}
        {t('scoreFormula', { a, b, c })}
      </p>
      <p className="figure-source">
        {t('from')}
        {pick('：', ': ')}
        {t('scoreFrom')}
      </p>
    </section>
  );
}

/** Every figure of the family with its formula, what it leaves out and where the formula comes from. */
export function FigureCards(props: CardProps) {
  return (
    <div className="figure-cards">
      {figuresOf(props.view.family).map((figure) => (
        <FigureCard key={figure} {...props} figure={figure} />
      ))}
      {props.view.family === 'hotline' && <ScoreCard figures={props.figures} />}
    </div>
  );
}
