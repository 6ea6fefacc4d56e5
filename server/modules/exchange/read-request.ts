import { readPhone } from '#kernel/mobile-phone';
import { Refusal, refuse } from '#kernel/refuse';
import { type Form, numberOf, one, refuseForm } from './read-form.ts';

/** What a sender asks for, checked as far as no database is needed. */
export interface AskedRequest {
  serviceCode: string;
  description: string;
  point: { lon: number; lat: number } | null;
  addressText: string | null;
  addressId: string | null;
  mediaUrl: string | null;
  contact: { name?: string; phone?: string };
  answers: Map<string, readonly string[]>;
}

/** The standard's limits: 4,000 characters of description; where it has none, what our columns and people can bear. */
export function readRequest(form: Form): AskedRequest {
  const serviceCode = one(form, 'service_code', 40);
  if (serviceCode === undefined) refuseForm('缺少 service_code', 'service_code is missing');
  return {
    serviceCode,
    description: one(form, 'description', 4000) ?? '',
    ...readPlace(form),
    mediaUrl: readMediaUrl(form),
    contact: readContact(form),
    answers: readAnswers(form),
  };
}

const idShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function readPlace(form: Form): Pick<AskedRequest, 'point' | 'addressText' | 'addressId'> {
  const lat = numberOf(form, 'lat', { from: -90, to: 90 });
  const lon = numberOf(form, 'long', { from: -180, to: 180 });
  if ((lat === undefined) !== (lon === undefined)) refuseForm('lat 与 long 须同时给出', 'lat and long go together');
  const point = lat === undefined || lon === undefined ? null : { lon, lat };
  const addressText = one(form, 'address_string', 200) ?? null;
  const addressId = one(form, 'address_id', 60) ?? null;
  if (addressId !== null && !idShape.test(addressId)) refuse('address.unknown');
  if (!point && addressText === null && addressId === null)
    refuseForm(
      '缺少位置：lat 与 long、address_string 或 address_id',
      'lat and long, address_string or address_id is missing',
    );
  return { point, addressText, addressId };
}

/** Shown as a link and never fetched by us: an address that only this server can reach tells nobody anything. */
function readMediaUrl(form: Form): string | null {
  const text = one(form, 'media_url', 1000);
  if (text === undefined) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  const good = url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
  return good ? url.href : refuseForm('media_url 应为 http(s) 网址', 'media_url must be an http(s) address');
}

/**
 * Name and mobile number go, sealed, to whoever answers for the case. The sender's e-mail, device, account and any other
 * kind of phone stay with the system that sent them: we have no use for them, so we do not keep them.
 */
function readContact(form: Form): AskedRequest['contact'] {
  const [first = '', last = ''] = [one(form, 'first_name', 100), one(form, 'last_name', 100)];
  for (const name of ['email', 'device_id', 'account_id']) one(form, name, 300);
  const name = /\p{Script=Han}/u.test(first + last) ? `${last}${first}` : `${first} ${last}`.trim();
  const phone = mobileOf(one(form, 'phone', 100) ?? '');
  return { ...(name ? { name } : {}), ...(phone === null ? {} : { phone }) };
}

/** A mainland mobile, or null: another kind of number is no reason to turn a report away. */
function mobileOf(text: string): string | null {
  try {
    return readPhone(text);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

function readAnswers(form: Form): Map<string, readonly string[]> {
  return new Map(
    [...form].flatMap(([name, values]) => {
      const [, code] = /^attributes?\[([^\]]*)\]$/.exec(name) ?? [];
      return code === undefined ? [] : [[code, values]];
    }),
  );
}
