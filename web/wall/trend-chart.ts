import { LineChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { type EChartsType, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import type { Wall } from '#contract/insight';

use([LineChart, GridComponent, CanvasRenderer]);

export interface TrendTexts {
  reported: string;
  closed: string;
  today: string;
}

interface Look {
  colour: (name: string) => string;
  rem: number;
  still: boolean;
}

interface Curve {
  days: readonly number[];
  text: string;
  colour: string;
  width: number;
  dashed: boolean;
  /** Rem up or down for the label at the end, so that two do not lie on each other. */
  shift: number;
}

/** Whole days as a line; the day that is not over yet as dots, because half a day is no fall. */
function seriesOf({ days, text, colour, width, dashed, shift }: Curve, { rem }: Look) {
  const line = { type: 'line' as const, smooth: 0.35, smoothMonotone: 'x' as const, showSymbol: false, silent: true };
  const last = days.length - 1;
  const style = { width: width * rem, color: colour };
  const item = { color: colour };
  return [
    {
      ...line,
      data: days.map((n, index) => (index === last ? null : n)),
      itemStyle: item,
      lineStyle: { ...style, type: dashed ? ('dashed' as const) : ('solid' as const) },
    },
    {
      ...line,
      smooth: false,
      data: days.map((n, index) => (index < last - 1 ? null : n)),
      itemStyle: item,
      lineStyle: { ...style, type: 'dotted' as const },
      endLabel: {
        show: true,
        formatter: `${text} ${days[last] ?? 0}`,
        color: colour,
        fontSize: rem,
        offset: [0, shift * rem],
      },
    },
  ];
}

/** Where the labels at the end of two lines stand: at their ends, or one above the other. */
function shifts(one: number, two: number, largest: number): [number, number] {
  if (Math.abs(one - two) > largest * 0.09) return [0, 0];
  return one >= two ? [-1.05, 0.15] : [0.15, -1.05];
}

function shade(colour: string) {
  const colorStops = [
    { offset: 0, color: colour },
    { offset: 1, color: 'transparent' },
  ];
  return { color: { type: 'linear' as const, x: 0, y: 0, x2: 0, y2: 1, colorStops } };
}

function optionOf(trend: Wall['trend'], texts: TrendTexts, look: Look) {
  const { colour, rem, still } = look;
  const reported = trend.map((day) => day.reported);
  const closed = trend.map((day) => day.closed);
  const last = trend.length - 1;
  const largest = Math.max(1, ...reported, ...closed);
  const [up, down] = shifts(reported[last] ?? 0, closed[last] ?? 0, largest);
  const label = { color: colour('--ink-500'), fontSize: rem, margin: 0.6 * rem };
  const every = trend.length > 7 ? 4 : 2;
  const curves = [
    { days: reported, text: texts.reported, colour: colour('--dai-600'), width: 0.16, dashed: false, shift: up },
    { days: closed, text: texts.closed, colour: colour('--bamboo-600'), width: 0.12, dashed: true, shift: down },
  ];
  const [first, ...rest] = curves.flatMap((curve) => seriesOf(curve, look));
  return {
    animation: !still,
    animationDuration: 400,
    grid: { left: 2.6 * rem, right: 5 * rem, top: 1.4 * rem, bottom: 1.9 * rem },
    xAxis: {
      type: 'category' as const,
      boundaryGap: false,
      data: trend.map(({ day }, index) => (index === last ? texts.today : day.slice(5))),
      axisLine: { lineStyle: { color: colour('--line-strong') } },
      axisTick: { show: false },
      axisLabel: { ...label, interval: (index: number) => (last - index) % every === 0 },
    },
    // Areas are drawn from zero, whatever the figures.
    yAxis: {
      type: 'value' as const,
      min: 0,
      minInterval: 1,
      splitNumber: 3,
      axisLabel: label,
      splitLine: { lineStyle: { color: colour('--line') } },
    },
    series: [{ ...first, areaStyle: shade(colour('--wall-area')) }, ...rest],
  };
}

export interface TrendChart {
  show(trend: Wall['trend'], texts: TrendTexts): void;
  close(): void;
}

/** Sizes are rem in pixels, set again on each change of size: a scaled page would misplace everything. */
export function openTrendChart(place: HTMLElement, still: boolean): TrendChart {
  const style = getComputedStyle(place);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const chart: EChartsType = init(place, undefined, { renderer: 'canvas' });
  let shown: [Wall['trend'], TrendTexts] | undefined;
  const draw = () => {
    if (!shown) return;
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    chart.setOption({ ...optionOf(...shown, { colour, rem, still }), textStyle: { fontFamily: style.fontFamily } });
  };
  const resized = new ResizeObserver(() => {
    chart.resize();
    draw();
  });
  resized.observe(place);
  return {
    show(trend, texts) {
      shown = [trend, texts];
      draw();
    },
    close() {
      resized.disconnect();
      chart.dispose();
    },
  };
}
