import { type PeerVerb, peerVerbs } from '#contract/exchange';
import type { Config } from '#kernel/config';
import { addPeerByHand, endPeerByHand, peersOf } from '#modules/exchange';
import { type Command, districtOf, type Parsed, print, text } from './shape.ts';
import { UsageFault } from './usage-fault.ts';
import { withServices } from './with-services.ts';

const district = { type: 'string' } as const;

/** Keys of other systems (Open311 and the like): docs/open311.md. */
export const peerCommands: readonly Command[] = [
  {
    name: 'peer add',
    summary: 'give another system a key',
    usage: 'peer add NAME [--may report,read-all,update] [--district ID]',
    help: 'Prints the key, once. report (the default): hand in requests; read-all: read its own unmasked; update: report progress.',
    options: { district, may: { type: 'string', default: 'report' } },
    least: 1,
    most: 1,
    run: runAdd,
  },
  {
    name: 'peer list',
    summary: 'list the systems that hold a key',
    usage: 'peer list [--district ID]',
    help: 'One line each: id, end of the key, what it may, since when, until when, name.',
    options: { district },
    least: 0,
    most: 0,
    run: runList,
  },
  {
    name: 'peer end',
    summary: 'end the key of another system',
    usage: 'peer end ID [--district ID]',
    help: 'From then on the key is refused. What came by it stays.',
    options: { district },
    least: 1,
    most: 1,
    run: runEnd,
  },
];

function verbsOf(parsed: Parsed): PeerVerb[] {
  const given = (text(parsed, 'may') ?? '').split(',').filter(Boolean);
  const verbs = peerVerbs.filter((verb) => given.includes(verb));
  if (verbs.length === 0 || verbs.length !== new Set(given).size)
    throw new UsageFault(`--may takes one or more of ${peerVerbs.join(', ')}, separated by commas.`);
  return verbs;
}

function runAdd(parsed: Parsed, config: Config): Promise<void> {
  const [name = ''] = parsed.positionals;
  const may = verbsOf(parsed);
  return withServices(config, async (services) => {
    const { id, key } = await addPeerByHand(services, { district: await districtOf(services, parsed), name, may });
    print(`${name} (${id}) may ${may.join(', ')}. Its key, shown only now:`);
    print(key);
  });
}

function runList(parsed: Parsed, config: Config): Promise<void> {
  return withServices(config, async (services) => {
    for (const peer of await peersOf(services, await districtOf(services, parsed))) {
      const until = peer.endedAt ? `until ${peer.endedAt}` : 'in force';
      print(`${peer.id}  …${peer.keyHint}  ${peer.may.join(',')}  since ${peer.createdAt}  ${until}  ${peer.name}`);
    }
  });
}

function runEnd(parsed: Parsed, config: Config): Promise<void> {
  const [id = ''] = parsed.positionals;
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))
    throw new UsageFault('ID is the first column of "peer list".');
  return withServices(config, async (services) => {
    const name = await endPeerByHand(services, await districtOf(services, parsed), id);
    print(`The key of ${name} is refused from now on.`);
  });
}
