import { refusals } from '#contract/refusals';

type Json = Record<string, unknown>;
interface Operation {
  summary?: string;
  tags?: string[];
  security?: Record<string, unknown>[];
  parameters?: { name: string; in: string; required: boolean; schema: Json }[];
  requestBody?: { content: Record<string, { schema: Json }> };
  responses: Record<string, { content: Record<string, { schema: Json }> }>;
}
interface Entry {
  method: string;
  path: string;
  operation: Operation;
}

/** The OpenAPI document as one page to read: no script, nothing from elsewhere, so it prints and works without a network. */
export function openApiPage(document: Json): string {
  const paths = document.paths as Record<string, Record<string, Operation>>;
  const entries = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
  const groups = Map.groupBy(entries, ({ operation }) => operation.tags?.[0] ?? 'other');
  const names = [...groups.keys()].sort();
  const { version } = document.info as { version: string };
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Gezhi 格治 ${text(version)} · API</title>
<link rel="icon" href="data:,"><style>${style}</style>
</head>
<body>
<header><h1>Gezhi 格治 <small>${text(version)}</small></h1>
<p>${entries.length} endpoints, from the contract the server itself checks requests with. The same for machines:
<a href="/openapi.json">openapi.json</a> (OpenAPI 3.1). Beside it: <a href="/open311/v2/discovery.json">Open311 GeoReport v2</a>.</p>
<p>A write carries a <code>commandId</code> (UUID) made by the client: sent again, it is answered with the first answer.
A refusal is JSON with <code>code</code>, <code>message</code> (by Accept-Language), <code>zh</code>, <code>en</code> and <code>requestId</code>.</p>
<nav aria-label="Groups"><ul>${names.map((name) => `<li><a href="#${text(name)}">${text(name)}</a> ${groups.get(name)?.length}</li>`).join('')}<li><a href="#refusals">refusals</a></li></ul></nav>
</header>
<main>
${names.map((name) => group(name, groups.get(name) ?? [])).join('\n')}
${refusalTable()}
</main>
</body>
</html>
`;
}

function group(name: string, entries: readonly Entry[]): string {
  return `<section id="${text(name)}"><h2>${text(name)}</h2>${entries.map(endpoint).join('\n')}</section>`;
}

function endpoint({ method, path, operation }: Entry): string {
  const access = Object.keys(operation.security?.[0] ?? {})[0];
  const [type, body] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
  const [answerType, answer] = Object.entries(operation.responses['200']?.content ?? {})[0] ?? [];
  return `<details><summary><code class="${method.toLowerCase()}">${method}</code> <code>${text(path)}</code> <span>${text(operation.summary ?? '')}</span>
<em>${access === undefined ? 'public' : text(access)}</em></summary>
${parameters(operation)}
${body ? `<h3>Body <small>${text(type ?? '')}</small></h3>${shape(body.schema)}` : ''}
<h3>Answer <small>${text(answerType ?? '')}</small></h3>${shape(answer?.schema ?? {})}</details>`;
}

function parameters({ parameters: given = [] }: Operation): string {
  if (given.length === 0) return '';
  const rows = given.map(
    ({ name, in: place, required, schema }) =>
      `<tr><td><code>${text(name)}</code></td><td>${place}</td><td>${required ? 'required' : ''}</td><td>${kindOf(schema)}</td></tr>`,
  );
  return `<h3>Parameters</h3><div class="wide"><table><thead><tr><th>Name</th><th>In</th><th></th><th>Type</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}

/** An object as a nested list of its fields; anything else as one line. */
function shape(schema: Json): string {
  const fields = fieldsOf(schema);
  if (!fields) return `<p>${kindOf(schema)}</p>`;
  const required = new Set(fields.required);
  const items = Object.entries(fields.properties).map(([name, part]) => {
    const inner = fieldsOf(part) ? shape(part) : '';
    return `<li><code>${text(name)}</code>${required.has(name) ? '' : '?'} ${kindOf(part)}${inner}</li>`;
  });
  return `<ul class="fields">${items.join('')}</ul>`;
}

interface Fields {
  properties: Record<string, Json>;
  required: readonly string[];
}

/** Of an object, of the items of a list, or of what may also be null. */
function fieldsOf(schema: Json): Fields | null {
  const { properties, required = [] } = schema as Partial<Fields>;
  if (properties) return { properties, required };
  if (schema.items) return fieldsOf(schema.items as Json);
  const parts = (schema.anyOf as Json[] | undefined)?.filter(({ type }) => type !== 'null') ?? [];
  return parts.length === 1 && parts[0] ? fieldsOf(parts[0]) : null;
}

function kindOf(schema: Json): string {
  const parts = schema.anyOf as Json[] | undefined;
  if (parts) return parts.map(kindOf).join(' | ');
  if ('const' in schema) return `<code>${text(JSON.stringify(schema.const))}</code>`;
  if (schema.items) return `list of ${kindOf(schema.items as Json)}`;
  const limits = ['format', 'minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems']
    .filter((name) => name in schema)
    .map((name) => (name === 'format' ? text(String(schema[name])) : `${name} ${text(String(schema[name]))}`));
  const words = [text(String(schema.type ?? 'anything')), ...limits].join(', ');
  return schema.description ? `${words}: ${text(String(schema.description))}` : words;
}

function refusalTable(): string {
  const rows = Object.entries<{ status: number; zh: string; en: string }>(refusals)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([code, { status, zh, en }]) =>
        `<tr><td><code>${text(code)}</code></td><td>${status}</td><td lang="zh-CN">${text(zh)}</td><td>${text(en)}</td></tr>`,
    );
  return `<section id="refusals"><h2>refusals</h2><div class="wide"><table><thead><tr><th>Code</th><th>Status</th><th>中文</th><th>English</th></tr></thead><tbody>${rows.join('')}</tbody></table></div></section>`;
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const text = (words: string): string => words.replace(/[&<>"]/g, (letter) => escapes[letter] ?? '');

const style = `
:root{color-scheme:light dark;font:16px/1.6 system-ui,"Noto Sans CJK SC",sans-serif}
body{margin:0 auto;max-width:64rem;padding:1rem}
h1 small,h3 small{font-weight:normal;opacity:.75}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1rem;list-style:none;padding:0}
nav a,summary{min-height:1.75rem}
summary{cursor:pointer;padding:.25rem 0;border-top:1px solid #8886}
summary span{margin-inline:.5rem}
summary em{font-size:.875rem;opacity:.75}
code{font-size:.9375rem;overflow-wrap:anywhere}
.get{color:light-dark(#06602f,#7fdca6)}.post{color:light-dark(#05a,#7bf)}.put{color:light-dark(#850,#fb6)}.delete{color:light-dark(#b00,#f88)}
details[open]{padding-bottom:1rem}
.fields{padding-inline-start:1.25rem}
.wide{overflow-x:auto}
table{border-collapse:collapse}td,th{padding:.25rem .75rem;text-align:start;vertical-align:top;border-top:1px solid #8886}
`;
