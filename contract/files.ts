import Type, { type Static } from 'typebox';
import { type ApiPart, DistrictId, Id, Instant, nullable, Point } from './shapes.ts';

export const maxPhotos = 9;
export const maxPhotoMegabytes = 20;

/** Addresses are signed and expire; the original is never served. */
export const PhotoView = Type.Object({
  id: Id,
  kind: Type.Union([Type.Literal('before'), Type.Literal('after'), Type.Literal('check'), Type.Literal('extra')]),
  url: Type.String(),
  thumbUrl: Type.String(),
  width: Type.Integer(),
  height: Type.Integer(),
  at: Instant,
});
export type PhotoView = Static<typeof PhotoView>;

export const Uploaded = Type.Object({
  id: Id,
  url: Type.String(),
  thumbUrl: Type.String(),
  width: Type.Integer(),
  height: Type.Integer(),
  /** Place and time found in the photo: offered to the reporter, then gone from the stored picture. */
  place: nullable(Point),
  takenAt: nullable(Instant),
});
export type Uploaded = Static<typeof Uploaded>;

export const filesApi = {
  'POST /api/public/files/:id': {
    summary:
      'Upload one photo (field "photo"); the id is made by the client, a resend is answered with the first result',
    access: 'public',
    multipart: true,
    params: Type.Object({ id: Id }),
    query: Type.Object({ district: Type.Optional(DistrictId) }, { additionalProperties: false }),
    answer: Uploaded,
  },
  'GET /api/files/:id/:size': {
    summary: 'A photo by its signed address',
    access: 'public',
    answers: 'file',
    answer: Type.Unknown(),
    params: Type.Object({ id: Id, size: Type.Union([Type.Literal('view'), Type.Literal('thumb')]) }),
    query: Type.Object(
      { d: DistrictId, e: Type.Integer(), s: Type.String({ maxLength: 100 }) },
      { additionalProperties: false },
    ),
  },
} as const satisfies ApiPart;
