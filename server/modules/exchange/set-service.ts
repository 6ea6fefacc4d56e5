import type { Answer } from '#contract/api';
import type { Attribute, ServiceMode, ServiceSetting } from '#contract/open311';
import { type Actor, systemScope } from '#kernel/actor';
import { command } from '#kernel/command';
import type { Tx } from '#kernel/database';
import { needDistrictWide } from '#kernel/district-right';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import type { Services } from '#kernel/services';
import { audit } from '#modules/audit';
import { type OfferedService, offeredService, offeredServices } from './services.ts';

type Route = 'PUT /api/exchange/services/:code';

export async function listServiceSettings({
  services,
  actor,
}: Call<'GET /api/exchange/services'>): Promise<Answer<'GET /api/exchange/services'>> {
  needDistrictWide(actor, 'setting.edit');
  return { rows: (await offeredServices(services, actor.district)).map(settingOf) };
}

/** Settles how a class is offered. Requests that came before keep the questions they were asked. */
export async function setService({ services, actor, params, body, address }: Call<Route>): Promise<Answer<Route>> {
  needDistrictWide(actor, 'setting.edit');
  const { district, accountId, name: who } = actor;
  const found = await offeredService(services, district, params.code);
  const { commandId, ...settings } = body;
  checkAttributes(settings.attributes);
  const ask = { id: commandId, name: 'service.change', by: accountId, body: { code: params.code, ...settings } };
  return command(services, systemScope(district), ask, async (tx) => {
    await writeService(services, tx, actor, { code: found.code, ...settings });
    const entry = { district, accountId, who, action: 'service.change', target: found.code, address } as const;
    await audit(tx, services, { ...entry, outcome: 'done', detail: settings.mode });
    return { ...settingOf(found), ...settings };
  });
}

export async function writeService(
  services: Pick<Services, 'clock'>,
  tx: Tx,
  by: Pick<Actor, 'district'> & { accountId: string | null },
  setting: { code: string; mode: ServiceMode; attributes: readonly Attribute[] },
): Promise<void> {
  const values = {
    mode: setting.mode,
    attributes: JSON.stringify(setting.attributes),
    changed_at: services.clock(),
    changed_by: by.accountId,
  };
  await tx
    .insertInto('exchange_services')
    .values({ district_id: by.district, code: setting.code, ...values })
    .onConflict((on) => on.columns(['district_id', 'code']).doUpdateSet(values))
    .execute();
}

function settingOf({ code, name, nameEn, mode, attributes }: OfferedService): ServiceSetting {
  return { code, name, nameEn, mode, attributes };
}

/** What the shape alone cannot say: no code twice, values where a list is asked for and nowhere else. */
function checkAttributes(attributes: readonly Attribute[]): void {
  const codes = attributes.map(({ code }) => code);
  const twice = codes.find((code, index) => codes.indexOf(code) !== index);
  if (twice !== undefined) refuseService(`${twice} 出现了两次`, `${twice} is there twice`);
  for (const { code, datatype, values = [] } of attributes) {
    const isList = datatype === 'singlevaluelist' || datatype === 'multivaluelist';
    if (isList !== values.length > 0)
      refuseService(`${code} 的可选值与类型不符`, `the values of ${code} do not fit its datatype`);
    if (new Set(values.map(({ key }) => key)).size !== values.length)
      refuseService(`${code} 有相同的可选值`, `${code} has the same value twice`);
  }
}

function refuseService(zh: string, en: string): never {
  return refuse('service.invalid', { 'detail:zh': zh, 'detail:en': en });
}
