import { beforeAll, describe, expect, test } from 'vitest';
import { attacksOn, type Shot, shotOf, type Target } from '#testing/hostile/attacks';
import { recordChanges } from '#testing/hostile/change-recorder';
import { type Estate, makeEstate } from '#testing/hostile/estate';
import { faultsOf, type Seen } from '#testing/hostile/faults-of';
import { type Operation, operations } from '#testing/hostile/operations';
import { asPeer, asPerson, asPublic, type Sender } from '#testing/hostile/who';
import { testHouse } from '#testing/house';
import { everybody, whoMay } from '#testing/matrix/who-may';

/**
 * Every endpoint of the OpenAPI document is sent everything that server/testing/hostile makes from its schema: some 25,000
 * requests, always the same. A fault is one line: who | what was sent | what is wrong | how the answer begins.
 */
const house = await testHouse({ env: { GEZHI_WEBHOOK_NETWORKS: '127.0.0.0/8' } });
const changes = await recordChanges(house.database.superUrl);
let here: Estate;
let there: Estate;

beforeAll(async () => {
  here = await makeEstate(house);
  there = await makeEstate(house);
});

/** What a request as it should be is answered where that is not 200: proof that it came to the command and not only to its schema. */
const answeredElse: Record<string, string> = {
  'POST /api/session': 'session.wrong-password',
  'PUT /api/session/password': 'session.wrong-password',
  'POST /api/public/phone-reports': 'phone.wrong-code',
  'POST /api/public/files/{id}': 'input.not-json',
  'GET /api/files/{id}/{size}': 'file.unknown',
  'DELETE /api/saved-filters/{id}': 'filter.unknown',
  'POST /api/drafts/table': 'xlsx.not-a-workbook',
  'POST /api/matters/{kind}/import': 'xlsx.not-a-workbook',
  'GET /api/flows/{flow}/difference': 'flow.unknown',
  'PUT /api/flows/{flow}/draft': 'flow.invalid',
  'POST /api/flows/{flow}/publish': 'flow.no-draft',
  'POST /api/flows/{flow}/discard': 'flow.no-draft',
  'POST /api/flows/{flow}/retire': 'flow.not-in-force',
  'GET /api/matters/{kind}/difference': 'matter.no-version',
  'POST /api/matters/{kind}/items/{code}/remove': 'matter.unknown',
  'GET /api/routing/versions/{version}': 'routing.version-unknown',
  'POST /api/routing/draft/discard': 'routing.no-draft',
  'POST /api/routing/publish': 'routing.no-draft',
  'POST /api/routing/dry-run': 'routing.no-draft',
  'POST /api/matters/{kind}/publish': 'matter.no-draft',
  'POST /api/matters/{kind}/discard': 'matter.no-draft',
};

interface Casting {
  name: 'public' | 'right' | 'wrong';
  send: Sender;
}

async function castFor(operation: Operation): Promise<Casting[]> {
  const may = whoMay[operation.route] ?? 'public';
  const signed = async (role: (typeof everybody)[number]) => asPerson(house, await here.world.person(role));
  const open = { name: 'public' as const, send: asPublic(house) };
  if (may === 'peer') {
    const wrong = { ...here.peer, key: `${here.peer.key}x` };
    return [{ name: 'right', send: asPeer(house, here.peer) }, open, { name: 'wrong', send: asPeer(house, wrong) }];
  }
  if (may === 'public') {
    return [
      { ...open, name: 'right' },
      { name: 'wrong', send: await signed('auditAdmin') },
    ];
  }
  const wrong = everybody.find((role) => !may.includes(role));
  return [
    { name: 'right', send: await signed(may[0] ?? 'operator') },
    open,
    ...(wrong ? [{ name: 'wrong' as const, send: await signed(wrong) }] : []),
  ];
}

interface Judged extends Seen {
  code: string;
  written: string[];
  faults: string[];
}

async function judge(operation: Operation, casting: Casting, shot: Shot): Promise<Judged> {
  const seen = await casting.send(shot);
  const written = await changes();
  const faults = faultsOf(seen, { method: shot.method, isJson: operation.answers === 'json' });
  if (seen.status >= 400 && written.length > 0) faults.push(`was refused and wrote: ${written.join(', ')}`);
  if (seen.text.includes(there.secret)) faults.push('shows what belongs to another district');
  const closed = operation.access !== 'public' && shot.method === operation.method;
  if (closed && casting.name !== 'right' && seen.status < 400) faults.push(`answered ${seen.status}`);
  const code = seen.status >= 400 && seen.text ? String((JSON.parse(seen.text) as { code?: unknown }).code) : 'done';
  const line = (fault: string) => `${casting.name} | ${shot.label} | ${fault} | ${seen.text.slice(0, 160)}`;
  return { ...seen, code, written, faults: faults.map(line) };
}

/** The same command again, then the same id for something else, then the same row's id by another command. */
async function replay(operation: Operation, casting: Casting, first: Shot, target: Target): Promise<string[]> {
  const asked = JSON.parse(String(first.payload)) as { commandId?: string; id?: string };
  if (asked.commandId === undefined) return [];
  const send = (label: string, body: object) =>
    judge(operation, casting, { ...first, label, payload: JSON.stringify(body) });
  const again = await send('the same again', asked);
  const faults = [...again.faults];
  if (again.code !== 'done' || again.written.length > 0) faults.push(`sent again: ${again.code}, ${again.written}`);
  const change = changed(asked);
  if (change) {
    const reused = await send('its command id for another body', { ...asked, ...change });
    faults.push(...reused.faults);
    if (reused.code !== 'command.reused') faults.push(`its command id for another body: ${reused.code}`);
  }
  if (asked.id === undefined) return faults;
  const fresh = await send('its row by another command', { ...(target.base().body as object), id: asked.id });
  return [...faults, ...fresh.faults];
}

/** Another body that the schema takes as well; null where there is nothing to change. */
function changed(asked: object): object | null {
  const field = ['note', 'body', 'reason', 'name', 'title', 'purpose'].find((name) => name in asked);
  return field ? { [field]: '另一句话' } : null;
}

/** What ends a row that others ask about comes last, and the end of the session at the very end. */
const rank = ({ route, method }: Operation) => (route === 'DELETE /api/session' ? 2 : method === 'DELETE' ? 1 : 0);
const inOrder = operations().sort((a, b) => rank(a) - rank(b));

describe.each(inOrder)('$route', (operation) => {
  test('takes what it asks for, and nothing else shakes it', { timeout: 180_000 }, async () => {
    const target: Target = { operation, base: here.baseOf(operation), foreign: there.ids.slice(0, 4) };
    const cast = await castFor(operation);
    const plain = shotOf(target, target.base());
    // A resend comes from the same device.
    const first = { ...plain, headers: { ...plain.headers, 'x-gezhi-device': 'replaying' } };
    await changes();
    const found: string[] = [];
    for (const [index, casting] of cast.entries()) {
      const asShould = await judge(operation, casting, first);
      if (index === 0) {
        expect(asShould.code).toBe(answeredElse[operation.route] ?? 'done');
        if (asShould.code === 'done' && operation.body)
          found.push(...(await replay(operation, casting, first, target)));
      }
      // Those who may nothing get a third each: what they are answered is decided before most of it is read.
      const attacks = attacksOn(target).filter((_, n) => index === 0 || n % 3 === index);
      for (const attack of attacks) found.push(...(await judge(operation, casting, attack())).faults);
    }
    expect(found.slice(0, 12).concat(found.length > 12 ? [`… ${found.length} in all`] : [])).toEqual([]);
  });
});
