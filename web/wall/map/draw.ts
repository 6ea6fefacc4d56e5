import type { Answer } from '#contract/api';
import { type Tone, toneColour } from '../tones.ts';
import { type CountClass, classOf, faceOf } from './counts.ts';
import type { Frame } from './frame.ts';
import type { Shape } from './shape.ts';

export type Lines = Answer<'GET /api/public/outlines'>['lines'];

export interface MapDot {
  x: number;
  y: number;
  tone: Tone;
  overdue: boolean;
}

export interface Scene {
  frame: Frame;
  /** Pixels of one rem: every stroke and dot grows with the screen. */
  rem: number;
  area: Shape | undefined;
  /** Areas one level below: their borders are drawn strong. */
  children: readonly Shape[];
  /** What is filled: two levels below where there is such a level. */
  parts: readonly Shape[];
  counts: ReadonlyMap<string, number>;
  classes: readonly CountClass[];
  lines: Lines;
  dots: readonly MapDot[];
  dotSize: number;
  hover: string | null;
}

export type Palette = (name: string) => string;

/** Colours come from the style sheet, the one source of them. */
export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  return (name) => style.getPropertyValue(name).trim();
}

function trace(pen: CanvasRenderingContext2D, frame: Frame, shape: Shape): void {
  for (const ring of shape.rings) {
    for (let index = 0; index + 1 < ring.length; index += 2) {
      const [x, y] = [frame.x(ring[index] ?? 0), frame.y(ring[index + 1] ?? 0)];
      if (index === 0) pen.moveTo(x, y);
      else pen.lineTo(x, y);
    }
    pen.closePath();
  }
}

function stroke(pen: CanvasRenderingContext2D, scene: Scene, shapes: readonly Shape[], colour: string, rem: number) {
  pen.beginPath();
  for (const shape of shapes) trace(pen, scene.frame, shape);
  pen.strokeStyle = colour;
  pen.lineWidth = rem * scene.rem;
  pen.lineJoin = 'round';
  pen.stroke();
}

function fillParts(pen: CanvasRenderingContext2D, scene: Scene, colour: Palette): void {
  for (const part of scene.parts) {
    pen.beginPath();
    trace(pen, scene.frame, part);
    pen.fillStyle = colour(`--face-${faceOf(scene.classes, classOf(scene.classes, scene.counts.get(part.id) ?? 0))}`);
    pen.fill('evenodd');
  }
}

function drawLines(pen: CanvasRenderingContext2D, scene: Scene, colour: Palette): void {
  pen.save();
  if (scene.area) {
    // The files hold whole rivers and roads of the district; a street's map shows its own stretch.
    pen.beginPath();
    trace(pen, scene.frame, scene.area);
    pen.clip('evenodd');
  }
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
  for (const { kind, line, width } of scene.lines) {
    pen.beginPath();
    line.forEach((at, index) => {
      const [x, y] = [scene.frame.x(at[0] ?? 0), scene.frame.y(at[1] ?? 0)];
      if (index === 0) pen.moveTo(x, y);
      else pen.lineTo(x, y);
    });
    pen.strokeStyle = colour(kind === 'water' ? '--wall-water' : '--wall-road');
    pen.lineWidth = scene.rem * (kind === 'water' ? 0.22 + Math.min(width, 80) / 250 : 0.07);
    pen.stroke();
  }
  pen.restore();
}

function drawDots(pen: CanvasRenderingContext2D, scene: Scene, colour: Palette): void {
  const radius = scene.dotSize * scene.rem;
  for (const dot of scene.dots) {
    pen.beginPath();
    pen.arc(dot.x, dot.y, radius, 0, 2 * Math.PI);
    pen.fillStyle = colour(toneColour[dot.tone]);
    pen.fill();
    pen.strokeStyle = colour(dot.overdue ? '--zhu-600' : '--paper');
    pen.lineWidth = scene.rem * (dot.overdue ? 0.1 : 0.06);
    pen.stroke();
  }
}

/** Draws the whole map. Own canvas, not ECharts' geo: two levels of borders, names as real buttons, and no 2,000-area wall. */
export function drawMap(pen: CanvasRenderingContext2D, scene: Scene, colour: Palette): void {
  pen.clearRect(0, 0, scene.frame.width, scene.frame.height);
  fillParts(pen, scene, colour);
  drawLines(pen, scene, colour);
  if (scene.parts !== scene.children) stroke(pen, scene, scene.parts, colour('--wall-thin'), 0.05);
  stroke(pen, scene, scene.children, colour('--wall-inner'), 0.09);
  if (scene.area) stroke(pen, scene, [scene.area], colour('--wall-edge'), 0.14);
  const under = scene.parts.filter((part) => part.id === scene.hover);
  if (under.length > 0) stroke(pen, scene, under, colour('--ink-900'), 0.12);
  drawDots(pen, scene, colour);
}
