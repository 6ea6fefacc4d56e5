// Puts the drawn photos into the file store, once per tenant, and gives them by category.
import { sha256 } from '#kernel/crypto';
import type { FileStore } from '#kernel/file-store';
import type { DemoPhoto, World } from '../history/world.ts';
import { type Picture, pictureSize } from '../pictures.ts';
import type { Random } from '../random.ts';
import { textsOf } from '../texts.ts';
import type { Copy } from './copy.ts';

export interface Shelf {
  readonly photos: readonly (DemoPhoto & { readonly picture: Picture })[];
  readonly sceneOf: World['sceneOf'];
}

export function shelve(pictures: readonly Picture[], rng: Random, since: Date): Shelf {
  const photos = pictures.map((picture) => ({
    id: rng.uuid(since.getTime()),
    sha256: sha256(picture.view).toString('hex'),
    scene: picture.scene,
    kind: picture.kind,
    picture,
  }));
  const shelf = Map.groupBy(photos, ({ scene, kind }) => `${scene} ${kind}`);
  return { photos, sceneOf: (code, side) => shelf.get(`${textsOf(code).scene} ${side}`) ?? [] };
}

/** The bytes first: a row never names a file that is not there. */
export async function writePictures(copy: Copy, files: FileStore, district: number, shelf: Shelf, since: Date) {
  await Promise.all(
    shelf.photos.flatMap(({ id, picture }) => [
      files.put(district, id, 'view', picture.view),
      files.put(district, id, 'thumb', picture.thumb),
    ]),
  );
  await copy(
    'files',
    'district_id id sha256 mime bytes width height created_at uploader'.split(' '),
    shelf.photos.map(({ id, picture }) => [
      district,
      id,
      sha256(picture.view),
      'image/jpeg',
      picture.view.length,
      pictureSize.width,
      pictureSize.height,
      since,
      'demo',
    ]),
  );
}
