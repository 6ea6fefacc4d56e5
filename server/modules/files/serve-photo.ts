import { refuse } from '#kernel/refuse';
import type { Call, FileAnswer } from '#kernel/routes';
import { isGivenOut } from './signed-urls.ts';

/** Whoever was given the address was allowed to see the photo; without a valid one it does not exist. */
export async function servePhoto({ services, params, query }: Call<'GET /api/files/:id/:size'>): Promise<FileAnswer> {
  const { id, size } = params;
  const { d: district, e: end, s: signature } = query;
  if (!isGivenOut(services, { district, id, size, end, signature })) refuse('file.unknown');
  const body = (await services.files.get(district, id, size)) ?? refuse('file.unknown');
  return {
    contentType: 'image/jpeg',
    body,
    headers: {
      'cache-control': 'private, max-age=46800, immutable',
      'content-security-policy': "default-src 'none'; sandbox",
      'content-disposition': 'inline',
      'x-content-type-options': 'nosniff',
    },
  };
}
