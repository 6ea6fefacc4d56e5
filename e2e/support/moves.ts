import { expect, type Locator, type Page } from '@playwright/test';
import type { PhotoFile } from './photo.ts';

interface Words {
  note?: string;
  photo?: PhotoFile;
}

function button(scope: Page | Locator, name: string): Locator {
  return scope.getByRole('button', { name, exact: true });
}

/** Presses a move on the phone front, wherever it stands: beside the main one or behind 更多. */
async function pressOnPhone(page: Page, move: string): Promise<void> {
  const here = button(page.locator('.page-foot'), move);
  const list = page.getByRole('dialog', { name: '更多操作' });
  const listed = button(list, move);
  // The step before may still be on its way: what is offered changes with its answer, also between a look and the press.
  await expect(async () => {
    if (await here.isVisible()) return here.click({ timeout: 2000 });
    if (!(await list.isVisible())) await button(page, '更多').click({ timeout: 2000 });
    if (await listed.isVisible()) return listed.click({ timeout: 2000 });
    await page.keyboard.press('Escape');
    throw new Error(`${move} is not offered`);
  }).toPass({ timeout: 30_000 });
}

/** A move of the phone front with what it asks for, in a sheet or at once. */
export async function moveOnPhone(page: Page, move: string, { note, photo }: Words = {}): Promise<void> {
  await pressOnPhone(page, move);
  if (note === undefined && !photo) return;
  const sheet = page.getByRole('dialog', { name: move });
  if (photo) await addPhoto(sheet, photo);
  if (note !== undefined) await sheet.getByRole('textbox', { name: '写一句说明' }).fill(note);
  await button(sheet, move).click();
  await expect(sheet).toBeHidden();
}

/** 当场办结 and 处置完成 have a screen of their own: what it looks like now, and one sentence. */
export async function finishOnPhone(page: Page, move: string, { note, photo }: Required<Words>): Promise<void> {
  await pressOnPhone(page, move);
  await expect(page.getByRole('heading', { level: 1, name: move })).toBeVisible();
  await addPhoto(page, photo);
  await page.getByLabel('办得怎么样').fill(note);
  await button(page.locator('.page-foot'), move).click();
  await expect(page.getByRole('heading', { level: 1, name: '任务详情' })).toBeVisible();
}

async function addPhoto(scope: Page | Locator, photo: PhotoFile): Promise<void> {
  await scope.locator('input[type=file]').first().setInputFiles(photo);
  await expect(scope.getByRole('button', { name: '删除照片 1' })).toBeVisible();
  await expect(scope.getByRole('progressbar')).toHaveCount(0);
}

/** The one case of a number, open in the desk's list and detail. */
export async function openOnDesk(page: Page, no: string): Promise<Locator> {
  await page.goto(`/desk/cases?q=${no}`);
  const detail = page.locator('.center-detail');
  await expect(page.getByRole('row').filter({ hasText: no })).toBeVisible();
  await expect(detail).toContainText(no);
  return detail;
}

/** A move of the desk: the key or the button, then the form that says what it needs and what follows. */
export async function moveOnDesk(page: Page, move: string, { note, photo }: Words = {}): Promise<void> {
  const actions = page.locator('.actions');
  await actions.getByRole('button', { name: move }).first().click();
  if (note === undefined && !photo) {
    const confirm = button(actions, `确认${move}`);
    await expect(confirm.or(page.locator('.toaster').getByText(move))).toBeVisible();
    if (await confirm.isVisible()) await confirm.click();
  } else {
    if (photo) {
      await actions.locator('input[type=file]').setInputFiles(photo);
      await expect(actions.getByRole('button', { name: '去掉照片 1' })).toBeVisible();
      await expect(actions.getByText('正在上传')).toHaveCount(0);
    }
    if (note !== undefined) await actions.locator('#move-note').fill(note);
    await button(actions, `确认${move}`).click();
  }
  await expect(page.locator('.toaster')).toContainText(move);
}
