import type { FeatureLike } from 'ol/Feature.js';
import CircleStyle from 'ol/style/Circle.js';
import Fill from 'ol/style/Fill.js';
import RegularShape from 'ol/style/RegularShape.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import Text from 'ol/style/Text.js';
import type { Answer } from '#contract/api';
import { type Tone, toneOf } from '../shell/case-names.ts';
import { colour } from '../shell/colours.ts';
import { tint } from './draw.ts';

export type CasePoint = Answer<'GET /api/cases/points'>['rows'][number];

const tokens: Record<Tone, `--${string}`> = {
  new: '--dai-600',
  sent: '--teal-600',
  doing: '--amber-600',
  check: '--violet-600',
  done: '--bamboo-600',
  back: '--slate-600',
  over: '--zhu-600',
};

const styles = new Map<string, Style>();

function cached(key: string, make: () => Style): Style {
  const found = styles.get(key) ?? make();
  styles.set(key, found);
  return found;
}

function shapeOf(tone: Tone): CircleStyle | RegularShape {
  const hollow = tone === 'new';
  const fill = new Fill({ color: hollow ? '#fff' : colour(tokens[tone]) });
  const stroke = new Stroke({ color: hollow ? colour(tokens.new) : '#fff', width: hollow ? 3 : 1.5 });
  if (tone === 'over') return new RegularShape({ points: 3, radius: 8, fill, stroke });
  if (tone === 'check') return new RegularShape({ points: 4, radius: 7, angle: Math.PI / 4, fill, stroke });
  if (tone === 'doing') return new RegularShape({ points: 4, radius: 7.5, fill, stroke });
  return new CircleStyle({ radius: 5.5, fill, stroke });
}

/** Square for checking, triangle for overdue, hollow for untriaged: the shape says it without the colour. */
function singleStyle(point: CasePoint): Style {
  const tone = point.overdue ? 'over' : toneOf(point.state);
  return cached(tone, () => new Style({ image: shapeOf(tone) }));
}

function manyStyle(points: readonly CasePoint[]): Style {
  const over = points.some((point) => point.overdue);
  return cached(`${points.length}${over}`, () => {
    const radius = Math.min(22, 9 + Math.sqrt(points.length) * 1.6);
    return new Style({
      image: new CircleStyle({
        radius,
        fill: new Fill({ color: colour('--dai-600') }),
        // A ring of vermilion and the mark beside the number: something inside is overdue.
        stroke: new Stroke({ color: over ? colour('--zhu-600') : tint('--dai-200', 0.9), width: 2.5 }),
      }),
      text: new Text({
        text: `${points.length}${over ? '!' : ''}`,
        font: `600 12px ${colour('--font')}`,
        fill: new Fill({ color: '#fff' }),
        offsetY: 0.5,
      }),
    });
  });
}

export function pointsIn(cluster: FeatureLike): CasePoint[] {
  const inside = (cluster.get('features') ?? []) as FeatureLike[];
  return inside.map((feature) => feature.get('point') as CasePoint);
}

export function clusterStyle(cluster: FeatureLike): Style {
  const points = pointsIn(cluster);
  const [only] = points;
  return only && points.length === 1 ? singleStyle(only) : manyStyle(points);
}
