import { beforeAll, describe, expect, it } from 'vitest';
import { gatewaysOf, missingGateway } from '#kernel/mail';
import { testHouse } from '#testing/house';
import { makeWorld, type World } from '#testing/world';
import { provePhone, sendPhoneCode, waitOf } from './phone-codes.ts';

const house = await testHouse();
const { services } = house;
const minute = 60_000;
let world: World;
beforeAll(async () => {
  world = await makeWorld(house);
});

describe('a code for a phone', () => {
  const phone = '13912345678';
  const codeOf = () => /\d{6}/.exec(house.sms.at(-1)?.body ?? '')?.[0] ?? '';
  const send = (to = phone) => sendPhoneCode(services, world.district, to);
  const prove = (code: string, from = phone) => provePhone(services, world.district, from, code);

  it('proves it once, within ten minutes', async () => {
    await send();
    const code = codeOf();
    await expect(prove(code, '13900000000')).rejects.toThrow('phone.wrong-code');
    await prove(code);
    await expect(prove(code)).rejects.toThrow('phone.wrong-code');
    house.wait(2 * minute);
    await send();
    house.wait(10 * minute);
    await expect(prove(codeOf())).rejects.toThrow('phone.wrong-code');
  });

  it('cannot be guessed: five tries', async () => {
    await send('13700000001');
    const code = codeOf();
    for (let n = 0; n < 5; n += 1) {
      const wrong = String((Number(code) + n + 1) % 1_000_000).padStart(6, '0');
      await expect(prove(wrong, '13700000001')).rejects.toThrow('phone.wrong-code');
    }
    await expect(prove(code, '13700000001')).rejects.toThrow('phone.wrong-code');
  });

  it('is sent once a minute, even for ten requests at once, and five times a day', async () => {
    const before = house.sms.length;
    const ten = await Promise.allSettled(Array.from({ length: 10 }, () => send('13700000002')));
    expect(ten.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(house.sms.length - before).toBe(1);
    for (let n = 0; n < 4; n += 1) {
      house.wait(minute + 1000);
      await send('13700000002');
    }
    house.wait(minute + 1000);
    await expect(send('13700000002')).rejects.toThrow('request.too-many');
    const now = new Date('2026-01-01T12:00:00Z');
    expect(waitOf([], now)).toBe(0);
    expect(waitOf([new Date(now.getTime() - 20_000)], now)).toBe(40_000);
  });

  it('is kept as a hash, and refused plainly where there are no text messages', async () => {
    const rows = await house.database.owner.selectFrom('phone_codes').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(codeOf());
    const before = services.gateways.sms;
    Object.assign(services.gateways, { sms: missingGateway('无', 'none') });
    const phoneCode = { body: { phone: '13700000003', district: world.district } };
    const answer = await world.public('POST /api/public/phone-codes', phoneCode);
    expect([answer.status, answer.code]).toEqual([503, 'phone.no-sms']);
    Object.assign(services.gateways, { sms: before });
  });

  it('is written to the log where the configuration says so', async () => {
    const said: string[] = [];
    const log = { info: (...words: unknown[]) => said.push(String(words[1])) };
    const { sms } = gatewaysOf({ smtpUrl: null, mailFrom: 'x@y', sms: 'log' }, log as never);
    await sms.send({ to: phone, title: '', body: '验证码 123456', id: 'x' });
    expect(said).toEqual([`SMS to ${phone}: 验证码 123456`]);
  });
});
