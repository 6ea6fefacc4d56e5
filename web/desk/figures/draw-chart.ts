import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { type EChartsType, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Formula } from '#contract/figure-formulas';
import { colour } from '../shell/colours.ts';

use([LineChart, BarChart, GridComponent, TooltipComponent, SVGRenderer]);

export interface Point {
  name: string;
  /** Null: too few cases, or hidden. */
  value: number | null;
  text: string;
}
export interface Drawn {
  shape: 'line' | 'bars';
  kind: Formula['kind'];
  points: readonly Point[];
}

const longestName = 12;
const axisValue = (kind: Formula['kind'], value: number) =>
  kind === 'rate' ? `${Math.round(value * 100)}%` : `${Math.round(value * 10) / 10}`;

/** Areas and bars begin at zero; a share never passes one. */
function valueAxis(kind: Formula['kind'], largest: number) {
  return {
    type: 'value' as const,
    min: 0,
    ...(kind === 'rate' && largest > 0.5 ? { max: 1, interval: 0.25 } : {}),
    ...(kind === 'count' ? { minInterval: 1 } : {}),
    splitNumber: 4,
    axisLabel: { color: colour('--ink-500'), formatter: (value: number) => axisValue(kind, value) },
    splitLine: { lineStyle: { color: colour('--line') } },
  };
}

function nameAxis(points: readonly Point[]) {
  return {
    type: 'category' as const,
    data: points.map(({ name }) => name),
    axisTick: { show: false },
    axisLine: { lineStyle: { color: colour('--line-strong') } },
    axisLabel: {
      color: colour('--ink-500'),
      hideOverlap: true,
      formatter: (name: string) => (name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name),
    },
  };
}

function optionOf({ shape, kind, points }: Drawn, still: boolean) {
  const blue = colour('--dai-600');
  const names = nameAxis(points);
  const values = valueAxis(kind, Math.max(0, ...points.map(({ value }) => value ?? 0)));
  const data = points.map(({ value }) => value);
  const isLine = shape === 'line';
  return {
    animation: !still,
    animationDuration: 250,
    textStyle: { fontFamily: colour('--font') },
    grid: { left: 8, right: isLine ? 24 : 72, top: 16, bottom: 4, outerBoundsMode: 'same' as const },
    tooltip: {
      trigger: 'axis' as const,
      axisPointer: { type: isLine ? ('line' as const) : ('shadow' as const) },
      // Names come from data: as text, never as markup.
      renderMode: 'richText' as const,
      formatter: (shown: unknown) => {
        const [first] = shown as { dataIndex: number }[];
        const point = points[first?.dataIndex ?? -1];
        return point ? `${point.name}\n${point.text}` : '';
      },
    },
    xAxis: isLine ? { ...names, boundaryGap: false } : values,
    yAxis: isLine ? values : { ...names, inverse: true },
    series: [
      isLine
        ? {
            type: 'line' as const,
            data,
            showSymbol: points.length <= 31,
            symbolSize: 6,
            lineStyle: { color: blue, width: 2 },
            itemStyle: { color: blue },
            areaStyle: { color: colour('--dai-100'), opacity: 0.6 },
          }
        : {
            type: 'bar' as const,
            data,
            barMaxWidth: 18,
            itemStyle: { color: colour('--dai-500'), borderRadius: [0, 4, 4, 0] },
            label: {
              show: true,
              position: 'right' as const,
              color: colour('--ink-700'),
              formatter: ({ dataIndex }: { dataIndex: number }) => points[dataIndex]?.text.split(' ')[0] ?? '',
            },
          },
    ],
  };
}

export interface Chart {
  show(drawn: Drawn): void;
  close(): void;
}

export function openChart(place: HTMLElement, onPick: (index: number) => void): Chart {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const chart: EChartsType = init(place, undefined, { renderer: 'svg' });
  chart.on('click', ({ dataIndex }) => onPick(dataIndex));
  const resized = new ResizeObserver(() => chart.resize());
  resized.observe(place);
  return {
    show: (drawn) => chart.setOption(optionOf(drawn, still), true),
    close() {
      resized.disconnect();
      chart.dispose();
    },
  };
}
