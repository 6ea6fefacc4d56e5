// Strokes for the illustrated photos: flat shapes on a canvas of 960 × 720.
import type { Random } from '../random.ts';

export interface Light {
  readonly sky: readonly [string, string];
  readonly hill: string;
  readonly ground: string;
  readonly road: string;
  readonly wall: string;
  readonly night: boolean;
}

const day: Light = {
  sky: ['#bcd9ec', '#eef4f3'],
  hill: '#9fb8a8',
  ground: '#c9cfba',
  road: '#8d9296',
  wall: '#d9d2c4',
  night: false,
};
const dusk: Light = {
  sky: ['#5d6f8f', '#e0b993'],
  hill: '#56657a',
  ground: '#8a8a7c',
  road: '#5c6068',
  wall: '#a99b8d',
  night: false,
};
const night: Light = {
  sky: ['#1b2840', '#51647c'],
  hill: '#2c3f48',
  ground: '#35423c',
  road: '#3a3e44',
  wall: '#4a4a4e',
  night: true,
};

export function lightOf(variant: number, dark: boolean): Light {
  if (dark) return night;
  return variant === 2 ? dusk : day;
}

export const box = (x: number, y: number, w: number, h: number, fill: string, more = '') =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${fill}" ${more}/>`;
export const disc = (x: number, y: number, r: number, fill: string, more = '') =>
  `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}" ${more}/>`;
export const oval = (x: number, y: number, rx: number, ry: number, fill: string, more = '') =>
  `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="${fill}" ${more}/>`;
export const shape = (d: string, fill: string, more = '') => `<path d="${d}" fill="${fill}" ${more}/>`;
export const line = (d: string, stroke: string, width: number, more = '') =>
  `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linecap="round" ${more}/>`;
/** Writing that cannot be read, one block a character: a real font would look different on every machine. */
export const words = (x: number, y: number, size: number, fill: string, text: string) =>
  Array.from(text, (_, index) => {
    const left = x + (index - text.length / 2) * size;
    const strokes = `M${left + size * 0.15} ${y - size * 0.7}h${size * 0.7}m-${size * 0.7} ${size * 0.35}h${size * 0.7}m-${size * 0.35} -${size * 0.5}v${size * 0.8}`;
    return line(strokes, fill, size * 0.12);
  }).join('');

export const repeat = (count: number, draw: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => draw(index)).join('');

export function house(x: number, y: number, w: number, floors: number, light: Light, rng: Random): string {
  const h = floors * 62;
  const columns = Math.floor(w / 64);
  const windows = repeat(floors * columns, (index) => {
    const lit = light.night && rng.chance(0.45);
    const column = index % columns;
    const floor = Math.floor(index / columns);
    return box(
      x + 18 + column * 64,
      y - h + 14 + floor * 62,
      34,
      32,
      lit ? '#f7c873' : light.night ? '#2b3542' : '#7f95a6',
    );
  });
  return box(x, y - h, w, h, light.wall) + box(x - 6, y - h - 10, w + 12, 12, light.hill) + windows;
}

export function tree(x: number, y: number, size: number, light: Light): string {
  const leaf = light.night ? '#24423a' : '#5f8f62';
  return (
    box(x - size * 0.06, y - size * 0.5, size * 0.12, size * 0.5, light.night ? '#2a2622' : '#7a6148') +
    disc(x, y - size * 0.75, size * 0.34, leaf) +
    disc(x - size * 0.22, y - size * 0.58, size * 0.25, leaf) +
    disc(x + size * 0.22, y - size * 0.56, size * 0.26, leaf)
  );
}

/** Sky, hills, houses, ground: what lies behind most scenes. */
export function street(light: Light, rng: Random): string {
  const slope = rng.int(250, 320);
  return (
    `<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${light.sky[0]}"/><stop offset="1" stop-color="${light.sky[1]}"/></linearGradient></defs>` +
    box(0, 0, 960, 460, 'url(#sky)') +
    shape(
      `M0 ${slope}Q180 ${slope - 70} 360 ${slope + 10}T720 ${slope - 10}T960 ${slope + 20}V470H0Z`,
      light.hill,
      'opacity=".7"',
    ) +
    house(rng.int(20, 120), 430, rng.int(190, 260), rng.int(2, 4), light, rng) +
    house(rng.int(560, 680), 430, rng.int(190, 260), rng.int(3, 5), light, rng) +
    tree(rng.int(380, 520), 440, 150, light) +
    box(0, 430, 960, 290, light.ground)
  );
}

export function roadway(light: Light): string {
  return (
    shape('M300 430H620L960 720H0Z', light.road) +
    repeat(4, (index) => {
      const y = 460 + index * 62;
      return shape(
        `M${466 - index * 4} ${y}h${18 + index * 8}l${4 + index * 3} 40h-${26 + index * 12}z`,
        '#e8e4d8',
        'opacity=".8"',
      );
    })
  );
}

/** A room or a stairwell: back wall, floor, side wall. */
export function inside(wall: string, floor: string, side: string): string {
  return box(0, 0, 960, 540, wall) + shape('M0 540H960V720H0Z', floor) + shape('M0 0L180 60V500L0 620Z', side);
}
