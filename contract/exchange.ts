import Type, { type Static } from 'typebox';
import { type ApiPart, Done, Id, Instant, nullable, Text } from './shapes.ts';

/** What a peer's key opens: hand in requests, read its own unmasked, report progress. */
export const peerVerbs = ['report', 'read-all', 'update'] as const;
export type PeerVerb = (typeof peerVerbs)[number];
const PeerVerbs = Type.Array(Type.Unsafe<PeerVerb>(Type.Union(peerVerbs.map((verb) => Type.Literal(verb)))), {
  minItems: 1,
  uniqueItems: true,
});

const PeerSource = Type.Union([Type.Literal('platform'), Type.Literal('hotline')]);
export type PeerSource = Static<typeof PeerSource>;

/** Another system that calls us. Its key is shown once, by the answer that made it. */
export const Peer = Type.Object({
  id: Id,
  name: Type.String(),
  /** The key's last four characters. */
  keyHint: Type.String(),
  may: PeerVerbs,
  /** What it names itself by when it signs (docs/exchange.md); no secret. */
  keyId: Type.String(),
  /** What its cases are counted as. */
  source: PeerSource,
  /** It files in this subtree only; null for the whole district. */
  areaId: nullable(Id),
  areaName: nullable(Type.String()),
  createdAt: Instant,
  endedAt: nullable(Instant),
});
export type Peer = Static<typeof Peer>;

export const exchangeApi = {
  'GET /api/exchange/peers': {
    summary: 'Systems of others that hold a key, ended ones included',
    access: 'signed-in',
    answer: Type.Object({ rows: Type.Array(Peer) }),
  },
  'POST /api/exchange/peers': {
    summary: 'Give another system a key; the answer shows it, nothing else ever does',
    access: 'signed-in',
    body: Type.Object(
      {
        commandId: Id,
        id: Id,
        name: Text(60, 1),
        may: PeerVerbs,
        source: Type.Optional(PeerSource),
        areaId: Type.Optional(Id),
      },
      { additionalProperties: false },
    ),
    answer: Type.Object({ peer: Peer, key: Type.String() }),
  },
  'POST /api/exchange/peers/:id/end': {
    summary: 'End a key: from now on it is refused',
    access: 'signed-in',
    params: Type.Object({ id: Id }),
    body: Type.Object({ commandId: Id }, { additionalProperties: false }),
    answer: Done,
  },
} as const satisfies ApiPart;
