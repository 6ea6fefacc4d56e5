import { randomUUID } from 'node:crypto';
import { type Browser, type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import type { Answer, Ask, Route } from '#contract/api';
import { demoAccounts, demoPassword } from '#demo/load';

export { expect } from '@playwright/test';

export type Me = Answer<'GET /api/session'>;
export type Point = { lon: number; lat: number };

export const sizes = {
  phone: { width: 390, height: 844 },
  desk: { width: 1440, height: 900 },
  wall: { width: 1920, height: 1080 },
} as const;

/** One person with a browser of their own: nothing is shared between two of them but the server. */
export interface Person {
  page: Page;
  context: BrowserContext;
  /** Null for a resident, who needs no account. */
  me: Me | null;
  call<R extends Route>(route: R, ask: Ask<R>): Promise<Answer<R>>;
}

interface Wish {
  size?: keyof typeof sizes;
  at?: Point;
  locale?: string;
}

// Asking who is signed in is answered with 401 on the sign-in screens; the browser writes that to its console by itself.
const harmless = /\/api\/session.*status of 401|status of 401.*\/api\/session/;

function watch(page: Page, faults: string[]): void {
  page.on('console', (message) => {
    const line = `${message.text()} (${message.location().url})`;
    if (message.type() === 'error' && !harmless.test(line.replace(/\n/g, ' '))) faults.push(line);
  });
  page.on('pageerror', (error) => faults.push(`${error.message} on ${page.url()}`));
}

async function ask<R extends Route>(context: BrowserContext, route: R, input: Ask<R>): Promise<Answer<R>> {
  const [method = 'GET', path = ''] = route.split(' ');
  const { params = {}, query = {}, body } = input as { params?: object; query?: object; body?: unknown };
  const filled = Object.entries(params).reduce((url, [name, value]) => url.replace(`:${name}`, String(value)), path);
  const answer = await context.request.fetch(filled, {
    method,
    params: query as Record<string, string>,
    ...(body === undefined ? {} : { data: body as object }),
  });
  if (!answer.ok()) throw new Error(`${route}: ${answer.status()} ${await answer.text()}`);
  return (await answer.json()) as Answer<R>;
}

export class People {
  /** Errors in any console since the test began: the fixture wants none. */
  readonly faults: string[] = [];
  private refusing = false;
  private readonly contexts: BrowserContext[] = [];
  private readonly browser: Browser;
  private readonly baseURL: string;

  constructor(browser: Browser, baseURL: string) {
    this.browser = browser;
    this.baseURL = baseURL;
  }

  async resident({ size = 'phone', at, locale = 'zh-CN' }: Wish = {}): Promise<Person> {
    const context = await this.browser.newContext({
      baseURL: this.baseURL,
      viewport: sizes[size],
      locale,
      timezoneId: 'Asia/Shanghai',
      hasTouch: size === 'phone',
      isMobile: size === 'phone',
      reducedMotion: 'reduce',
      extraHTTPHeaders: { 'x-gezhi-device': randomUUID() },
      ...(at
        ? { permissions: ['geolocation'], geolocation: { longitude: at.lon, latitude: at.lat, accuracy: 5 } }
        : {}),
    });
    this.contexts.push(context);
    context.on('page', (page) => watch(page, this.faults));
    const page = await context.newPage();
    return { page, context, me: null, call: (route, input) => ask(context, route, input) };
  }

  /** Signed in already: what the sign-in screens do has a test of its own. Other towns' people have two letters before. */
  async staff(login: string, wish: Wish = {}): Promise<Person & { me: Me }> {
    const role = login.replace(/^[a-z]{2}-/, '');
    if (!demoAccounts.some((account) => account.login === role)) throw new Error(`no demo account ${login}`);
    return this.signedIn(login, wish);
  }

  /** Any other account of the demo, by a login that somebody looked up. */
  async signedIn(login: string, wish: Wish = {}): Promise<Person & { me: Me }> {
    const person = await this.resident({ size: 'desk', ...wish });
    const me = await person.call('POST /api/session', { body: { login, password: demoPassword } });
    return { ...person, me };
  }

  /** From here on the test provokes refusals or cuts the line: the browser writes each failed or forbidden load to its console. */
  expectRefusals(): void {
    this.refusing = true;
  }

  unexpected(): string[] {
    return this.refusing
      ? this.faults.filter((fault) => !/^(Failed to load resource|Loading the image )/.test(fault))
      : this.faults;
  }

  async leave(): Promise<void> {
    for (const context of this.contexts) await context.close();
  }
}

export const test = base.extend<{ people: People }>({
  people: async ({ browser, baseURL }, use) => {
    const people = new People(browser, baseURL ?? '');
    await use(people);
    await people.leave();
    expect(people.unexpected(), 'nothing is written to a console as an error').toEqual([]);
  },
});
