import { expect, type Locator, type Page } from '@playwright/test';
import type { PhotoFile } from './photo.ts';

interface Words {
  note?: string;
  photo?: PhotoFile;
  /** What the flow asks for, by its name: a choice's words, or a text. */
  lines?: Readonly<Record<string, string>>;
  /** Chosen from a list: the unit that is to do it, or the class that it is. */
  choose?: string;
}

/** What a move of the parts of handling brings on the desk. */
interface DeskWords extends Words {
  units?: readonly string[];
  /** Boxes to tick. */
  tick?: readonly string[];
  minutes?: string;
  /** A day as YYYY-MM-DD. */
  until?: string;
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
  const sheet = page.getByRole('dialog', { name: move });
  await expect(async () => {
    // A slow answer to the press before: it was heard.
    if (await sheet.isVisible()) return;
    if ((await here.isVisible()) && !(await list.isVisible())) return here.click({ timeout: 2000 });
    if (!(await list.isVisible())) await button(page, '更多').click({ timeout: 2000 });
    if (await listed.isVisible()) return listed.click({ timeout: 2000 });
    await page.keyboard.press('Escape');
    throw new Error(`${move} is not offered`);
  }).toPass({ timeout: 30_000 });
}

/** A move of the phone front with what it asks for, in a sheet or at once. */
export async function moveOnPhone(page: Page, move: string, words: Words = {}): Promise<void> {
  const { note, photo, lines = {}, choose } = words;
  await pressOnPhone(page, move);
  if (Object.keys(words).length === 0) return;
  const sheet = page.getByRole('dialog', { name: move });
  if (choose) {
    await sheet.getByRole('searchbox').fill(choose);
    await sheet
      .getByRole('button', { name: new RegExp(choose) })
      .first()
      .click();
  }
  await writeOnPhone(sheet, lines);
  if (photo) await addPhoto(sheet, photo);
  if (note !== undefined) await sheet.getByRole('textbox', { name: '写一句说明' }).fill(note);
  await button(sheet, move).click();
  await expect(sheet).toBeHidden();
}

/** 当场办结 and 处置完成 have a screen of their own: what it looks like now, and one sentence. */
export async function finishOnPhone(
  page: Page,
  move: string,
  { note, photo, lines = {} }: Words & Required<Pick<Words, 'note' | 'photo'>>,
): Promise<void> {
  await pressOnPhone(page, move);
  await expect(page.getByRole('heading', { level: 1, name: move })).toBeVisible();
  await addPhoto(page, photo);
  await page.getByLabel('办得怎么样').fill(note);
  await writeOnPhone(page, lines);
  await button(page.locator('.page-foot'), move).click();
  await expect(page.getByRole('heading', { level: 1, name: '任务详情' })).toBeVisible();
}

/** A choice is pressed, a text is written. */
async function writeOnPhone(scope: Page | Locator, lines: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(lines)) {
    const choices = scope.getByRole('radiogroup', { name });
    const text = scope.getByRole('textbox', { name });
    await expect(choices.or(text)).toBeVisible();
    if (await choices.isVisible()) await choices.getByRole('radio', { name: value }).click();
    else await text.fill(value);
  }
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

/** The first moves are buttons, the others stand behind 更多. */
async function pressOnDesk(page: Page, move: string): Promise<void> {
  const here = page.locator('.actions').getByRole('button', { name: move }).first();
  const listed = page.getByRole('menuitem', { name: move });
  const form = page.locator('.move-form h3').filter({ hasText: move });
  await expect(async () => {
    // A slow answer to the press before: it was heard.
    if (await form.isVisible()) return;
    if (await here.isVisible()) return here.click({ timeout: 2000 });
    await page.locator('.actions').getByRole('button', { name: '更多' }).click({ timeout: 2000 });
    await listed.click({ timeout: 2000 });
  }).toPass({ timeout: 30_000 });
}

async function chooseOnDesk(page: Page, box: Locator, words: string): Promise<void> {
  await box.click();
  if (await box.isEditable()) await box.fill(words);
  await page.locator('.ant-select-dropdown:visible').getByText(words).first().click();
}

/** A move of the desk: the key or the button, then the form that says what it needs and what follows. */
export async function moveOnDesk(page: Page, move: string, words: DeskWords = {}): Promise<void> {
  const { choose } = words;
  const actions = page.locator('.actions');
  // Without a form of its own a unit is chosen beside the buttons, where the suggested one stands.
  const isAlone = choose !== undefined && Object.keys(words).length === 1;
  if (isAlone) await chooseOnDesk(page, actions.locator('#dispatch-unit'), choose);
  await pressOnDesk(page, move);
  if (isAlone || Object.keys(words).length === 0) {
    const confirm = button(actions, `确认${move}`);
    const told = page.locator('.toaster').getByText(isAlone ? `已派给 ${choose}` : move);
    await expect(confirm.or(told)).toBeVisible();
    if (await confirm.isVisible()) await confirm.click();
    if (isAlone) return expect(told).toBeVisible();
  } else {
    await writeOnDesk(page, actions, words);
    await button(actions, `确认${move}`).click();
  }
  await expect(page.locator('.toaster')).toContainText(new RegExp(choose ? `${move}|已派给 ${choose}` : move));
}

async function writeOnDesk(page: Page, form: Locator, words: DeskWords): Promise<void> {
  const { note, photo, lines = {}, choose, units = [], tick = [], minutes, until } = words;
  if (choose) await chooseOnDesk(page, form.locator('#move-unit'), choose);
  if (until) {
    await form.locator('#move-until').fill(until);
    await page.keyboard.press('Tab');
  }
  for (const name of tick) await form.getByRole('checkbox', { name }).check();
  for (const name of units) await chooseUnit(page, form, name);
  if (units.length > 0) await page.keyboard.press('Tab');
  if (minutes) await form.locator('#part-minutes').fill(minutes);
  for (const [name, value] of Object.entries(lines)) {
    const line = form.getByLabel(name);
    if ((await line.getAttribute('role')) === 'combobox') await chooseOnDesk(page, line, value);
    else await line.fill(value);
  }
  if (photo) {
    await form.locator('input[type=file]').setInputFiles(photo);
    await expect(form.getByRole('button', { name: '去掉照片 1' })).toBeVisible();
    await expect(form.getByText('正在上传')).toHaveCount(0);
  }
  if (note !== undefined) await form.locator('#move-note').fill(note);
}

/** One more of several. The options move while they are filtered, so that a press may meet none: what counts is the name in the field. */
async function chooseUnit(page: Page, form: Locator, name: string): Promise<void> {
  const chosen = form
    .locator('.field')
    .filter({ has: page.locator('#part-units') })
    .getByTitle(name, { exact: true });
  await expect(async () => {
    if (!(await chosen.isVisible())) {
      await form.locator('#part-units').fill(name);
      await page.locator('.ant-select-dropdown:visible').getByTitle(name, { exact: true }).click({ timeout: 2000 });
    }
    await expect(chosen).toBeVisible({ timeout: 1000 });
  }).toPass();
}

/** What somebody was asked for in another's case stands in a list of its own: opens it there and answers. */
export async function answerOnDesk(page: Page, no: string, move: string, note: string): Promise<void> {
  await page.getByRole('navigation', { name: '功能' }).getByRole('link', { name: /^任务/ }).click();
  const row = page.getByRole('list', { name: '没有办完的任务' }).getByRole('link').filter({ hasText: no });
  await row.click();
  await expect(row).toHaveClass(/task-on/);
  const card = page.getByRole('region', { name: '交办的话' });
  await button(card, move).click();
  await card.locator('#move-note').fill(note);
  await button(card, `确认${move}`).click();
  await expect(page.locator('.toaster')).toContainText(move);
  await expect(row).toHaveCount(0);
}
