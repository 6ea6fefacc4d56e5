import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { Ajv } from 'ajv';
import Type, { type Static } from 'typebox';

const Settings = Type.Object({
  PORT: Type.Integer({ minimum: 0, maximum: 65535, default: 8080 }),
  HOST: Type.String({ default: '0.0.0.0' }),
  GEZHI_DATA_DIR: Type.String({ default: './data', minLength: 1 }),
  /** postgres://…: the application's own server instead of the embedded one. */
  DATABASE_URL: Type.Optional(Type.String({ pattern: '^postgres(ql)?://' })),
  /** 32 bytes, base64: seals personal data. Without it a key file is made in the data folder. */
  GEZHI_KEY: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9+/]{43}=$' })),
  GEZHI_PUBLIC_URL: Type.Optional(Type.String({ pattern: '^https?://[^/]+$' })),
  GEZHI_SMTP_URL: Type.Optional(Type.String({ pattern: '^smtps?://' })),
  GEZHI_MAIL_FROM: Type.String({ default: 'gezhi@localhost' }),
  /** 'log' prints one-time codes to the server's log: for trying out, never for residents. */
  GEZHI_SMS: Type.Optional(Type.Literal('log')),
  /**
   * Networks of our own that webhooks may reach, by plain http too: 10.20.0.0/16,192.168.7.9/32. All other private
   * addresses are refused, and all others need https.
   */
  GEZHI_WEBHOOK_NETWORKS: Type.String({ default: '', pattern: '^([0-9a-fA-F.:]+/[0-9]{1,3}(,|$))*$' }),
  GEZHI_TRUST_PROXY: Type.Boolean({ default: false }),
  GEZHI_LOG: Type.Union(
    [Type.Literal('debug'), Type.Literal('info'), Type.Literal('warn'), Type.Literal('error'), Type.Literal('silent')],
    { default: 'info' },
  ),
  /** Opens /metrics to whoever sends it as a bearer token; without it only this machine itself reads them. */
  GEZHI_METRICS_TOKEN: Type.Optional(Type.String({ minLength: 16, pattern: '^[!-~]+$' })),
  /** Where a worker answers /healthz, /readyz and /metrics; without it a worker opens no port. */
  GEZHI_PROBE_PORT: Type.Optional(Type.Integer({ minimum: 1, maximum: 65535 })),
  /** With less room for photos than this a process is not ready. */
  GEZHI_FREE_MB: Type.Integer({ minimum: 0, default: 500 }),
  /** false: an empty database stays empty until `district add`. */
  GEZHI_DEMO: Type.Boolean({ default: true }),
  GEZHI_POOL: Type.Integer({ minimum: 2, maximum: 200, default: 16 }),
});
type Settings = Static<typeof Settings>;

export interface Config {
  port: number;
  host: string;
  dataDir: string;
  databaseUrl: string | null;
  key: string | null;
  publicUrl: string | null;
  smtpUrl: string | null;
  mailFrom: string;
  sms: 'log' | null;
  /** CIDR, such as 10.20.0.0/16. */
  webhookNetworks: readonly string[];
  trustProxy: boolean;
  logLevel: Settings['GEZHI_LOG'];
  metricsToken: string | null;
  probePort: number | null;
  freeMegabytes: number;
  demo: boolean;
  poolSize: number;
  version: string;
}

/** Parses the environment once; all faults are reported together, in one sentence each. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const ajv = new Ajv({ allErrors: true, coerceTypes: true, useDefaults: true, strict: false });
  const known = Object.keys(Settings.properties);
  const values: Record<string, unknown> = Object.fromEntries(
    known.filter((name) => env[name] !== undefined && env[name] !== '').map((name) => [name, env[name]]),
  );
  if (!ajv.validate(Settings, values)) {
    const faults = (ajv.errors ?? []).map((fault) => `${fault.instancePath.slice(1)} ${fault.message ?? ''}`);
    throw new ConfigFault(`The settings are not valid: ${faults.join('; ')}.`);
  }
  const set = values as Settings;
  return Object.freeze({
    port: set.PORT,
    host: set.HOST,
    dataDir: resolve(set.GEZHI_DATA_DIR),
    databaseUrl: set.DATABASE_URL ?? null,
    key: set.GEZHI_KEY ?? null,
    publicUrl: set.GEZHI_PUBLIC_URL ?? null,
    smtpUrl: set.GEZHI_SMTP_URL ?? null,
    mailFrom: set.GEZHI_MAIL_FROM,
    sms: set.GEZHI_SMS ?? null,
    webhookNetworks: networksOf(set.GEZHI_WEBHOOK_NETWORKS),
    trustProxy: set.GEZHI_TRUST_PROXY,
    logLevel: set.GEZHI_LOG,
    metricsToken: set.GEZHI_METRICS_TOKEN ?? null,
    probePort: set.GEZHI_PROBE_PORT ?? null,
    freeMegabytes: set.GEZHI_FREE_MB,
    demo: set.GEZHI_DEMO,
    poolSize: set.GEZHI_POOL,
    version: packageVersion(),
  });
}

export class ConfigFault extends Error {}

function networksOf(text: string): string[] {
  const networks = text.split(',').filter(Boolean);
  const wrong = networks.find((network) => {
    const [address = '', bits = ''] = network.split('/');
    const family = isIP(address);
    return family === 0 || Number(bits) > (family === 4 ? 32 : 128);
  });
  if (wrong)
    throw new ConfigFault(`The settings are not valid: GEZHI_WEBHOOK_NETWORKS has ${wrong}, which is no network.`);
  return networks;
}

function packageVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
