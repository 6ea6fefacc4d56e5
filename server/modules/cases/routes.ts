import type { FastifyRequest } from 'fastify';
import { casesApi } from '#contract/cases-api';
import { flowTrialsApi } from '#contract/flow-trials';
import { may, scopeOf, systemScope } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import { refuse } from '#kernel/refuse';
import { type Call, handle, type Limit } from '#kernel/routes';
import { resolveDistrict } from '#modules/areas';
import { adviseCase } from './advise-case.ts';
import { casePoints } from './case-points.ts';
import { countCases } from './count-cases.ts';
import { dryRunFlow } from './dry-run-flow.ts';
import { exportCases } from './export-cases.ts';
import { askPhoneCode, findByPhone } from './find-by-phone.ts';
import { guardPhone, guardPlace } from './guard-flood.ts';
import { joinCase } from './join-case.ts';
import { listCases } from './list-cases.ts';
import { liveForStaff, liveForToken } from './live-streams.ts';
import { moveAsStaff } from './move-as-staff.ts';
import { moveByToken } from './move-by-token.ts';
import { readCase } from './read-case.ts';
import { readContact } from './read-contact.ts';
import { reportCase } from './report-case.ts';
import { forgetFilter, listFilters, saveFilter } from './saved-filters.ts';
import { similarCases } from './similar-cases.ts';
import { trackCase } from './track-case.ts';

/** A whole estate may sit behind one carrier address: the device is limited strictly, the address loosely. */
const filing: Limit = { perDevice: 20, perAddress: 2000, seconds: 600 };
const proving: Limit = { perDevice: 6, perAddress: 300, seconds: 600 };

const ofCases = handle(casesApi, {
  'POST /api/public/cases': { limit: filing, run: reportAsResident },
  'POST /api/public/similar': { run: findSimilar },
  'POST /api/public/cases/:id/join': {
    limit: filing,
    run: async ({ services, params, body, locale }) => {
      const { id: district } = await resolveDistrict(services, body.district);
      guardPhone(services, district, body.contact?.phone);
      return joinCase(services, {
        district,
        caseId: params.id,
        commandId: body.commandId,
        contact: body.contact ?? {},
        tokens: body.tokens ?? [],
        locale,
      });
    },
  },
  'GET /api/public/track/:token': { run: ({ services, params }) => trackCase(services, params.token) },
  'POST /api/public/track/:token/moves': {
    run: ({ services, params, body }) => moveByToken(services, params.token, body),
  },
  'GET /api/public/track/:token/live': {
    run: async ({ services, params, request, reply }) => {
      await liveForToken(services, params.token, request, reply);
      return undefined;
    },
  },
  'POST /api/public/phone-codes': {
    limit: proving,
    run: async ({ services, body }) =>
      askPhoneCode(services, (await resolveDistrict(services, body.district)).id, body.phone),
  },
  'POST /api/public/phone-reports': {
    limit: proving,
    run: async ({ services, body }) =>
      findByPhone(services, (await resolveDistrict(services, body.district)).id, body.phone, body.code),
  },
  'POST /api/cases': { right: 'case.report', run: reportAsStaff },
  'GET /api/cases': { right: 'case.read', run: ({ services, actor, query }) => listCases(services, actor, query) },
  'GET /api/cases/counts': {
    right: 'case.read',
    run: ({ services, actor, query }) => countCases(services, actor, query.areaId),
  },
  'GET /api/cases/points': {
    right: 'case.read',
    run: ({ services, actor, query }) => casePoints(services, actor, query),
  },
  'GET /api/cases/export': {
    right: 'case.export',
    run: ({ services, actor, query, address }) => exportCases(services, actor, query, address),
  },
  'GET /api/cases/:id': {
    right: 'case.read',
    run: ({ services, actor, params }) => readCase(services, actor, params.id),
  },
  'POST /api/cases/:id/moves': {
    right: 'case.read',
    run: ({ services, actor, params, body }) => moveAsStaff(services, actor, params.id, body),
  },
  'GET /api/cases/:id/similar': { right: 'case.read', run: findDuplicates },
  'GET /api/cases/:id/advice': {
    right: 'case.read',
    run: ({ services, actor, params }) => adviseCase(services, actor, params.id),
  },
  'POST /api/cases/:id/contact': {
    right: 'case.contact',
    run: ({ services, actor, params, body, address }) => readContact(services, actor, params.id, body.purpose, address),
  },
  'GET /api/saved-filters': { run: ({ services, actor }) => listFilters(services, actor) },
  'PUT /api/saved-filters/:id': {
    run: ({ services, actor, params, body }) => saveFilter(services, actor, { id: params.id, ...body }),
  },
  'DELETE /api/saved-filters/:id': { run: ({ services, actor, params }) => forgetFilter(services, actor, params.id) },
  'GET /api/live': {
    right: 'case.read',
    run: async ({ services, actor, request, reply }) => {
      await liveForStaff(services, actor, request, reply);
      return undefined;
    },
  },
});

export const caseRoutes = [
  ...ofCases,
  // What a flow would have done with real cases is asked of the cases.
  ...handle(flowTrialsApi, { 'POST /api/flows/:flow/dry-run': { right: 'setting.edit', run: dryRunFlow } }),
];

async function reportAsResident({ services, body, request, locale }: Call<'POST /api/public/cases'>) {
  const district = await resolveDistrict(services, body.district);
  guardPhone(services, district.id, body.contact?.phone);
  guardPlace(services, district.id, body.place);
  const context = {
    district: district.id,
    prefix: district.prefix,
    mover: { kind: 'resident' as const },
    by: deviceOf(request),
  };
  return reportCase(services, { ...body, locale: body.locale ?? locale }, context);
}

function deviceOf(request: FastifyRequest): string {
  const device = request.headers['x-gezhi-device'];
  return `device ${typeof device === 'string' ? device.slice(0, 60) : ''}`;
}

async function reportAsStaff({ services, body, actor }: Call<'POST /api/cases'>) {
  const district = await resolveDistrict(services, actor.district);
  return reportCase(services, body, {
    district: district.id,
    prefix: district.prefix,
    mover: { kind: 'staff', actor },
    by: actor.accountId,
  });
}

async function findSimilar({ services, body }: Call<'POST /api/public/similar'>) {
  const { id: district } = await resolveDistrict(services, body.district);
  if (!body.point && !body.areaId) return { rows: [] };
  const ask = {
    district,
    point: body.point ?? null,
    areaId: body.areaId ?? null,
    text: body.text ?? '',
    categoryCode: body.categoryCode ?? null,
    metres: 50,
    days: 30,
    notId: null,
    tokens: body.tokens ?? [],
  };
  return {
    rows: await inDistrict(services.database.app, systemScope(district), (tx) => similarCases(services, tx, ask)),
  };
}

async function findDuplicates({ services, actor, params }: Call<'GET /api/cases/:id/similar'>) {
  const { district } = actor;
  const rows = await inDistrict(services.database.app, scopeOf(actor), async (tx) => {
    const found = await tx
      .selectFrom('cases')
      .select([
        'id',
        'title',
        'body',
        'category_code',
        'lon',
        'lat',
        'area_id',
        'area_path',
        'unit_id',
        'owner_post_id',
        'helpers',
      ])
      .where('district_id', '=', district)
      .where('id', '=', params.id)
      .executeTakeFirst();
    if (!found) return refuse('case.unknown');
    const { area_path: areaPath, unit_id: unitId, owner_post_id: ownerPostId, helpers } = found;
    const where = { areaPath, unitId, ownerPostId, helpers };
    if (!may(actor, 'case.read', where) && !may(actor, 'case.help', where)) return refuse('case.unknown');
    const point = found.lon === null || found.lat === null ? null : { lon: found.lon, lat: found.lat };
    return similarCases(services, tx, {
      district,
      point,
      areaId: found.area_id,
      text: `${found.title}\n${found.body}`,
      categoryCode: found.category_code,
      metres: 1000,
      days: 60,
      notId: found.id,
      tokens: [],
    });
  });
  return { rows };
}
