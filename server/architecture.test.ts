import { expect, test } from 'vitest';
import { type SourceFile, sourceFiles } from './testing/source-files.ts';

/** Which module may call which, by its front door. No circle: each calls only those above it. */
const mayCall: Record<string, readonly string[]> = {
  audit: [],
  files: [],
  messages: ['audit'],
  posts: ['audit'],
  areas: ['audit', 'posts'],
  accounts: ['audit', 'posts'],
  admissions: ['audit'],
  catalogue: ['admissions', 'areas', 'audit'],
  deadlines: ['areas', 'audit', 'catalogue'],
  matters: ['audit', 'catalogue'],
  flows: ['audit'],
  routing: ['areas', 'audit', 'catalogue', 'deadlines', 'flows', 'messages', 'posts'],
  cases: [
    'admissions',
    'areas',
    'audit',
    'catalogue',
    'deadlines',
    'files',
    'flows',
    'matters',
    'messages',
    'posts',
    'routing',
  ],
  insight: ['areas', 'cases', 'flows'],
  drafts: ['areas', 'cases', 'catalogue'],
  minutes: ['audit', 'flows', 'messages', 'posts'],
  notes: [],
  figures: ['areas', 'cases', 'flows', 'insight'],
  exchange: ['areas', 'audit', 'cases', 'catalogue', 'flows', 'insight', 'messages', 'posts'],
};

/** Which part of the tree may import which. Tests are free, except that nothing enters a module by a side door. */
const mayImport: [part: string, allowed: RegExp][] = [
  ['contract/', /^contract\//],
  ['server/kernel/', /^(contract|server\/kernel)\/|^server\/migrations\/[\w-]+\.ts$/],
  ['server/migrations/', /^(contract|server\/migrations)\//],
  ['server/modules/', /^(contract|server\/kernel|server\/modules)\/|^server\/migrations\/tables\.ts$/],
  ['server/testing/', /^(contract|demo|server)\//],
  ['server/', /^(contract|demo|server\/(cli|kernel|modules))\/|^server\/[\w-]+\.ts$/],
  ['web/shared/', /^(contract|web\/shared)\//],
  ['web/greeting/', /^web\/(shared|greeting)\//],
  ['web/resident/', /^(contract|web\/(shared|resident))\//],
  ['web/field/', /^(contract|web\/(shared|field))\//],
  ['web/desk/', /^(contract|web\/(shared|desk))\//],
  ['web/wall/', /^(contract|web\/(shared|wall))\//],
  ['demo/', /^(contract|demo|server\/(kernel|modules))\//],
  ['bench/', /^(bench|contract|demo|server)\//],
  // A map file for the stand-in of a tile server is written as the reader's own test writes it.
  ['e2e/', /^(contract|demo|e2e|scripts|server\/kernel)\/|^web\/desk\/map\/pmtiles\.test-data\.ts$/],
  // The drawings of the life cycle and of the flows are documents, the guide's reports bring the demo's pictures: both written by scripts.
  ['scripts/', /^scripts\/|^server\/modules\/(cases\/draw-lifecycle|flows\/draw-flows)\.ts$|^demo\/pictures\.ts$/],
];

const files = sourceFiles();
const isTest = ({ path }: SourceFile) => /\.test\.tsx?$|test-data|\/testing\//.test(path);
const isOurs = (path: string) => /^(contract|server|web|demo|e2e|bench|scripts)\//.test(path);
const moduleOf = (path: string) => /^server\/modules\/([^/]+)\//.exec(path)?.[1];

const calls = files
  .filter((file) => !isTest(file))
  .flatMap(({ path, imports }) => imports.map((target) => ({ path, from: moduleOf(path), to: moduleOf(target) })))
  .filter(({ from, to }) => from !== undefined && to !== undefined && from !== to);

test('each part imports only what it may', () => {
  const wrong = files
    .filter((file) => !isTest(file))
    .flatMap(({ path, imports }) => {
      const allowed = mayImport.find(([part]) => path.startsWith(part))?.[1];
      return imports
        .filter((target) => isOurs(target) && !allowed?.test(target))
        .map((target) => `${path} imports ${target}`);
    });
  expect(wrong).toEqual([]);
});

test('no code outside the tests imports the tests', () => {
  const wrong = files
    .filter((file) => !isTest(file) && !/^(e2e|bench)\//.test(file.path))
    .flatMap(({ path, imports }) =>
      imports
        .filter((target) => /^server\/testing\/|\.test\./.test(target))
        .map((target) => `${path} imports ${target}`),
    );
  expect(wrong).toEqual([]);
});

test('a module is entered by its front door only', () => {
  const wrong = files
    .filter(({ path }) => !path.startsWith('scripts/'))
    .flatMap(({ path, imports }) =>
      imports
        .filter((target) => moduleOf(target) !== undefined && moduleOf(target) !== moduleOf(path))
        .filter((target) => target !== `server/modules/${moduleOf(target)}/index.ts`)
        .map((target) => `${path} imports ${target}`),
    );
  expect(wrong).toEqual([]);
});

test('a module calls only the modules that it may call', () => {
  const wrong = calls
    .filter(({ from = '', to = '' }) => !mayCall[from]?.includes(to))
    .map(({ path, to }) => `${path} calls ${to}`);
  expect(wrong).toEqual([]);
});

test('every module stands in the table, and the table has no circle', () => {
  const modules = new Set(files.map(({ path }) => moduleOf(path)).filter((name) => name !== undefined));
  expect([...modules].filter((name) => !(name in mayCall))).toEqual([]);
  const seen = new Set<string>();
  const visit = (name: string, above: string[]): void => {
    expect(above, `circle: ${[...above, name].join(' → ')}`).not.toContain(name);
    if (seen.has(name)) return;
    seen.add(name);
    for (const next of mayCall[name] ?? []) visit(next, [...above, name]);
  };
  for (const name of Object.keys(mayCall)) visit(name, []);
});

test('no file is longer than 300 lines', () => {
  const generated = ['server/migrations/tables.ts'];
  const long = files
    .filter(({ path, lines }) => lines > 300 && !generated.includes(path))
    .map(({ path, lines }) => `${path}: ${lines}`);
  expect(long).toEqual([]);
});
