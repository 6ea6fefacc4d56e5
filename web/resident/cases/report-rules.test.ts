import { describe, expect, it } from 'vitest';
import { Refusal } from '#web/api.ts';
import type { Picked } from '#web/parts/use-photos.ts';
import { mayReplace, type PlaceState } from '#web/place/use-place.ts';
import { bodyOf, faultOfRefusal, faultsOf, OTHER, phoneOk, type Words } from './report-rules.ts';

const words: Words = { body: '', category: null, anonymous: false, name: '', phone: '' };
const photo: Picked = {
  id: '01900000-0000-7000-8000-0000000000aa',
  preview: null,
  blob: null,
  status: 'sent',
  share: 1,
  takenAt: Date.parse('2026-11-21T10:00:00Z'),
  place: null,
};
const somewhere: PlaceState = {
  choice: { source: 'map', point: { lon: 113.64, lat: 34.74 } },
  located: null,
  candidates: [],
  error: null,
  busy: false,
  device: null,
  noDevice: null,
};
const nowhere: PlaceState = { ...somewhere, choice: null };
const fieldsOf = (w: Words, photos: Picked[], place: PlaceState) => faultsOf(w, photos, place).map((f) => f.field);

describe('what a report needs', () => {
  it('is a place and one photo or one sentence', () => {
    expect(fieldsOf(words, [], nowhere)).toEqual(['photos', 'place']);
    expect(fieldsOf({ ...words, body: '  ' }, [], somewhere)).toEqual(['photos']);
    expect(fieldsOf({ ...words, body: '路灯不亮' }, [], somewhere)).toEqual([]);
    expect(fieldsOf(words, [photo], somewhere)).toEqual([]);
  });

  it('is an answer where the place is between micro-grids or outside', () => {
    const edge = { ...somewhere, candidates: [{ areaId: 'a', name: '第3微网格', metres: 4 }] };
    expect(fieldsOf(words, [photo], edge)).toEqual(['place']);
    const outside = { ...somewhere, error: new Refusal(422, { code: 'place.outside' }) };
    expect(fieldsOf(words, [photo], outside)).toEqual(['place']);
    // Without a network the place is only not known yet: the report may wait on the phone.
    expect(fieldsOf(words, [photo], { ...somewhere, error: new Error('offline') })).toEqual([]);
  });

  it('is not sent where it is no matter of the grids, unless they take it all the same', () => {
    const belongs = { zh: '请找纪检监察机关', en: 'Ask discipline inspection', unitName: '纪检监察组', phone: '12388' };
    const named = { ...words, body: '投诉干部', category: '09004' };
    expect(fieldsOf({ ...named, belongs: { ...belongs, accepted: false } }, [], somewhere)).toEqual(['words']);
    expect(fieldsOf({ ...named, belongs: { ...belongs, accepted: true } }, [], somewhere)).toEqual([]);
  });

  it('takes a phone only whole, and none from the anonymous', () => {
    expect(fieldsOf({ ...words, phone: '1380013' }, [photo], somewhere)).toEqual(['contact']);
    expect(fieldsOf({ ...words, phone: '1380013', anonymous: true }, [photo], somewhere)).toEqual([]);
    expect(phoneOk('138 0013-8000')).toBe(true);
  });
});

describe('what is sent', () => {
  const whole = {
    ids: { id: 'i', commandId: 'c' },
    photos: [photo],
    place: somewhere,
    district: 410103,
    locale: 'zh-CN' as const,
    now: Date.parse('2026-11-21T10:42:00Z'),
  };

  it('holds no name and no phone of the anonymous', () => {
    const named = { ...words, name: '陈阿姨', phone: '13800138000' };
    expect(bodyOf({ ...whole, words: named }).contact).toEqual({ name: '陈阿姨', phone: '13800138000' });
    expect(bodyOf({ ...whole, words: { ...named, anonymous: true } })).not.toHaveProperty('contact');
  });

  it('calls "other" no category at all', () => {
    expect(bodyOf({ ...whole, words: { ...words, category: OTHER } })).not.toHaveProperty('categoryCode');
    expect(bodyOf({ ...whole, words: { ...words, category: '01001' } }).categoryCode).toBe('01001');
  });

  it('was seen when the photo was taken, unless its camera lives in the future', () => {
    expect(bodyOf({ ...whole, words }).seenAt).toBe('2026-11-21T10:00:00.000Z');
    const early = { ...whole, words, now: Date.parse('2026-11-20T00:00:00Z') };
    expect(bodyOf(early).seenAt).toBe('2026-11-20T00:00:00.000Z');
  });

  it('comes back to the field that mends it when the server refuses', () => {
    expect(faultOfRefusal(new Refusal(422, { code: 'place.missing', zh: '还差一个位置' }))).toEqual({
      field: 'place',
      text: '还差一个位置',
    });
    expect(faultOfRefusal(new Refusal(422, { code: 'photo.unknown' })).field).toBe('photos');
    expect(faultOfRefusal(new Refusal(500, {})).field).toBe('words');
  });
});

describe('which place counts', () => {
  it('a person outranks the photo, the photo the device, and the later of equals the earlier', () => {
    const device = { source: 'device' as const };
    const byPhoto = { source: 'photo' as const };
    const byHand = { source: 'map' as const };
    expect(mayReplace(null, device)).toBe(true);
    expect(mayReplace(device, byPhoto)).toBe(true);
    expect(mayReplace(byPhoto, device)).toBe(false);
    expect(mayReplace(byHand, byPhoto)).toBe(false);
    expect(mayReplace(byHand, { source: 'address' })).toBe(true);
  });
});
