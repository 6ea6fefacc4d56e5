import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { PeerSource, PeerVerb } from '#contract/exchange';
import type { IncomingCase, IncomingView } from '#contract/incoming';
import type { House } from '#testing/house';
import type { Person, World } from '#testing/world';

export interface Sent {
  status: number;
  code: string | undefined;
  body: IncomingView;
}
interface Spoilt {
  key?: string;
  keyId?: string;
  at?: Date;
  nonce?: string;
  /** The body that is signed, where another one is sent. */
  signedBody?: string;
  signedPath?: string;
}

/** Another platform's program, written from docs/exchange.md alone. */
export function sender(house: House, { keyId, key }: { keyId: string; key: string }) {
  return async (method: 'GET' | 'POST', path: string, body?: object, spoilt: Spoilt = {}): Promise<Sent> => {
    const payload = body ? JSON.stringify(body) : '';
    const answer = await house.app.inject({
      method,
      url: path,
      headers: {
        ...signed(method, path, payload, { keyId, key, at: house.services.clock(), ...spoilt }),
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { payload } : {}),
    });
    const json = answer.json();
    return { status: answer.statusCode, code: answer.statusCode >= 400 ? json.code : undefined, body: json };
  };
}

type Signing = Spoilt & { keyId: string; key: string; at: Date };
function signed(method: string, path: string, payload: string, signing: Signing): Record<string, string> {
  const { keyId, key, at, nonce = randomBytes(16).toString('hex'), signedBody = payload, signedPath = path } = signing;
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const hash = createHash('sha256').update(signedBody).digest('hex');
  const text = `${method}\n${signedPath}\n${timestamp}\n${nonce}\n${hash}`;
  return {
    'x-gezhi-key-id': keyId,
    'x-gezhi-timestamp': timestamp,
    'x-gezhi-nonce': nonce,
    'x-gezhi-signature': createHmac('sha256', key).update(text).digest('hex'),
  };
}

interface PeerMore {
  may?: PeerVerb[];
  source?: PeerSource;
  areaId?: string;
}

export async function addPeer(house: House, admin: Person, name: string, more: PeerMore = {}) {
  const body = {
    commandId: house.services.ids(),
    id: house.services.ids(),
    name,
    may: more.may ?? (['report', 'update'] as PeerVerb[]),
    ...(more.source ? { source: more.source } : {}),
    ...(more.areaId ? { areaId: more.areaId } : {}),
  };
  const answer = await admin.call('POST /api/exchange/peers', { body });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return { id: body.id, keyId: answer.body.peer.keyId, key: answer.body.key };
}

export function incoming(world: World, senderNo: string, more: Partial<IncomingCase> = {}): IncomingCase {
  return {
    senderNo,
    title: '路灯不亮',
    body: '市民来电：3 组村口路灯三天没亮。',
    place: { point: { ...world.pointIn(0), accuracy: 9 } },
    ...more,
  };
}
