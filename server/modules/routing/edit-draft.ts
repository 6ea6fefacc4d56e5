import { sql } from 'kysely';
import type { Answer } from '#contract/api';
import type { RoutingSet } from '#contract/routing';
import { type Actor, systemScope } from '#kernel/actor';
import { command } from '#kernel/command';
import { inDistrict, type Tx } from '#kernel/database';
import { needDistrictWide } from '#kernel/district-right';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import type { Services } from '#kernel/services';
import { type AuditAction, audit } from '#modules/audit';
import { type Known, needGoodRules } from './check-rules.ts';
import { coveredRules } from './covered-rules.ts';
import { forgetRouting, groundOf, knownFlows } from './router.ts';
import { indexRules } from './rule-index.ts';
import { type DraftSet, readDraft, readPublished, sayRoutingChanged } from './stored-sets.ts';

type Save = 'PUT /api/routing/draft';

/** Saves the whole draft or nothing of it. Rules that can never match are named, not refused. */
export async function saveDraft({ services, actor, body, address }: Call<Save>): Promise<Answer<Save>> {
  needDistrictWide(actor, 'routing.edit');
  const { district, accountId } = actor;
  const known = await knownOf(services, district);
  needGoodRules(body.set, known);
  const ask = { id: body.commandId, name: 'save-routing-draft', by: accountId, body };
  return command(services, systemScope(district), ask, async (tx) => {
    const { version } = await readPublished(tx, district);
    const revision = body.revision + 1;
    const written = { rules: JSON.stringify(body.set), changed_at: services.clock(), by_account: accountId };
    if (body.revision === 0) {
      const begun = await tx
        .insertInto('routing_drafts')
        .values({ district_id: district, revision, based_on: version, ...written })
        .onConflict((on) => on.column('district_id').doNothing())
        .returning('revision')
        .executeTakeFirst();
      if (!begun) refuse('routing.changed-meanwhile');
    } else {
      const saved = await tx
        .updateTable('routing_drafts')
        .set({ revision, ...written })
        .where('district_id', '=', district)
        .where('revision', '=', body.revision)
        .returning('revision')
        .executeTakeFirst();
      if (!saved) refuse('routing.changed-meanwhile');
    }
    await note(services, tx, { actor, address, action: 'routing.change', detail: `${body.set.rules.length} rules` });
    return { revision, warnings: coveredRules(indexRules(body.set, known), known) };
  });
}

export async function discardDraft({ services, actor, body, address }: Call<'POST /api/routing/draft/discard'>) {
  needDistrictWide(actor, 'routing.edit');
  const { district, accountId } = actor;
  const ask = { id: body.commandId, name: 'discard-routing-draft', by: accountId, body };
  return command(services, systemScope(district), ask, async (tx) => {
    await takeDraft(tx, district, body.revision);
    await note(services, tx, { actor, address, action: 'routing.change', detail: 'draft discarded' });
    return { done: true as const };
  });
}

type Publish = 'POST /api/routing/publish';

/** What is published is kept for good; every process hears of it at commit. */
export async function publishDraft({ services, actor, body, address }: Call<Publish>): Promise<Answer<Publish>> {
  needDistrictWide(actor, 'routing.edit');
  const { district, accountId } = actor;
  const known = await knownOf(services, district);
  const ask = { id: body.commandId, name: 'publish-routing', by: accountId, body };
  const answer = await command(services, systemScope(district), ask, async (tx) => {
    const { set } = await takeDraft(tx, district, body.revision);
    // Checked again: a unit may have ended since it was saved.
    needGoodRules(set, known);
    const version = (await readPublished(tx, district)).version + 1;
    await writeSet(tx, { district, version, set, note: body.note.trim(), at: services.clock(), accountId });
    await note(services, tx, {
      actor,
      address,
      action: 'routing.publish',
      detail: `version ${version}: ${set.rules.length} rules`,
    });
    return { version };
  });
  forgetRouting(services, district);
  return answer;
}

interface NewSet {
  district: number;
  version: number;
  set: RoutingSet;
  note: string;
  at: Date;
  accountId: string | null;
}

/** Also for the demo and for installing; whoever calls it has checked the rules. */
export async function writeSet(tx: Tx, { district, version, set, note: words, at, accountId }: NewSet): Promise<void> {
  await tx
    .insertInto('routing_sets')
    .values({
      district_id: district,
      version,
      rules: JSON.stringify(set),
      note: words,
      published_at: at,
      by_account: accountId,
    })
    .execute();
  await sayRoutingChanged(tx, district);
}

/** Takes the draft away; of two who do it at once the second is refused. */
async function takeDraft(tx: Tx, district: number, revision: number): Promise<DraftSet> {
  const draft = (await readDraft(tx, district)) ?? refuse('routing.no-draft');
  const taken = await tx
    .deleteFrom('routing_drafts')
    .where('district_id', '=', district)
    .where('revision', '=', revision)
    .returning('revision')
    .executeTakeFirst();
  return taken ? draft : refuse('routing.changed-meanwhile');
}

export async function knownOf(services: Services, district: number): Promise<Known> {
  const ground = await groundOf(services, district);
  const { rows } = await inDistrict(services.database.app, systemScope(district), (tx) =>
    sql<{ id: string }>`
      select u.id from app.units u where u.district_id = ${district} and u.ended_at is null`.execute(tx),
  );
  const flows = await knownFlows(services, district);
  return { ...ground, units: new Set(rows.map(({ id }) => id)), flows: new Set(flows.map(({ id }) => id)) };
}

interface Note {
  actor: Actor;
  address: string;
  action: AuditAction;
  detail: string;
}
function note(services: Services, tx: Tx, { actor, address, action, detail }: Note): Promise<void> {
  const { district, accountId, name: who } = actor;
  return audit(tx, services, { district, accountId, who, address, action, target: 'routing', outcome: 'done', detail });
}
