import { createHash, randomUUID } from 'node:crypto';
import { expect, type Locator, type Page } from '@playwright/test';
import type { People, Person, Point } from './people.ts';
import { type PhotoFile, photo } from './photo.ts';

/** A word that no other report has, so that each test finds its own among thousands. */
export function unique(): string {
  return randomUUID().slice(0, 8);
}

export function id(): string {
  const now = Date.now().toString(16).padStart(12, '0');
  const rest = randomUUID().slice(15);
  return `${now.slice(0, 8)}-${now.slice(8)}-7${rest}`;
}

export interface Home {
  district: number;
  /** Who is named as answering there; others may hold the same post. */
  worker: string;
  postId: string;
  areaId: string;
  areaName: string;
  point: Point;
}

/** The micro-grid of the demo's worker: a point well inside it, and who answers there. */
export async function homeOf(people: People, login = 'worker'): Promise<Home> {
  const { me, call } = await people.staff(login);
  const post = me.posts[0];
  if (!post?.areaId || !post.areaName) throw new Error('the worker has no area');
  const { area } = await call('GET /api/areas/:id', { params: { id: post.areaId } });
  if (area.lon === null || area.lat === null) throw new Error(`${post.areaName} has no place`);
  const point = { lon: area.lon, lat: area.lat };
  const { located } = await call('POST /api/public/locate', { body: { district: me.district, point } });
  expect(located?.owner?.postId, 'the post of the demo worker answers in its own micro-grid').toBe(post.id);
  const { id: postId, areaId, areaName } = post;
  return { district: me.district, worker: located?.owner?.name ?? '', postId, areaId, areaName, point };
}

interface Words {
  body: string;
  /** Where there are several, as a notice board's address names it. */
  district?: number;
  photo?: PhotoFile;
  phone?: string;
  /** A chip of the suggestions to press. */
  category?: string;
}

export interface Sent {
  no: string;
  token: string;
}

/** Fills the resident's one screen and sends it; ends on the page with the number. */
export async function reportOnPhone(page: Page, words: Words): Promise<Sent> {
  await page.goto(`/resident/report${words.district ? `?d=${words.district}` : ''}`);
  if (words.photo) {
    await page.locator('#photos').setInputFiles(words.photo);
    await expect(page.getByRole('button', { name: '删除照片 1' })).toBeVisible();
    await expect(page.getByRole('progressbar')).toHaveCount(0);
  }
  await page.getByLabel('发生了什么').fill(words.body);
  if (words.category) {
    // Suggested with confidence it stands chosen already, and a press would take that back.
    const chip = page.getByRole('radio', { name: words.category });
    await expect(async () => {
      if ((await chip.getAttribute('aria-checked')) !== 'true') await chip.click();
      await expect(chip).toBeChecked({ timeout: 500 });
    }).toPass();
  }
  if (words.phone) {
    await page.getByRole('button', { name: '留个电话（选填）' }).click();
    const sheet = page.getByRole('dialog', { name: '怎么联系您' });
    await sheet.getByLabel('手机号').fill(words.phone);
    await sheet.getByRole('button', { name: '好了' }).click();
  }
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await expect(page.getByRole('heading', { name: '已收到，谢谢您' })).toBeVisible();
  const no = (await page.locator('.sent-no b').textContent()) ?? '';
  const token = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  return { no, token };
}

/** Is a case of low risk drawn for a check on site? By the rule of server/modules/cases/sampling.ts: one in five. */
export function isDrawn(caseId: string): boolean {
  return createHash('sha256').update(`check ${caseId}`).digest().readUInt32BE(0) / 2 ** 32 < 0.2;
}

/** The id of a case that is drawn for a check, or of one that is not. */
function idThatIs(drawn: boolean): string {
  let caseId = id();
  while (isDrawn(caseId) !== drawn) caseId = id();
  return caseId;
}

interface ApiWords {
  body: string;
  point: Point;
  categoryCode?: string;
  /** Wanted: a case that is drawn for a check, or one that is not. */
  drawn?: boolean;
}

/** The same by the API, for tests that begin later in a case's life. */
export async function reportByApi(person: Person, { body, point, categoryCode, drawn }: ApiWords) {
  const caseId = drawn === undefined ? id() : idThatIs(drawn);
  return person.call('POST /api/public/cases', {
    body: {
      id: caseId,
      commandId: id(),
      body,
      place: { point, source: 'map' },
      photos: [],
      ...(categoryCode ? { categoryCode } : {}),
    },
  });
}

export { photo };

/** Down the list of places to a micro-grid; returns its name, which the sheet says once. */
export async function chooseFromList(sheet: Locator): Promise<string> {
  await sheet.getByRole('tab', { name: '选小区' }).click();
  const choice = sheet.getByRole('tabpanel').getByRole('button');
  const whole = sheet.getByRole('button', { name: '就在这个微网格，不细选楼栋' });
  const trail = sheet.locator('.trail b');
  await expect(choice.first()).toBeVisible();
  while (!(await whole.isVisible())) {
    const above = (await trail.textContent()) ?? '';
    await choice.last().click();
    await expect(trail).not.toHaveText(above);
    await expect(whole.or(choice.nth(1))).toBeVisible();
  }
  const name = (await trail.textContent()) ?? '';
  await whole.click();
  await expect(sheet.locator('.place-chosen').getByText(name)).toHaveCount(1);
  return name;
}
