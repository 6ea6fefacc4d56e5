import type { FastifyInstance } from 'fastify';
import { buildHttp } from '#kernel/http';
import type { TaskList } from '#kernel/jobs';
import type { RegisteredRoute } from '#kernel/routes';
import type { Services } from '#kernel/services';
import { accountRoutes, resolveActor } from '#modules/accounts';
import { admissionRoutes } from '#modules/admissions';
import { areaRoutes, followBaseMaps } from '#modules/areas';
import { auditRefusal, auditRoutes } from '#modules/audit';
import {
  casePartsRoutes,
  caseRoutes,
  casesTasks,
  partsTasks,
  planReplan,
  rehomeCases,
  replanTasks,
} from '#modules/cases';
import { catalogueRoutes } from '#modules/catalogue';
import { deadlineRoutes, followTimes } from '#modules/deadlines';
import { draftRoutes } from '#modules/drafts';
import {
  exchangeFileTask,
  exchangeRoutes,
  incomingRoutes,
  open311,
  open311Routes,
  webhookRoutes,
  webhookTasks,
} from '#modules/exchange';
import { figureRoutes } from '#modules/figures';
import { fileRoutes, filesTasks } from '#modules/files';
import { flowRoutes } from '#modules/flows';
import { insightRoutes } from '#modules/insight';
import { matterRoutes } from '#modules/matters';
import { messageRoutes, messagesTasks } from '#modules/messages';
import { minutesRoutes, minutesTasks } from '#modules/minutes';
import { noteRoutes } from '#modules/notes';
import { followDuty, postRoutes, postsTasks } from '#modules/posts';
import { routingRoutes, routingTasks } from '#modules/routing';
import { serveFronts } from './fronts.ts';
import { openApi } from './openapi.ts';
import { openApiPage } from './openapi-page.ts';
import { addProbes } from './probes.ts';

/** The modules, in the order of their arrows: a later one may call an earlier one. */
const routes: RegisteredRoute[] = [
  ...auditRoutes,
  ...postRoutes,
  ...accountRoutes,
  ...areaRoutes,
  ...admissionRoutes,
  ...catalogueRoutes,
  ...deadlineRoutes,
  ...matterRoutes,
  ...fileRoutes,
  ...flowRoutes,
  ...messageRoutes,
  ...routingRoutes,
  ...caseRoutes,
  ...casePartsRoutes,
  ...insightRoutes,
  ...draftRoutes,
  ...minutesRoutes,
  ...noteRoutes,
  ...figureRoutes,
  ...exchangeRoutes,
  ...open311Routes,
  ...incomingRoutes,
  ...webhookRoutes,
];

// Who is accountable follows who is on duty, in the transaction that changes duty.
followDuty(rehomeCases);
// Open cases follow the calendar by which they are counted.
followTimes(planReplan);

export async function buildApp(
  services: Services,
  options: { strictAnswers: boolean; distDir: string | null },
): Promise<FastifyInstance> {
  const baseMaps = await followBaseMaps(services);
  const app = await buildHttp({
    services,
    routes,
    findActor: resolveActor,
    onRefused: (actor, route, address) => auditRefusal(services, actor, route, address),
    pictureOrigins: baseMaps.origins,
    strictAnswers: options.strictAnswers,
  });
  app.addHook('onClose', baseMaps.stop);
  addProbes(app, services);
  const document = JSON.stringify(openApi(services.config.version));
  app.get('/openapi.json', (_, reply) => reply.type('application/json; charset=utf-8').send(document));
  const page = openApiPage(JSON.parse(document));
  app.get('/api-docs', (_, reply) => reply.type('text/html; charset=utf-8').send(page));
  await app.register(open311(services), { prefix: '/open311/v2' });
  if (options.distDir) await serveFronts(app, options.distDir);
  return app;
}

export function tasksOf(services: Services): TaskList {
  return {
    ...casesTasks(services),
    ...partsTasks(services),
    ...exchangeFileTask(services),
    ...filesTasks(services),
    ...messagesTasks(services),
    ...minutesTasks(services),
    ...postsTasks(services),
    ...replanTasks(services),
    ...routingTasks(services),
    ...webhookTasks(services),
  };
}
