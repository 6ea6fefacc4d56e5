import type { ParseArgsOptionsConfig } from 'node:util';
import type { Config } from '#kernel/config';
import type { Services } from '#kernel/services';
import { SetupFault } from '#kernel/setup-fault';
import { UsageFault } from './usage-fault.ts';

export interface Parsed {
  values: Record<string, string | boolean | undefined>;
  positionals: string[];
}

export interface Command {
  name: string;
  summary: string;
  usage: string;
  help: string;
  options: ParseArgsOptionsConfig;
  /** Positional arguments: at least and at most. */
  least: number;
  most: number;
  run(parsed: Parsed, config: Config): Promise<void>;
}

export const print = (line: string): void => void process.stdout.write(`${line}\n`);

export function text(parsed: Parsed, name: string): string | undefined {
  const value = parsed.values[name];
  return typeof value === 'string' ? value : undefined;
}

export function district(parsed: Parsed): number | undefined {
  const given = text(parsed, 'district');
  if (given === undefined) return undefined;
  if (!/^\d{1,9}$/.test(given)) throw new UsageFault('--district takes a number such as 410103.');
  return Number(given);
}

/** The district of --district, or the only one of the installation. */
export async function districtOf(services: Services, parsed: Parsed): Promise<number> {
  const rows = await services.database.app
    .selectFrom('districts')
    .select('id')
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const asked = district(parsed);
  if (asked !== undefined && !rows.some(({ id }) => id === asked))
    throw new SetupFault(`There is no district ${asked} here.`);
  const [first] = rows;
  if (asked === undefined && rows.length > 1)
    throw new UsageFault(`--district is needed: there are ${rows.map(({ id }) => id).join(', ')}.`);
  return asked ?? first?.id ?? noDistrict();
}

function noDistrict(): never {
  throw new SetupFault('There is no district yet; load the demo or create one first.');
}
