import { type ClientRequest, type IncomingMessage, request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { DeliveryFault } from '#contract/webhooks';
import { type CheckedAddress, checkAddress, readWebhookUrl } from './webhook-address.ts';

/** For the whole exchange, from the first packet to the last. */
const timeoutMs = 10_000;
/** What more the other side says, or says later, is not read. */
const answerMs = 2_000;
const answerBytes = 2048;
const shownCharacters = 300;

export interface Posted {
  ok: boolean;
  status: number | null;
  fault: DeliveryFault | null;
  /** The first characters of the answer. */
  answer: string | null;
}

/** Posts a body once: to an address that was checked just now, following no redirect. Never throws. */
export async function postWebhook(
  target: string,
  headers: Record<string, string>,
  body: string,
  networks: readonly string[],
): Promise<Posted> {
  const url = readWebhookUrl(target);
  if (!url) return failed('address');
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const address = await Promise.race([checkAddress(url, networks), whenAborted(signal)]);
    if ('fault' in address) return failed(address.fault);
    return toPosted(await exchange(url, address, headers, body, signal));
  } catch (error) {
    return failed(signal.aborted ? 'timeout' : faultOf(error));
  }
}

/** A name service that does not answer cannot be called off; it is not waited for any longer. */
function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

function failed(fault: DeliveryFault): Posted {
  return { ok: false, status: null, fault, answer: null };
}

function toPosted({ status, answer }: { status: number; answer: string }): Posted {
  const ok = status >= 200 && status < 300;
  const fault = ok ? null : status >= 300 && status < 400 ? 'redirect' : 'status';
  return { ok, status, fault, answer: answer || null };
}

function exchange(
  url: URL,
  { address, family }: CheckedAddress,
  headers: Record<string, string>,
  body: string,
  signal: AbortSignal,
): Promise<{ status: number; answer: string }> {
  // The name still goes into Host and into the certificate's check; only the way there is fixed.
  const fixed: LookupFunction = (_host, options, done) =>
    options.all ? done(null, [{ address, family }]) : done(null, address, family);
  const send = url.protocol === 'https:' ? secureRequest : plainRequest;
  return new Promise((resolve, reject) => {
    const asked: ClientRequest = send(url, {
      method: 'POST',
      headers: {
        ...headers,
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(body),
      },
      lookup: fixed,
      agent: false,
      signal,
    });
    asked.on('error', reject);
    asked.on('response', (response) => {
      asked.off('error', reject);
      asked.on('error', () => undefined); // the status is there: what breaks now is only the body
      readAnswer(response, (answer) => {
        asked.destroy();
        resolve({ status: response.statusCode ?? 0, answer });
      });
    });
    asked.end(body);
  });
}

/** The status decides; a body that never ends or breaks off changes nothing. */
function readAnswer(response: IncomingMessage, done: (answer: string) => void): void {
  const parts: Buffer[] = [];
  let size = 0;
  const patience = setTimeout(() => response.destroy(), answerMs);
  const end = () => {
    clearTimeout(patience);
    done(shown(Buffer.concat(parts)));
  };
  response.on('data', (part: Buffer) => {
    parts.push(part.subarray(0, Math.max(0, answerBytes - size)));
    size += part.length;
    if (size >= answerBytes) response.destroy();
  });
  response.on('error', () => undefined); // it closes then, too
  response.on('close', end);
}

/** PostgreSQL stores no NUL, and a list shows no control characters. */
function shown(bytes: Buffer): string {
  const text = bytes
    .toString('utf8')
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .toWellFormed();
  return [...text].slice(0, shownCharacters).join('');
}

/** Faults of certificates have codes of OpenSSL's and of Node's own TLS. */
const tlsFault = /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|EPROTO|HOSTNAME_MISMATCH)/;

function faultOf(error: unknown): DeliveryFault {
  const { code = '' } = error as NodeJS.ErrnoException;
  return tlsFault.test(code) ? 'tls' : 'unreachable';
}
