import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { archiveOf } from '../../web/desk/map/pmtiles.test-data.ts';

const maxZoom = 14;
/** Every tile of the zooms 0 to 14 is the same picture: one run of (4^15 - 1) / 3. */
const allTiles = (4 ** (maxZoom + 1) - 1) / 3;

export interface TileServer {
  origin: string;
  /** What was asked for, path with query. */
  asked: string[];
}

/** A map service of another origin that speaks WMTS and serves one PMTiles file by ranges. It ends with the process. */
export async function tileServer(): Promise<TileServer> {
  const tile = await sharp({ create: { width: 256, height: 256, channels: 3, background: '#f4d9a0' } })
    .png()
    .toBuffer();
  const archive = archiveOf({
    root: [{ id: 0, offset: 0, length: tile.length, run: allTiles }],
    tiles: [tile],
    maxZoom,
  });
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-allow-headers', '*');
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    if (request.url?.startsWith('/town.pmtiles')) return sendRange(request, response, archive);
    return void response.writeHead(200, { 'content-type': 'image/png' }).end(tile);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  server.unref();
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

function sendRange(request: IncomingMessage, response: ServerResponse, bytes: Buffer): void {
  const [, from = '0', to = '0'] = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? '') ?? [];
  const part = bytes.subarray(Number(from), Number(to) + 1);
  const range = `bytes ${from}-${Number(from) + part.length - 1}/${bytes.length}`;
  response.writeHead(206, { 'content-range': range, 'content-type': 'application/octet-stream' }).end(part);
}
