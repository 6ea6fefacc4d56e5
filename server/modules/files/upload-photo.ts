import type { FastifyRequest } from 'fastify';
import { maxPhotoMegabytes, type Uploaded } from '#contract/files';
import { systemScope } from '#kernel/actor';
import { sha256 } from '#kernel/crypto';
import { inDistrict } from '#kernel/database';
import { later } from '#kernel/jobs';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import type { Services } from '#kernel/services';
import { forgetKey, unclaimedHours } from './forget-photo.job.ts';
import { type CheckedPhoto, checkPhoto, preparePhoto } from './prepare-photo.ts';
import { photoUrls } from './signed-urls.ts';
import { byteBudget, slots } from './slots.ts';

const maxBytes = maxPhotoMegabytes * 1024 * 1024;
/** Decoding needs up to 200 MB a picture; two at once, sixteen in line, 256 MB of uploads in memory. */
const desk = slots(2, 16);
const memory = byteBudget(256 * 1024 * 1024);
type UploadCall = Call<'POST /api/public/files/:id'>;
interface Stored {
  width: number;
  height: number;
}

/** Takes one photo. The same id with the same bytes is answered as the first time; with other bytes it is refused. */
export async function uploadPhoto({ services, actor, params, query, request, address }: UploadCall): Promise<Uploaded> {
  const district = await homeDistrict(services, query.district ?? actor?.district);
  const id = params.id.toLowerCase();
  return withBody(request, async (bytes) => {
    const checked = await checkPhoto(bytes, services.clock());
    const uploader = actor?.accountId ?? address;
    const stored =
      (await findStored(services, district, id, bytes)) ??
      (await desk.run(() => store(services, { district, id, bytes, checked, uploader })));
    const { place, takenAt } = checked.camera;
    const { width, height } = stored;
    const urls = photoUrls(services, district, id);
    return { id, ...urls, width, height, place, takenAt: takenAt?.toISOString() ?? null };
  });
}

async function homeDistrict({ database }: Services, wanted: number | undefined): Promise<number> {
  const found = await database.app
    .selectFrom('districts')
    .select('id')
    .$if(wanted !== undefined, (query) => query.where('id', '=', wanted ?? 0))
    .orderBy('created_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return found?.id ?? refuse('district.unknown');
}

/** Reads the file of the form, never more than is allowed, and gives the memory back afterwards. */
async function withBody<T>(request: FastifyRequest, work: (bytes: Buffer) => Promise<T>): Promise<T> {
  const part = await request.file();
  if (!part) refuse('photo.not-an-image');
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of part.file as AsyncIterable<Buffer>) {
      memory.take(chunk.length);
      size += chunk.length;
      chunks.push(chunk);
    }
    if (size > maxBytes || part.file.truncated) refuse('photo.too-large', { megabytes: maxPhotoMegabytes });
    return await work(Buffer.concat(chunks));
  } finally {
    memory.give(size);
  }
}

async function findStored(
  services: Services,
  district: number,
  id: string,
  bytes: Buffer,
): Promise<Stored | undefined> {
  const found = await inDistrict(services.database.app, systemScope(district), (tx) =>
    tx
      .selectFrom('files')
      .select(['width', 'height'])
      .where('district_id', '=', district)
      .where('id', '=', id)
      .executeTakeFirst(),
  );
  if (found) await needSameOriginal(services, district, id, bytes);
  return found;
}

async function needSameOriginal({ files, crypto }: Services, district: number, id: string, bytes: Buffer) {
  const sealed = await files.get(district, id, 'orig');
  if (!sealed || !crypto.openBytes(sealed).equals(bytes)) refuse('command.reused');
}

interface NewPhoto {
  district: number;
  id: string;
  bytes: Buffer;
  checked: CheckedPhoto;
  uploader: string;
}

/** Bytes first, the row last: a row never names a file that a power cut took. What lies there already stays. */
async function store(services: Services, { district, id, bytes, checked, uploader }: NewPhoto): Promise<Stored> {
  const { files, crypto } = services;
  const photo = await preparePhoto(bytes, checked.kind);
  const first = await files.put(district, id, 'orig', crypto.sealBytes(bytes));
  if (!first) await needSameOriginal(services, district, id, bytes);
  await files.put(district, id, 'thumb', photo.thumb);
  const view = (await files.put(district, id, 'view', photo.view)) ? photo.view : await files.get(district, id, 'view');
  const now = services.clock();
  const { width, height } = photo;
  await inDistrict(services.database.app, systemScope(district), async (tx) => {
    await tx
      .insertInto('files')
      .values({
        district_id: district,
        id,
        sha256: sha256(view ?? photo.view),
        mime: 'image/jpeg',
        bytes: (view ?? photo.view).length,
        width,
        height,
        taken_at: checked.camera.takenAt,
        created_at: now,
        uploader,
      })
      .onConflict((on) => on.columns(['district_id', 'id']).doNothing())
      .execute();
    const runAt = new Date(now.getTime() + unclaimedHours * 3600_000);
    await later(tx, 'files.forget', { district, id }, { runAt, jobKey: forgetKey(district, id) });
  });
  return { width, height };
}
