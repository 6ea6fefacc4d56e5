import sharp from 'sharp';
import { drawPicture } from '#demo/pictures';

type Scene = Parameters<typeof drawPicture>[0];

export interface PhotoFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** A drawn photo of the demo: the same place before and after the work, and of no real one. */
export async function photo(scene: Scene, kind: 'before' | 'after'): Promise<PhotoFile> {
  const buffer = await sharp(Buffer.from(drawPicture(scene, kind, 1)))
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 80 })
    .toBuffer();
  return { name: `${scene}-${kind}.jpg`, mimeType: 'image/jpeg', buffer };
}
