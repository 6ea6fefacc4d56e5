// Where the centres of the micro-cells lie: dense around the old town, wide in the countryside.
import type { Random } from '../random.ts';

export interface Outline {
  /** Longitude and latitude of the middle, WGS-84 / CGCS2000 degrees. */
  readonly center: readonly [number, number];
  readonly areaKm2: number;
  /** Where the dense part lies, as a share of the radius (east, north); 0 is the middle. */
  readonly dense: readonly [number, number];
  /** 1 = no difference between town and country; 0.5 = cells in the middle about a quarter as large. */
  readonly evenness: number;
}

export interface Sites {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** The first `inside` sites are the district; the others surround it and are thrown away. */
  readonly inside: number;
}

const golden = Math.PI * (3 - Math.sqrt(5));

/** A made-up wobbly outline: the radius as a function of the angle. No real boundary is imitated. */
function wobble(rng: Random): (angle: number) => number {
  const waves = [2, 3, 4, 5, 7, 9, 12].map((order) => ({
    order,
    size: (0.3 * (0.5 + rng.next())) / order ** 1.15,
    phase: rng.next() * 2 * Math.PI,
  }));
  return (angle) => 1 + waves.reduce((sum, wave) => sum + wave.size * Math.cos(wave.order * angle + wave.phase), 0);
}

/**
 * Sunflower points with jitter, bent by the outline. The index grows with the distance from the middle, so the
 * first `count` points are the district and the 35 % that follow close every cell of it.
 */
export function scatter(outline: Outline, count: number, rng: Random): Sites {
  const total = Math.ceil(count * 1.35) + 60;
  const radius = Math.sqrt((outline.areaKm2 * 1e6) / Math.PI);
  const shape = wobble(rng);
  const x = new Float64Array(total);
  const y = new Float64Array(total);
  const spacing = Math.sqrt(Math.PI / count);
  for (let index = 0; index < total; index++) {
    const ideal = Math.sqrt((index + 0.5) / count);
    const turn = index * golden;
    const east = ideal * Math.cos(turn) + (rng.next() - 0.5) * spacing * 0.85;
    const north = ideal * Math.sin(turn) + (rng.next() - 0.5) * spacing * 0.85;
    const flat = Math.hypot(east, north);
    const reach = flat * (outline.evenness + (1 - outline.evenness) * flat ** 1.5);
    const angle = Math.atan2(north, east);
    const far = reach * shape(angle);
    const pull = Math.max(0, 1 - Math.min(flat, 1) ** 2);
    x[index] = radius * (far * Math.cos(angle) + outline.dense[0] * pull);
    y[index] = radius * (far * Math.sin(angle) + outline.dense[1] * pull);
  }
  return { x, y, inside: count };
}
