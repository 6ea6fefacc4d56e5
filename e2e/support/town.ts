import type { Page } from '@playwright/test';
import { expect, type People, type Person } from './people.ts';
import { type Home, homeOf, type Sent } from './report.ts';

/** The department that has a demo account. */
export const unit = '市政养护中心';

export interface Town {
  home: Home;
  login: (role: string) => string;
  phone: (role: string) => Promise<Person>;
  desk: (role: string) => Promise<Person>;
}

export async function townOf(people: People, prefix: string): Promise<Town> {
  const login = (role: string) => `${prefix}${role}`;
  const home = await homeOf(people, login('worker'));
  return {
    home,
    login,
    phone: (role) => people.staff(login(role), { size: 'phone', at: home.point }),
    desk: (role) => people.staff(login(role)),
  };
}

/** A resident with a phone in the town, and what the page of the report says of it. */
export async function resident(people: People, { home }: Town) {
  const person = await people.resident({ at: home.point });
  return { ...person, outcome: person.page.locator('.outcome') };
}

export async function seeProgress(page: Page): Promise<void> {
  await page.getByRole('button', { name: '看进展' }).click();
}

export async function idOf({ call }: Person, { token }: Sent): Promise<string> {
  return (await call('GET /api/public/track/:token', { params: { token } })).id;
}

export async function rateSatisfied(page: Page): Promise<void> {
  await page.getByRole('button', { name: '解决了', exact: true }).click();
  const sheet = page.getByRole('dialog', { name: '谢谢您，满意吗？' });
  await sheet.getByRole('radio', { name: '满意', exact: true }).click();
  await sheet.getByRole('button', { name: '好了' }).click();
  await expect(page.getByText('您的评价：满意').first()).toBeVisible();
}
