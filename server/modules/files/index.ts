import { filesApi } from '#contract/files';
import { handle } from '#kernel/routes';
import { servePhoto } from './serve-photo.ts';
import { uploadPhoto } from './upload-photo.ts';

export {
  type ClaimedPhoto,
  keepPhotos,
  type PhotoHash,
  photoHashes,
  withHashes,
} from './claim-photos.ts';
export { filesTasks } from './forget-photo.job.ts';
export { photoUrls } from './signed-urls.ts';

export const fileRoutes = handle(filesApi, {
  // Nine photos and a few retries a report; a whole community may share one address of its carrier.
  'POST /api/public/files/:id': { limit: { perDevice: 60, perAddress: 1200, seconds: 60 }, run: uploadPhoto },
  'GET /api/files/:id/:size': { limit: { perDevice: 3000, perAddress: 60_000, seconds: 60 }, run: servePhoto },
});
