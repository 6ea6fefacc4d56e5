/** What an answer of Open311 is made of: the same value is written as JSON or as XML. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value };

/** The standard's name of one item inside each list; a list that is not named here is a mistake of ours. */
const itemNames: Record<string, string> = {
  attributes: 'attribute',
  endpoints: 'endpoint',
  errors: 'error',
  formats: 'format',
  service_requests: 'request',
  services: 'service',
  values: 'value',
};

export function writeXml(root: string, value: Value): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${element(root, value)}\n`;
}

function element(name: string, value: Value): string {
  const inner = content(name, value);
  return inner === '' ? `<${name}/>` : `<${name}>${inner}</${name}>`;
}

function content(name: string, value: Value): string {
  if (value === null) return '';
  if (isList(value)) return value.map((item) => element(itemName(name), item)).join('');
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([key, part]) => element(key, part))
      .join('');
  return escapeText(String(value));
}

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

function itemName(list: string): string {
  const found = itemNames[list];
  if (found === undefined) throw new Error(`XML: an item of "${list}" has no name.`);
  return found;
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' };

/** XML 1.0 knows no control characters but tab and line end, and no half surrogate pair: they are left out. */
function escapeText(text: string): string {
  return (
    text
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be written
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/[&<>"\r]/g, (letter) => escapes[letter] ?? '')
  );
}
