import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import axe from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { cdsServices } from '../../hooks/services.ts';
import { packageRoot } from '../../src/package-root.ts';
import type { ServiceOptions } from '../../src/server/service-options.ts';
import { readSettings } from '../../src/server/settings.ts';
import { type RunningApp, runApp } from '../server/support.ts';
import { buildPage } from './build-page.ts';

const places = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** Where Chromium is; undefined where it is not installed. */
export const chromiumPath: string | undefined = places.find(
  (path) => path !== undefined && existsSync(path),
);

if (chromiumPath === undefined) {
  console.warn(
    'The browser tests are skipped: no Chromium is installed (apt-get install chromium, or set CHROMIUM).',
  );
}

/**
 * No service of its own that could call out, no sandbox that a container cannot give, no process for every origin or for
 * drawing.
 */
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-site-isolation-trials',
  '--in-process-gpu',
];

let browser: Promise<Browser> | undefined;

/** The one browser of all files that a process runs, each with profiles of its own. It ends with the process. */
export function sharedBrowser(): Promise<Browser> {
  browser ??= chromium.launch({ executablePath: chromiumPath ?? '', args: flags });
  return browser;
}

const usualSize = { width: 1280, height: 900 };

/** How a page is looked at. */
interface Look {
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'light' | 'dark';
}

/** The real service with the real page, and a browser in front of it. */
export class Screen {
  readonly app: RunningApp;
  readonly #browser: Browser;
  readonly #profiles: BrowserContext[] = [];
  #window: Page | undefined;
  /** Everything that pages asked for outside the service. */
  readonly strayRequests: string[] = [];
  /** Errors that pages ran into, refusals by the content security policy among them. */
  readonly errors: string[] = [];

  private constructor(app: RunningApp, browser: Browser) {
    this.app = app;
    this.#browser = browser;
  }

  /** @param files what the hospital's own data means, where the service is to know it */
  static async start(files: Pick<ServiceOptions, 'siteEvidence'> = {}): Promise<Screen> {
    const folder = await buildPage();
    // The reports are open to this machine only where the service is reached on it.
    const app = await runApp(
      { PUBLIC_BASE_URL: 'http://127.0.0.1:3000', REPORTS_TOKEN: '' },
      { services: cdsServices({ ...readSettings({}), ...files }), webFolder: folder },
      files,
    );
    return new Screen(app, await sharedBrowser());
  }

  async stop(): Promise<void> {
    for (const profile of this.#profiles) await profile.close();
    await this.app.stop();
  }

  /**
   * Opens a page of the service, in the one window of this screen: the process that shows it is not started again, nor
   * the scripts compiled. The service's pages keep nothing in the browser.
   */
  async open(
    path: string,
    { viewport = usualSize, colorScheme = 'light' }: Look = {},
  ): Promise<Page> {
    this.#window ??= await this.#newWindow();
    const page = this.#window;
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    const address = this.app.url + path;
    // Left first where only what follows the # differs: the browser would not load the page.
    if (withoutHash(page.url()) === withoutHash(address)) {
      await page.goto(`${this.app.url}/favicon.svg`);
    }
    await page.goto(address);
    return page;
  }

  /** Opens a page of the service with nothing in the browser's cache. */
  async openUncached(path: string): Promise<Page> {
    const page = await this.#newWindow();
    await page.goto(this.app.url + path);
    return page;
  }

  /** An empty window with a browser profile of its own. */
  async #newWindow(): Promise<Page> {
    const context = await this.#browser.newContext({
      viewport: usualSize,
      reducedMotion: 'reduce',
    });
    this.#profiles.push(context);
    const page = await context.newPage();
    page.on('request', (request) => {
      if (!request.url().startsWith(this.app.url)) this.strayRequests.push(request.url());
    });
    page.on('pageerror', (error) => this.errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') this.errors.push(message.text());
    });
    page.setDefaultTimeout(10_000);
    return page;
  }
}

function withoutHash(address: string): string | undefined {
  return address.split('#')[0];
}

/** The rules of axe that colours and the size of a window bear on. */
export const rulesOfLooks = ['color-contrast', 'target-size'] as const;

/** The part of a browser's document by which elements are taken out and put back. */
interface Replaceable {
  replaceWith(other: unknown): void;
}

/**
 * axe finds nothing on the page as it stands. It fetches no style sheets again: what it would read there concerns
 * rotation and sound, of which the pages have none.
 * @param only.except CSS selectors of parts that it leaves aside, such as what is repeated many times: they are taken out
 *   meanwhile, since axe goes through what it is told to exclude as well
 * @param only.within a CSS selector of the part that it looks at, where the rest of the page was looked at before
 * @param only.rules the rules that it checks; all where absent
 */
export async function expectAccessible(
  page: Page,
  only: {
    readonly except?: readonly string[];
    readonly within?: string;
    readonly rules?: readonly string[];
  } = {},
): Promise<void> {
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async ({ except = [], within = 'html', rules }) => {
    const {
      axe: engine,
      document,
    }: {
      axe?: typeof import('axe-core');
      document: {
        querySelectorAll(selector: string): Iterable<Replaceable>;
        createComment(text: string): Replaceable;
      };
    } = Object(globalThis);
    const taken = except
      .flatMap((selector) => [...document.querySelectorAll(selector)])
      .map((element) => ({ element, place: document.createComment('') }));
    for (const { element, place } of taken) element.replaceWith(place);
    const result = await engine?.run(within, {
      resultTypes: ['violations'],
      preload: false,
      ...(rules === undefined ? {} : { runOnly: [...rules] }),
    });
    for (const { element, place } of taken) place.replaceWith(element);
    return (result?.violations ?? []).map(({ id, impact, nodes }) => ({
      id,
      impact,
      where: nodes.map(({ target }) => String(target)),
    }));
  }, only);
  expect(violations).toEqual([]);
}

/**
 * By how many pixels the page is wider than its window. These texts run in the browser, whose types tests do not
 * have.
 */
export function sidewaysOverflow(page: Page): Promise<number> {
  return page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
}

/** Opens what can be opened, the first so many of them, so that all of the page is looked at. */
export async function unfold(page: Page, most = 10_000): Promise<void> {
  await page.evaluate(
    `for (const one of [...document.querySelectorAll("main details")].slice(0, ${most})) one.open = true;`,
  );
}

/** What the keyboard would press. */
export function focusedText(page: Page): Promise<string> {
  return page.evaluate('document.activeElement?.textContent ?? ""');
}

/**
 * Keeps the page as it stands for the documentation, where SCREENSHOTS is set: dates change daily, and pictures with
 * them.
 */
export async function keepScreenshot(page: Page, name: string, fullPage = false): Promise<void> {
  if (process.env.SCREENSHOTS === undefined) return;
  const path = join(packageRoot, 'docs', 'screenshots', `${name}.png`);
  mkdirSync(dirname(path), { recursive: true });
  const picture = await page.screenshot({ fullPage, animations: 'disabled' });
  const { default: sharp } = await import('sharp');
  await sharp(picture).png({ palette: true, quality: 90, effort: 10 }).toFile(path);
}
