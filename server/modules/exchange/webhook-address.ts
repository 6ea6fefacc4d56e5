import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import type { DeliveryFault } from '#contract/webhooks';

/** Where a connection may go: an address that was looked at, not a name that could be answered differently next time. */
export interface CheckedAddress {
  address: string;
  family: 4 | 6;
}
export type AddressAnswer = CheckedAddress | { fault: Extract<DeliveryFault, 'address' | 'dns'> };

/** What is not the public internet: ourselves, private and shared networks, link-local, documentation, multicast. */
const inner = blockList([
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/4', '240.0.0.0/4'],
]);
/** Of version 6 only what is given out as public, without the ranges that carry a version 4 address inside. */
const outer6 = blockList(['2000::/3']);
const inner6 = blockList(['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']);

/** An address as it may be stored: https, or http for a network of our own; no name and password in it. */
export function readWebhookUrl(text: string): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const plain = url.username === '' && url.password === '' && url.hash === '';
  return plain && (url.protocol === 'https:' || url.protocol === 'http:') && url.hostname !== '' ? url : null;
}

/** Looks the name up and refuses when any of its addresses is not allowed: a name with two faces is no honest mistake. */
export async function checkAddress(url: URL, networks: readonly string[]): Promise<AddressAnswer> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const found = isIP(host) ? [{ address: host, family: isIP(host) }] : await resolve(host);
  const [first] = found;
  if (!first) return { fault: 'dns' };
  const own = blockList(networks);
  const allowed = found.every(
    ({ address }) => contains(own, address) || (url.protocol === 'https:' && isPublic(address)),
  );
  if (!allowed) return { fault: 'address' };
  return { address: first.address, family: first.family === 6 ? 6 : 4 };
}

async function resolve(host: string): Promise<{ address: string; family: number }[]> {
  return lookup(host, { all: true }).catch(() => []);
}

export function isPublic(address: string): boolean {
  if (isIP(address) === 4) return !inner.check(address);
  return isIP(address) === 6 && outer6.check(address, 'ipv6') && !inner6.check(address, 'ipv6');
}

function contains(list: BlockList, address: string): boolean {
  return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

function blockList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits = ''] = network.split('/');
    list.addSubnet(address, Number(bits), isIP(address) === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}
