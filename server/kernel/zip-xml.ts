import { SaxesParser } from 'saxes';
import type { Zip } from './zip.ts';

/** What a reader of one XML file hears. Names come without prefix. */
export interface XmlReader {
  open?(name: string, attributes: Record<string, string>): void;
  text?(text: string): void;
  close?(name: string): void;
}

export class XmlFault extends Error {}

/** Entities are never expanded and a document type is refused: neither stands in an office file. */
export async function readXml(zip: Zip, path: string, reader: XmlReader): Promise<void> {
  const parser = new SaxesParser();
  const local = (name: string) => name.slice(name.indexOf(':') + 1);
  parser.on('error', (error) => {
    throw new XmlFault(error.message);
  });
  parser.on('doctype', () => {
    throw new XmlFault('doctype');
  });
  parser.on('opentag', ({ name, attributes }) => reader.open?.(local(name), attributes as Record<string, string>));
  parser.on('text', (text) => reader.text?.(text));
  parser.on('cdata', (text) => reader.text?.(text));
  parser.on('closetag', ({ name }) => reader.close?.(local(name)));
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const piece of zip.read(path)) parser.write(decoded(decoder, piece));
  parser.write(decoded(decoder)).close();
}

function decoded(decoder: TextDecoder, piece?: Buffer): string {
  try {
    return piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
  } catch {
    throw new XmlFault('encoding');
  }
}
