import type { Page } from '@playwright/test';
import type { MoveCase } from '#contract/cases';
import { checkScreen } from './support/check.ts';
import { moveOnDesk, openOnDesk } from './support/moves.ts';
import { expect, type Person, test } from './support/people.ts';
import { homeOf, id, photo, reportByApi, unique } from './support/report.ts';

/** A move that stands behind 更多操作: opens its form. */
async function startOnDesk(page: Page, move: string): Promise<void> {
  await page.getByRole('button', { name: '更多操作' }).click();
  await page.getByRole('menuitem', { name: move }).click();
  await expect(page.locator('.move-form h3')).toHaveText(move);
}

const confirmOnDesk = (page: Page, move: string) =>
  page.getByRole('button', { name: `确认${move}`, exact: true }).click();

async function choose(page: Page, field: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    await page.locator(field).fill(name);
    await page.getByTitle(name, { exact: true }).last().click();
  }
  await page.keyboard.press('Tab');
}

const byApi = ({ call }: Person, caseId: string, ask: Omit<MoveCase, 'commandId'>) =>
  call('POST /api/cases/:id/moves', { params: { id: caseId }, body: { commandId: id(), ...ask } });

test('a case that crosses departments goes through a consultation to a lead with three helpers, and is closed', async ({
  people,
}) => {
  const home = await homeOf(people);
  const resident = await people.resident({ at: home.point });
  const operator = await people.staff('operator');
  const handler = await people.staff('handler');
  const { page } = operator;
  const words = { body: `一处边坡塌了，压着水管和电线杆。记号 ${unique()}`, point: home.point };
  const { id: caseId, no, token } = await reportByApi(resident, { ...words, categoryCode: '01002' });
  await byApi(operator, caseId, { move: 'accept' });
  const { rows: units } = await operator.call('GET /api/units', {});
  const lead = units.find((unit) => unit.id === handler.me.posts[0]?.unitId);
  const [first, second, third] = units.filter((unit) => unit.id !== lead?.id);
  if (!lead || !first || !second || !third) throw new Error('the demo has too few departments');

  // Marked as crossing, a consultation is due by rule.
  const detail = await openOnDesk(page, no);
  await startOnDesk(page, '标记三跨');
  await page.getByRole('checkbox', { name: '跨部门' }).check();
  await confirmOnDesk(page, '标记三跨');
  await expect(detail).toContainText('按规定应予会商：跨部门');
  await startOnDesk(page, '发起会商');
  await choose(page, '#part-units', [lead.name, first.name]);
  await page.locator('#move-note').fill('水务、供电都要到场，谁牵头不清楚');
  await checkScreen(page);
  await confirmOnDesk(page, '发起会商');
  await expect(detail).toContainText('会商中');

  // A department gives its opinion by its post.
  const asked = await handler.call('GET /api/tasks', {});
  const opinion = asked.rows.find((task) => task.caseId === caseId);
  await byApi(handler, caseId, { move: 'reportTask', taskId: opinion?.id ?? '', note: '可由本单位牵头' });
  await expect(detail).toContainText('可由本单位牵头');

  // Concluded: one leads, three help.
  const helpers = [first.id, second.id, third.id];
  const minutes = '一、现场封控；二、先断电再清理；三、水管由水务更换。';
  await byApi(operator, caseId, { move: 'conclude', note: '多部门一起办', unitId: lead.id, unitIds: helpers, minutes });
  await expect(detail).toContainText(`由${lead.name}主办`);
  const view = await operator.call('GET /api/cases/:id', { params: { id: caseId } });
  const [one, ...others] = view.parts.tasks.filter((task) => task.kind === 'co');
  if (!one || others.length !== 2) throw new Error('three helpers were named');
  for (const task of others)
    await byApi(operator, caseId, { move: 'waiveTask', taskId: task.id, note: '已在现场一并处理' });

  await byApi(handler, caseId, { move: 'acknowledge' });
  await byApi(handler, caseId, { move: 'begin' });
  await openOnDesk(handler.page, no);
  await expect(handler.page.getByRole('button', { name: '处置完成' })).toHaveCount(0);
  await page.goto(`/desk/cases/${caseId}`);
  await checkScreen(page);
  // Only one is left: it is meant.
  await startOnDesk(page, '免办任务');
  await page.locator('#move-note').fill('电已由主办单位断开');
  await confirmOnDesk(page, '免办任务');
  await expect(page.locator('.case-parts')).toContainText('已免办');

  await moveOnDesk(handler.page, '处置完成', { note: '边坡已清理加固。', photo: await photo('lamp', 'after') });
  const checker = await people.staff('checker');
  await byApi(checker, caseId, { move: 'pass' });

  // The follow-up call is the resident's own word; the resident hears one voice.
  await page.goto('/desk/checks?state=checked');
  await openFollowUp(page, no, caseId);
  const track = await resident.call('GET /api/public/track/:token', { params: { token } });
  expect([track.state, track.rating]).toEqual(['closed', 'satisfied']);
  expect(JSON.stringify(track)).not.toMatch(/谁牵头不清楚|可由本单位牵头|现场封控|一并处理/);
});

async function openFollowUp(page: Page, no: string, caseId: string): Promise<void> {
  await page.goto(`/desk/checks?state=checked&id=${caseId}`);
  const card = page.locator('.queue-call');
  await expect(page.locator('.detail')).toContainText(no);
  await expect(card).toContainText('指挥室');
  await card.getByRole('button', { name: '记回访结果' }).click();
  await card.getByRole('radio', { name: '已接通' }).check();
  await card.getByRole('radio', { name: '已解决' }).check();
  await card.getByRole('radio').last().click();
  await confirmOnDesk(page, '电话回访');
  await expect(page.locator('.toaster')).toContainText('电话回访');
}
