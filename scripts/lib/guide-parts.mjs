// The chapter of the parts of handling of scripts/guide.mjs: a case that crosses departments.
import { caller, shoot } from './guide-shots.mjs';

const button = (scope, name) => scope.getByRole('button', { name, exact: true });

/** Marked as crossing by the operator, after which a consultation is due. */
async function hardCase(baseURL, point) {
  const resident = await caller(baseURL);
  const { id } = await resident.report(point, { body: '小区北侧边坡塌了一段，压着水管和电线杆。' });
  await resident.end();
  const operator = await caller(baseURL, 'operator');
  await operator.move(id, 'accept');
  await operator.move(id, 'flagCrossing', { crossings: ['department', 'level'] });
  const { rows: units } = await operator.call('GET', '/api/units');
  return { id, operator, units };
}

/** What the department was asked, and where it answers. */
async function taskPage(page) {
  await page.goto('/desk/tasks');
  const given = page.getByRole('region', { name: '交办的话' });
  await given.getByRole('button', { name: '反馈任务' }).click();
  await given.locator('#move-note').fill('可由本单位牵头，请供电先断电。');
  await shoot(page, 'desk-tasks');
}

/** The operator's page, the worker's phone and the department's page, each as `{ page, context }`. */
export async function partsPages(baseURL, point, desk, field, department) {
  const { id, operator, units } = await hardCase(baseURL, point);
  const handler = await caller(baseURL, 'handler');
  const worker = await caller(baseURL, 'worker');
  const lead = units.find((unit) => unit.id === handler.me.posts[0].unitId);
  const unitIds = units
    .filter((unit) => unit.id !== lead.id)
    .slice(0, 3)
    .map((unit) => unit.id);
  await desk.page.goto(`/desk/cases/${id}`);
  await desk.page.getByRole('button', { name: '更多操作' }).click();
  await desk.page.getByRole('menuitem', { name: '发起会商' }).click();
  await desk.page.locator('#move-note').fill('水务、供电都要到场，请定谁牵头。');
  await shoot(desk.page, 'desk-consult');
  await operator.move(id, 'consult', { note: '水务、供电都要到场，请定谁牵头。', unitIds: [lead.id, ...unitIds] });
  await taskPage(department.page);
  const { parts } = await handler.call('GET', `/api/cases/${id}`);
  const opinion = parts.tasks.find((task) => task.mine);
  await handler.move(id, 'reportTask', { taskId: opinion.id, note: '可由本单位牵头，请供电先断电。' });
  const minutes = '一、先断电封控；二、边坡清理加固；三、水管更换。';
  await operator.move(id, 'conclude', { note: '几个部门一起办，由一家牵头。', unitId: lead.id, unitIds, minutes });
  const posts = [worker.me.posts[0].id, operator.me.posts[0].id];
  await operator.move(id, 'team', { note: '协助劝离围观、通知住户', teamName: '边坡专班', postIds: posts });
  await desk.page.goto(`/desk/cases/${id}`);
  await desk.page.getByRole('heading', { name: '协同办理' }).scrollIntoViewIfNeeded();
  await shoot(desk.page, 'desk-parts');
  await field.page.goto('/field/');
  await field.page.getByText('交给我的任务').waitFor();
  await shoot(field.page, 'field-tasks');
  for (const person of [operator, handler, worker]) await person.end();
  return id;
}

/** Where the administrator sets the rules. */
export async function partRulesPage(page) {
  await page.goto('/desk/deadlines');
  await page.getByRole('heading', { name: '协同办理规则' }).scrollIntoViewIfNeeded();
  await button(page, '保存规则').waitFor();
  await shoot(page, 'desk-part-rules');
}
