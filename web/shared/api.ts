import type { Answer, Route, Ask as RouteAsk } from '#contract/api';
import type { RefusalCode } from '#contract/refusals';
import type { Refused } from '#contract/shapes';
import { deviceId } from './device-id.ts';
import { lang } from './prefs.ts';
import { reportReach } from './use-online.ts';

/** The server said no, with a code, a reason in both languages and what to do. Nothing was changed. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly code: RefusalCode | 'unknown';
  readonly zh: string;
  readonly en: string;
  readonly requestId: string;
  readonly detail: unknown;

  constructor(status: number, body: Partial<Refused>) {
    super(body.message ?? `HTTP ${status}`);
    this.status = status;
    this.code = (body.code as RefusalCode | undefined) ?? 'unknown';
    this.zh = body.zh ?? '服务暂时没有回应，内容没有丢，请稍后再试。';
    this.en = body.en ?? 'The service did not answer. Nothing is lost; please try again shortly.';
    this.requestId = body.requestId ?? '';
    this.detail = body.detail;
  }
}

/** No answer came at all: offline, or the way is broken. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** What to say about a failure, in the reader's language. */
export function sayError(error: unknown): string {
  const zh = lang() === 'zh-CN';
  if (error instanceof Refusal) return zh ? error.zh : error.en;
  if (error instanceof Unreachable) {
    return zh ? '网络没有连上，写的内容还在。请稍后再试。' : 'No connection. What you wrote is kept; please try again.';
  }
  return zh ? '这一步没有成功，请再试一次。' : 'This step did not succeed. Please try again.';
}

type Value = string | number | boolean | null | undefined;
type Values = Record<string, Value>;

export interface Sending {
  signal?: AbortSignal;
  /** May it be sent again without harm? Default: GET, and bodies that carry a commandId. */
  idempotent?: boolean;
}

// Three more tries within about five seconds: long enough for a lift or a restart, short enough for a person who waits.
const RETRY_AFTER_MS = [400, 1200, 3000];
const PASSING = new Set([429, 502, 503, 504]);

export function address(path: string, query: Values = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  if (given.length === 0) return path;
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
  return `${path}${path.includes('?') ? '&' : '?'}${search}`;
}

/** '/api/cases/:id' with { id } gives '/api/cases/0192...'. */
export function place(path: string, params: Values = {}): string {
  return path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name] ?? '')));
}

async function refusal(response: Response): Promise<Refusal> {
  const body = (await response.json().catch(() => ({}))) as Partial<Refused>;
  return new Refusal(response.status, body);
}

async function once(method: string, url: string, body: unknown, signal?: AbortSignal): Promise<unknown> {
  const json: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
  const response = await fetch(url, {
    method,
    credentials: 'same-origin',
    headers: { accept: 'application/json', 'accept-language': lang(), 'x-gezhi-device': deviceId(), ...json },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    reportReach(false);
    throw new Unreachable('no answer', { cause });
  });
  reportReach(true);
  if (!response.ok) throw await refusal(response);
  return response.status === 204 ? undefined : response.json();
}

function mayPass(error: unknown): boolean {
  if (error instanceof Unreachable) return navigator.onLine;
  return error instanceof Refusal && PASSING.has(error.status);
}

const wait = (length: number) => new Promise((done) => setTimeout(done, length));

async function persist(again: boolean, attempt: () => Promise<unknown>): Promise<unknown> {
  for (const pause of RETRY_AFTER_MS) {
    try {
      return await attempt();
    } catch (error) {
      if (!again || !mayPass(error)) throw error;
      await wait(pause);
    }
  }
  return attempt();
}

function repeatable(method: string, body: unknown): boolean {
  return method === 'GET' || (typeof body === 'object' && body !== null && 'commandId' in body);
}

/** Calls an endpoint of the contract by its name: `call('GET /api/public/track/:token', { params: { token } })`. */
export async function call<R extends Route>(route: R, ask: RouteAsk<R>, sending: Sending = {}): Promise<Answer<R>> {
  const [method = 'GET', path = ''] = route.split(' ');
  const { params, query, body } = ask as { params?: Values; query?: Values; body?: unknown };
  const url = address(place(path, params), query);
  const again = sending.idempotent ?? repeatable(method, body);
  return (await persist(again, () => once(method, url, body, sending.signal))) as Answer<R>;
}

/** fetch cannot tell how much was sent, XMLHttpRequest can: photos show a ring while they travel. */
export function upload<T>(path: string, form: FormData, onProgress: (share: number) => void): Promise<T> {
  return new Promise((done, fail) => {
    const sending = new XMLHttpRequest();
    sending.open('POST', path);
    sending.setRequestHeader('accept-language', lang());
    sending.setRequestHeader('x-gezhi-device', deviceId());
    sending.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    sending.onerror = () => {
      reportReach(false);
      fail(new Unreachable('no answer'));
    };
    sending.onload = () => {
      reportReach(true);
      const ok = sending.status >= 200 && sending.status < 300;
      const body: unknown = parse(sending.responseText);
      if (ok) done(body as T);
      else fail(new Refusal(sending.status, body as Partial<Refused>));
    };
    sending.send(form);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
