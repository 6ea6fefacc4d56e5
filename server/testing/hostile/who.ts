import { createHash, createHmac } from 'node:crypto';
import type { House } from '../house.ts';
import type { Person } from '../world.ts';
import type { Shot } from './attacks.ts';
import type { Seen } from './faults-of.ts';

/** Sends a shot as somebody. */
export type Sender = (shot: Shot) => Promise<Seen>;

let sent = 0;

/** Each request from a device and an address of its own, and a moment later: what is tested here is not the limit. */
function send(house: House, { method, url, headers, payload }: Shot): Promise<Seen> {
  sent += 1;
  house.wait(150);
  return new Promise((resolve, reject) => {
    house.app.inject(
      {
        method: method as 'GET',
        url,
        headers: { 'x-gezhi-device': `hostile-${sent}`, ...headers },
        remoteAddress: `10.${(sent >> 16) & 255}.${(sent >> 8) & 255}.${sent & 255}`,
        payloadAsStream: true,
        ...(payload === undefined ? {} : { payload }),
      },
      (error, answer) => {
        if (error || !answer) return reject(error);
        const seen = { status: answer.statusCode, headers: answer.headers };
        const stream = answer.stream();
        // A stream that was let in never ends by itself.
        if (String(answer.headers['content-type']).startsWith('text/event-stream')) {
          stream.destroy();
          return resolve({ ...seen, text: '' });
        }
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => resolve({ ...seen, text: Buffer.concat(parts).toString('utf8') }));
        stream.on('error', reject);
      },
    );
  });
}

export const asPublic =
  (house: House): Sender =>
  (shot) =>
    send(house, shot);

export const asPerson =
  (house: House, person: Person): Sender =>
  (shot) =>
    send(house, { ...shot, headers: { cookie: person.cookie(), ...shot.headers } });

/** Another system that signs what it sends (docs/exchange.md), whatever it is. */
export function asPeer(house: House, { keyId, key }: { keyId: string; key: string }): Sender {
  return (shot) => {
    const timestamp = String(Math.floor(house.services.clock().getTime() / 1000));
    const nonce = `nonce-of-this-test-${sent}`;
    const hash = createHash('sha256')
      .update(shot.payload ?? '')
      .digest('hex');
    const text = [shot.method, shot.url, timestamp, nonce, hash].join('\n');
    const signature = createHmac('sha256', key).update(text).digest('hex');
    const signed = {
      'x-gezhi-key-id': keyId,
      'x-gezhi-timestamp': timestamp,
      'x-gezhi-nonce': nonce,
      'x-gezhi-signature': signature,
    };
    return send(house, { ...shot, headers: { ...signed, ...shot.headers } });
  };
}
