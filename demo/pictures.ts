// The demo's photos: drawn, seeded, in pairs of before and after, so that no real person or place is shown.
import sharp from 'sharp';
import { lightOf } from './pictures/brush.ts';
import { indoors } from './pictures/indoors.ts';
import { outdoors, type Painter } from './pictures/outdoors.ts';
import { createRandom } from './random.ts';
import type { Scene } from './texts.ts';

export const pictureSize = { width: 960, height: 720 } as const;
export const variants = 3;
const painters: Readonly<Record<Scene, Painter>> = { ...outdoors, ...indoors };

export interface Picture {
  readonly scene: Scene;
  readonly kind: 'before' | 'after';
  readonly variant: number;
  readonly view: Buffer;
  readonly thumb: Buffer;
}

/** One drawing as SVG; before and after share the seed, so that they show the same place. */
export function drawPicture(scene: Scene, kind: Picture['kind'], variant: number): string {
  const rng = createRandom(`picture ${scene} ${variant}`);
  const dark = scene === 'lamp' || (variant === 1 && (scene === 'wire' || scene === 'stall'));
  const art = painters[scene](lightOf(variant, dark), kind === 'after', rng);
  const { width, height } = pictureSize;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${art}</svg>`;
}

async function render(scene: Scene, kind: Picture['kind'], variant: number): Promise<Picture> {
  const drawn = sharp(Buffer.from(drawPicture(scene, kind, variant))).flatten({ background: '#ffffff' });
  const [view, thumb] = await Promise.all([
    drawn.clone().jpeg({ quality: 78 }).toBuffer(),
    drawn.clone().resize(320).jpeg({ quality: 72 }).toBuffer(),
  ]);
  return { scene, kind, variant, view, thumb };
}

let drawn: Promise<Picture[]> | undefined;

/** All scenes, three variants each, before and after: 108 pictures in about two seconds of one core, once a process. */
export function drawPictures(): Promise<Picture[]> {
  drawn ??= drawAll();
  return drawn;
}

function drawAll(): Promise<Picture[]> {
  const scenes = Object.keys(painters) as Scene[];
  return Promise.all(
    scenes.flatMap((scene) =>
      Array.from({ length: variants }, (_, variant) => variant).flatMap((variant) => [
        render(scene, 'before', variant),
        render(scene, 'after', variant),
      ]),
    ),
  );
}
