import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { commands } from './cli/commands.ts';

// What deploy/ says must be what the program knows: settings, commands, files, addresses. No engine runs here.
const root = new URL('../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const settings = new Set(
  [...read('server/kernel/config.ts').matchAll(/^ {2}(PORT|HOST|DATABASE_URL|GEZHI_\w+):/gm)].map(([, name]) => name),
);
const commandNames = commands.map(({ name }) => name);
const isSetting = (name: string) => settings.has(name) || ['GEZHI_HOST', 'GEZHI_WEB'].includes(name);

describe('the settings that deploy/ names exist', () => {
  const files = readdirSync(new URL('deploy', root), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`);
  test.each(files.map((file) => [file.slice(file.indexOf('deploy/')), file]))('%s', (_, file) => {
    const named = [...readFileSync(file, 'utf8').matchAll(/\b(GEZHI_[A-Z_]+[A-Z]|DATABASE_URL)\b/g)].map(
      ([, name = '']) => name,
    );
    expect(named.filter((name) => !isSetting(name))).toEqual([]);
  });
});

describe('the image', () => {
  const text = read('deploy/Containerfile');
  test('stands on pinned bases, runs as nobody special and starts a program that is there', () => {
    const bases = [...text.matchAll(/^FROM (\S+)/gm)].map(([, base = '']) => base);
    expect(bases.length).toBe(3);
    for (const base of bases) expect(base).toMatch(/^node:24\.\d+-bookworm-slim$/);
    expect(text).toMatch(/^USER 10001:10001$/m);
    expect(text).toMatch(/^HEALTHCHECK /m);
    expect(text).toMatch(/^VOLUME \/data$/m);
    const [, program = ''] = /^ENTRYPOINT \["node", "([^"]+)"\]$/m.exec(text) ?? [];
    expect(existsSync(new URL(program, root))).toBe(true);
  });
  test('copies only what is there', () => {
    const copied = [...text.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, sources = '']) => sources.split(' '));
    expect(copied.length).toBeGreaterThan(5);
    for (const source of copied) expect(existsSync(new URL(source, root)), source).toBe(true);
  });
});

interface Service {
  image: string;
  command?: string[];
  read_only?: boolean;
  cap_drop?: string[];
  ports?: string[];
  deploy?: { replicas: number };
  environment?: Record<string, string>;
  depends_on?: Record<string, { condition: string }>;
}

describe('compose.yaml', () => {
  const { services } = parse(read('deploy/compose/compose.yaml'), { merge: true }) as {
    services: Record<string, Service>;
  };
  test('has two of each role, only the proxy reachable, the schema first', () => {
    expect(Object.keys(services).sort()).toEqual(['caddy', 'database', 'gezhi', 'migrate', 'web-1', 'web-2', 'worker']);
    for (const [name, role] of [
      ['web-1', 'web'],
      ['web-2', 'web'],
      ['worker', 'worker'],
    ] as const) {
      expect(services[name]).toMatchObject({ read_only: true, cap_drop: ['ALL'] });
      expect(services[name]?.depends_on?.migrate?.condition).toBe('service_completed_successfully');
      expect(services[name]?.command).toEqual(['serve', '--role', role]);
    }
    expect(services.worker?.deploy?.replicas).toBe(2);
    expect(Object.keys(services).filter((name) => services[name]?.ports)).toEqual(['caddy']);
    expect(Object.values(services).filter(({ image }) => !/:[\d.]+(-\w+)?$/.test(image))).toEqual([]);
  });
  test('gives every process the same secrets, and all variables it asks for stand in .env.example', () => {
    const own = ['web-1', 'web-2', 'worker', 'migrate', 'gezhi'].map((name) => services[name]?.environment ?? {});
    for (const name of ['DATABASE_URL', 'GEZHI_KEY']) expect(new Set(own.map((one) => one[name])).size).toBe(1);
    const asked = [...read('deploy/compose/compose.yaml').matchAll(/\$\{(\w+)/g)].map(([, name = '']) => name);
    const example = read('deploy/compose/.env.example');
    expect([...new Set(asked)].filter((name) => !example.includes(`\n${name}=`))).toEqual([]);
  });
  test('the proxy hides what operators ask', () => {
    expect(read('deploy/compose/Caddyfile')).toContain('path /metrics /readyz /healthz');
  });
});

describe('the units of systemd', () => {
  const units = readdirSync(new URL('deploy/systemd', root)).filter((name) => name.endsWith('.service'));
  test.each(units)('%s starts a known command, as nobody special, with the system read-only', (name) => {
    const text = read(`deploy/systemd/${name}`);
    const [, words = ''] =
      /^ExecStart=\/usr\/bin\/env node (?:--max-semi-space-size=16 )?server\/cli\.ts (.+)$/m.exec(text) ?? [];
    expect(commandNames).toContain(words.split(' ')[0]);
    for (const line of [
      'User=gezhi',
      'NoNewPrivileges=true',
      'ProtectSystem=strict',
      'CapabilityBoundingSet=',
      'UMask=0077',
    ])
      expect(text).toMatch(new RegExp(`^${line}$`, 'm'));
  });
});

describe('the chart', () => {
  const folder = 'deploy/helm/gezhi';
  const values = parse(read(`${folder}/values.yaml`)) as Record<string, unknown>;
  const schema = JSON.parse(read(`${folder}/values.schema.json`)) as object;
  const valid = new Ajv({ allErrors: true, strict: false }).compile(schema);
  const templates = readdirSync(new URL(`${folder}/templates`, root));
  const text = templates.map((name) => read(`${folder}/templates/${name}`)).join('\n');

  test('its values fit their schema, a mistyped one does not', () => {
    expect(valid(values) || valid.errors).toBe(true);
    for (const wrong of [
      { replica: 3 },
      { publicUrl: 'gezhi.example.org' },
      { settings: { PASSWORD: 'x' } },
      { web: { replicas: 0, resources: {} } },
    ])
      expect(valid({ ...values, ...wrong }), JSON.stringify(wrong)).toBe(false);
  });

  test('its templates name only values and parts that exist', () => {
    const paths = [...text.matchAll(/\.Values\.([\w.]+)/g)].map(([, path = '']) => path);
    const at = (path: string) =>
      path.split('.').reduce<unknown>((found, key) => (found as Record<string, unknown> | undefined)?.[key], values);
    expect(paths.length).toBeGreaterThan(20);
    expect(paths.filter((path) => at(path) === undefined)).toEqual([]);
    const parts = [...text.matchAll(/define "([^"]+)"/g)].map(([, name]) => name);
    const used = [...text.matchAll(/include "([^"]+)"/g)].map(([, name]) => name);
    expect(used.filter((name) => !parts.includes(name))).toEqual([]);
  });

  test.each(templates)('%s closes every block it opens', (name) => {
    const actions = [...read(`${folder}/templates/${name}`).matchAll(/\{\{-?\s*(\w+)?/g)].map(([, word]) => word);
    const opened = actions.filter((word) => ['if', 'with', 'range', 'define'].includes(word ?? '')).length;
    expect(actions.filter((word) => word === 'end').length).toBe(opened);
  });

  test('the probes, the roles and the secrets are those of the program', () => {
    expect(text).toContain('path: /readyz');
    expect(text).toContain('path: /healthz');
    for (const [, command = ''] of text.matchAll(/args: \[(\w+)/g)) expect(commandNames).toContain(command);
    expect(text).toContain('readOnlyRootFilesystem: true');
    expect(text).not.toMatch(/kind: Secret/);
  });
});
