export interface Dot {
  x: number;
  y: number;
}

// Rings of a honeycomb around the wished place; 61 places hold a busy building.
const SPIRAL: readonly (readonly [number, number])[] = Array.from({ length: 5 }, (_, ring) => ring).flatMap((ring) => {
  if (ring === 0) return [[0, 0]] as [number, number][];
  return Array.from({ length: ring * 6 }, (_, n): [number, number] => {
    const turn = (n / (ring * 6)) * 2 * Math.PI;
    return [ring * Math.cos(turn), ring * Math.sin(turn)];
  });
});

/** Moves dots that would lie on each other aside by the least, in the order given. Those beyond the last ring stay put. */
export function dodge<T extends Dot>(dots: readonly T[], apart: number): T[] {
  const used = new Map<string, Dot[]>();
  const cell = (n: number) => Math.floor(n / apart);
  const near = (x: number, y: number) =>
    [-1, 0, 1].flatMap((dx) => [-1, 0, 1].flatMap((dy) => used.get(`${cell(x) + dx},${cell(y) + dy}`) ?? []));
  return dots.map((dot) => {
    const spots = SPIRAL.map(([dx, dy]) => ({ x: dot.x + dx * apart, y: dot.y + dy * apart }));
    const free = spots.find((spot) =>
      near(spot.x, spot.y).every((other) => Math.hypot(other.x - spot.x, other.y - spot.y) >= apart * 0.98),
    );
    const spot = free ?? { x: dot.x, y: dot.y };
    const key = `${cell(spot.x)},${cell(spot.y)}`;
    used.set(key, [...(used.get(key) ?? []), spot]);
    return { ...dot, ...spot };
  });
}
