import { expect, test } from 'vitest';
import { checkAddress, isPublic, readWebhookUrl } from './webhook-address.ts';

test.each([
  ...['8.8.8.8', '1.1.1.1', '172.15.0.1', '172.32.0.1', '100.63.0.1', '223.5.5.5', '2606:4700::1111', '240e::1'],
])('%s is public', (address) => {
  expect(isPublic(address)).toBe(true);
});

test.each([
  ...[
    '0.0.0.0',
    '10.0.0.1',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.0.1',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
  ],
  ...['192.168.1.1', '192.0.2.1', '198.18.0.1', '224.0.0.1', '255.255.255.255', '::', '::1', '::ffff:10.0.0.1'],
  ...[
    '::ffff:8.8.8.8',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    '2001::1',
    '2001:db8::1',
    'fc00::1',
    'fd12::1',
    'fe80::1',
    'ff02::1',
  ],
  ...['', 'localhost', '8.8.8'],
])('%s is not', (address) => {
  expect(isPublic(address)).toBe(false);
});

const check = (text: string, networks: string[] = []) => checkAddress(new URL(text), networks);

test('an inner network that is listed may be reached, by plain http too; no other', async () => {
  expect(await check('http://10.20.3.4:8000/x', ['10.20.0.0/16'])).toEqual({ address: '10.20.3.4', family: 4 });
  expect(await check('https://10.20.3.4/', ['10.20.0.0/16'])).toEqual({ address: '10.20.3.4', family: 4 });
  expect(await check('http://10.21.3.4/', ['10.20.0.0/16'])).toEqual({ fault: 'address' });
  expect(await check('http://8.8.8.8/', ['10.20.0.0/16'])).toEqual({ fault: 'address' });
  expect(await check('https://8.8.8.8/')).toEqual({ address: '8.8.8.8', family: 4 });
  expect(await check('https://[fd00::5]/', ['fd00::/8'])).toEqual({ address: 'fd00::5', family: 6 });
  // As a URL reads them, these are 127.0.0.1.
  for (const host of ['2130706433', '0x7f000001', '0177.0.0.1', '127.1'])
    expect(await check(`https://${host}/`)).toEqual({ fault: 'address' });
  expect(await check('https://localhost/')).toEqual({ fault: 'address' });
  expect(await check('https://no-such-host.invalid/')).toEqual({ fault: 'dns' });
});

test('an address without a way, with a password or with a fragment is none', () => {
  for (const text of [
    '',
    'example.org',
    'javascript:1',
    'file:///etc/passwd',
    'https://a:b@c/',
    'https://a/#b',
    'https://',
  ])
    expect(readWebhookUrl(text)).toBeNull();
  expect(readWebhookUrl('https://例子.测试/钩')?.href).toBe('https://xn--fsqu00a.xn--0zwm56d/%E9%92%A9');
});
