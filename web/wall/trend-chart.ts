import { LineChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { type EChartsType, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import type { Wall } from '#contract/insight';

use([LineChart, GridComponent, CanvasRenderer]);

export interface TrendTexts {
  reported: string;
  closed: string;
}

function endLabel(text: string, n: number, colour: string, rem: number, up: boolean) {
  return {
    show: true,
    formatter: `${text} ${n}`,
    color: colour,
    fontSize: rem,
    offset: [0, (up ? -0.55 : 0.55) * rem],
  };
}

function optionOf(
  trend: Wall['trend'],
  texts: TrendTexts,
  colour: (name: string) => string,
  rem: number,
  still: boolean,
) {
  const last = trend.at(-1) ?? { reported: 0, closed: 0 };
  const label = { color: colour('--ink-500'), fontSize: rem, margin: 0.6 * rem };
  const line = { type: 'line' as const, smooth: 0.35, smoothMonotone: 'x' as const, showSymbol: false };
  const above = last.reported >= last.closed;
  return {
    animation: !still,
    animationDuration: 400,
    grid: { left: 2.6 * rem, right: 5 * rem, top: 0.8 * rem, bottom: 1.9 * rem },
    xAxis: {
      type: 'category' as const,
      boundaryGap: false,
      data: trend.map(({ day }) => day.slice(5)),
      axisLine: { lineStyle: { color: colour('--line-strong') } },
      axisTick: { show: false },
      axisLabel: { ...label, interval: trend.length > 7 ? 3 : 1, hideOverlap: true },
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
    series: [
      {
        ...line,
        data: trend.map(({ reported }) => reported),
        lineStyle: { width: 0.16 * rem, color: colour('--dai-600') },
        itemStyle: { color: colour('--dai-600') },
        areaStyle: {
          color: {
            type: 'linear' as const,
            x: 0,
            y: 0,
            x2: 0,
            y2: 1,
            colorStops: [
              { offset: 0, color: colour('--wall-area') },
              { offset: 1, color: 'transparent' },
            ],
          },
        },
        endLabel: endLabel(texts.reported, last.reported, colour('--dai-600'), rem, above),
      },
      {
        ...line,
        data: trend.map(({ closed }) => closed),
        lineStyle: { width: 0.12 * rem, type: 'dashed' as const, color: colour('--bamboo-600') },
        itemStyle: { color: colour('--bamboo-600') },
        endLabel: endLabel(texts.closed, last.closed, colour('--bamboo-600'), rem, !above),
      },
    ],
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
    chart.setOption({ ...optionOf(...shown, colour, rem, still), textStyle: { fontFamily: style.fontFamily } });
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
