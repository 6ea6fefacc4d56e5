/** An element: its children by name and order, or its text. */
export interface XmlElement {
  name: string;
  children: XmlElement[];
  text: string;
}

const token = /<\?xml version="1\.0" encoding="utf-8"\?>|<(\/?)([a-z_]+)(\/?)>|([^<]+)/y;
const entity = /&(?:amp|lt|gt|quot|#13);/g;
const letters: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#13;': '\r' };

/** Reads exactly the XML that we may write: a declaration first, known entities, no attribute, no stray text; throws else. */
export function readXml(source: string): XmlElement {
  const root: XmlElement = { name: '', children: [], text: '' };
  const open = [root];
  token.lastIndex = 0;
  for (let at = 0; at < source.length; at = token.lastIndex) {
    const found = token.exec(source);
    if (!found) throw new Error(`No XML at ${at}: ${source.slice(at, at + 40)}`);
    if ((at === 0) !== found[0].startsWith('<?xml')) throw new Error('The declaration stands first, and once.');
    readToken(open, found);
  }
  const [only] = root.children;
  if (open.length !== 1 || !only || root.children.length !== 1 || root.text.trim()) throw new Error('Not one root.');
  return only;
}

function readToken(open: XmlElement[], [, closing, name, empty, text]: RegExpExecArray): void {
  const parent = open.at(-1);
  if (!parent) throw new Error('Something follows the end.');
  if (text !== undefined) parent.text += readText(text);
  if (name === undefined) return;
  if (closing) {
    if (open.pop()?.name !== name) throw new Error(`</${name}> closes nothing.`);
    return;
  }
  const child = { name, children: [], text: '' };
  parent.children.push(child);
  if (!empty) open.push(child);
}

function readText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they must not be there
  const forbidden = /&|[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
  if (forbidden.test(text.replace(entity, ''))) throw new Error(`Not XML: ${text.slice(0, 40)}`);
  return text.replace(entity, (found) => letters[found] ?? '');
}

/** The same as JSON would say it, with every value as text and null for an empty element. */
export function plain(element: XmlElement): unknown {
  const { children, text } = element;
  if (children.length === 0) return text === '' ? null : text;
  if (text.trim() !== '') throw new Error(`<${element.name}> mixes text and elements.`);
  const names = new Set(children.map((child) => child.name));
  const isList = listNames.has(element.name);
  if (isList) return children.map(plain);
  if (names.size !== children.length) throw new Error(`<${element.name}> has an element twice.`);
  return Object.fromEntries(children.map((child) => [child.name, plain(child)]));
}

const listNames = new Set(['services', 'service_requests', 'attributes', 'values', 'errors', 'endpoints', 'formats']);
