/** The live page as readers have it: a real `serve` in a real browser. */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type Served, startServe, until } from '../chaos/serve-process.mjs';
import { startBrowser } from '../helpers/chromium.ts';
import { folderOf } from '../helpers/folder.ts';
import * as probe from '../helpers/page-probes.mjs';
import { contrast } from '../sink/web/colors.ts';

const WAIT_MS = 20_000;

/** A refusal that happens now, as a service logs it. */
function refusal(errcode: number, rest = ''): string {
  return `${new Date().toISOString()} ERROR POST https://qyapi.weixin.qq.com/cgi-bin/message/send?access_token=SeCrEt123456 -> {"errcode":${errcode},"errmsg":"refused${rest}"}\n`;
}

const DENIED = ', hint: [1788580800309442871540917], from ip: 203.0.113.24';

let browser: Browser | undefined;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
});

interface Watched {
  readonly page: Page;
  readonly served: Served;
  /** What the browser complained of, and what it asked for elsewhere. */
  readonly complaints: readonly string[];
  append(text: string): void;
}

/** A `serve` on app.log that holds `text`, watched by a browser; undefined without a browser. */
async function watch(
  text: string,
  options: BrowserContextOptions & { readonly lang?: string } = {},
): Promise<Watched | undefined> {
  if (browser === undefined) return undefined;
  const { lang = 'en', ...rest } = options;
  const folder = folderOf({ 'app.log': text });
  const served = await startServe(['app.log', '--state', 'state', '--from', 'beginning'], {
    cwd: folder,
  });
  const context = await browser.newContext({ locale: 'en', ...rest });
  onTestFinished(async () => {
    await context.close();
    if (served.isRunning()) await served.stop('SIGKILL');
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() !== 'debug') complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(served.url()!) && !url.startsWith('data:')) complaints.push(url);
  });
  if (text !== '') await untilRead(served, text.split('\n').length - 1);
  await page.goto(`${served.url()}/?lang=${lang}`);
  await page.locator('[data-connection=on]').waitFor();
  return {
    page,
    served,
    complaints,
    append: (more) => appendFileSync(join(folder, 'app.log'), more),
  };
}

async function untilRead(served: Served, lines: number): Promise<void> {
  await until(
    async () => (await served.scrape())?.get('wecomlog_lines_total') === lines,
    WAIT_MS,
    () => served.told(),
  );
}

describe('the live page', () => {
  test('goes from empty to an incident while it is open, by itself', async () => {
    const watched = await watch('');
    if (watched === undefined) return;
    const { page, append, complaints } = watched;
    const line = page.locator('.state-line');
    expect(await line.textContent()).toMatch(/Waiting.*no line was read yet/);
    expect(await page.locator('.only-empty').isVisible()).toBe(true);
    expect(await page.locator('#title-codes').isVisible()).toBe(false);
    append(refusal(60020, DENIED).repeat(5));
    await line.getByText('In trouble').waitFor();
    expect(await line.textContent()).toMatch(
      /60020 \(Insecure access IP\) since \d\d:\d\d\..*The administrator must act/,
    );
    expect(await page.title()).toMatch(/^✕ /);
    expect(await page.locator('.only-empty').isVisible()).toBe(false);
    const card = page.locator('[data-part=happening] li');
    expect(await card.textContent()).toMatch(
      /act now.*60020.*5 times since.*Who acts.*administrator.*What to do/s,
    );
    expect(await card.locator('.addresses code').textContent()).toBe('203.0.113.24');
    expect(await page.locator('.drawing canvas').count()).toBe(1);
    expect(complaints).toEqual([]);
  });

  test('shows new lines masked and at the top, and holds still while it is paused', async () => {
    const watched = await watch(refusal(50001));
    if (watched === undefined) return;
    const { page, append, complaints } = watched;
    const rows = page.locator('[data-part=newest] tr');
    expect(await rows.count()).toBe(1);
    append(refusal(40014, ' <img src=x onerror=alert(1)> to zhangsan@example.com'));
    await rows.nth(1).waitFor();
    const newest = (await rows.first().textContent()) ?? '';
    expect(newest).toContain('40014');
    expect(newest).toContain('<img src=x');
    expect(newest).not.toMatch(/SeCrEt|zhangsan/);
    const pause = page.getByRole('button', { name: 'Pause' });
    await pause.click();
    append(refusal(45009));
    await page.getByText('paused, 1 new').waitFor();
    expect(await rows.count()).toBe(2);
    await page.getByRole('button', { name: 'Go on' }).click();
    expect(await rows.count()).toBe(3);
    expect(await rows.first().textContent()).toContain('45009');
    expect(complaints).toEqual([]);
  });

  test('filters what it shows, also what comes later', async () => {
    const watched = await watch(refusal(50001) + refusal(40014));
    if (watched === undefined) return;
    const { page, append } = watched;
    const rows = page.locator('[data-part=newest] tr');
    const filter = page.getByRole('searchbox', { name: 'Filter' });
    await filter.fill('50001 MESSAGE/send');
    expect(await rows.count()).toBe(1);
    append(refusal(50001) + refusal(40014));
    await rows.nth(1).waitFor();
    expect(await rows.allTextContents()).toEqual([
      expect.stringContaining('50001'),
      expect.stringContaining('50001'),
    ]);
    expect(await filter.inputValue()).toBe('50001 MESSAGE/send');
    await filter.fill('nothing of the kind');
    expect(await rows.textContent()).toBe('Nothing fits the filter.');
  });

  test('keeps what the reader opened, focused and selected while it changes', async () => {
    const watched = await watch(refusal(50001));
    if (watched === undefined) return;
    const { page, append } = watched;
    await page.locator('summary').click();
    const link = page.locator('[data-part=happening] a');
    await link.focus();
    append(refusal(50001));
    await page.getByText('2 times since').first().waitFor();
    expect(await page.locator('details').getAttribute('open')).not.toBeNull();
    expect(await link.evaluate((element) => element.ownerDocument.activeElement === element)).toBe(
      true,
    );
  });

  test('says that the connection is lost, comes back by itself, and misses nothing', async () => {
    const watched = await watch(refusal(50001));
    if (watched === undefined) return;
    const { page, append } = watched;
    const lost = page.locator('.lost');
    expect(await lost.isVisible()).toBe(false);
    await page.route('**/api/v1/stream*', (route) => route.abort());
    await page.context().setOffline(true);
    // Only a new connection meets what stands in its way: a page that comes back makes one.
    await page.evaluate(probe.comeBack);
    await lost.waitFor();
    append(refusal(60020, DENIED).repeat(4));
    await page.context().setOffline(false);
    await page.unroute('**/api/v1/stream*');
    await page.locator('.state-line').getByText('In trouble').waitFor();
    expect(await lost.isVisible()).toBe(false);
  });

  test('is a whole page where scripts do not run', async () => {
    const watched = await watchWithoutScripts(refusal(60020, DENIED).repeat(3));
    if (watched === undefined) return;
    const { page } = watched;
    expect(await page.locator('.state-line').textContent()).toMatch(/In trouble.*60020/);
    expect(await page.locator('.drawing svg').count()).toBeGreaterThan(0);
    expect(await page.locator('noscript span').isVisible()).toBe(true);
    expect(await page.getByRole('button').count()).toBe(0);
    expect(await page.locator('[data-part=newest] tr').count()).toBe(3);
  });
});

async function watchWithoutScripts(text: string): Promise<{ page: Page } | undefined> {
  if (browser === undefined) return undefined;
  const folder = folderOf({ 'app.log': text });
  const served = await startServe(['app.log', '--state', 'state', '--from', 'beginning'], {
    cwd: folder,
  });
  await untilRead(served, text.split('\n').length - 1);
  const context = await browser.newContext({ javaScriptEnabled: false });
  onTestFinished(async () => {
    await context.close();
    await served.stop('SIGKILL');
  });
  const page = await context.newPage();
  await page.goto(`${served.url()}/?lang=en`);
  return { page };
}

describe('the live page looks', () => {
  const INCIDENT = refusal(60020, DENIED).repeat(5) + refusal(45009) + refusal(999_001);

  test.each([
    ['en', 'light', 1360],
    ['zh', 'dark', 1360],
    ['zh', 'light', 390],
    ['en', 'dark', 390],
  ] as const)('right in %s, %s, %i pixels wide', async (lang, colorScheme, width) => {
    const watched = await watch(INCIDENT, { lang, colorScheme, viewport: { width, height: 844 } });
    if (watched === undefined) return;
    const { page, complaints } = watched;
    expect(await page.locator('html').getAttribute('lang')).toBe(lang === 'zh' ? 'zh-CN' : 'en');
    const background = await page.evaluate(probe.background);
    expect(background).toBe(colorScheme === 'dark' ? 'rgb(19, 20, 23)' : 'rgb(246, 247, 249)');
    const wide = await page.evaluate(probe.overflow);
    expect(wide).toBeLessThanOrEqual(0);
    expect(await page.evaluate(probe.clippedTexts)).toEqual([]);
    expect(await faintTexts(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('dark or light as the reader chooses, and remembers it', async () => {
    const watched = await watch(INCIDENT, { colorScheme: 'light' });
    if (watched === undefined) return;
    const { page, complaints } = watched;
    const background = () => page.evaluate(probe.background);
    await page.getByLabel('Theme').selectOption('dark');
    expect(await background()).toBe('rgb(19, 20, 23)');
    await page.reload();
    expect(await background()).toBe('rgb(19, 20, 23)');
    expect(await page.getByLabel('Theme').inputValue()).toBe('dark');
    expect(complaints).toEqual([]);
  });

  test('still where motion is not wanted', async () => {
    const watched = await watch(INCIDENT, { reducedMotion: 'reduce' });
    if (watched === undefined) return;
    const moving = await watched.page.evaluate(probe.animations);
    expect(moving).toBe(0);
  });
});

describe('the live page by keyboard and reader', () => {
  test('leads from the skip link through every control, each with a name and a visible focus', async () => {
    const watched = await watch(refusal(60020, DENIED).repeat(3));
    if (watched === undefined) return;
    const { page } = watched;
    const stops: string[] = [];
    for (let press = 0; press < 60; press++) {
      await page.keyboard.press('Tab');
      const stop = await page.evaluate(probe.focusStop);
      if (stop === undefined || stop === stops[0]) break;
      stops.push(stop);
    }
    expect(stops[0]).toBe('a:Skip to content');
    expect(stops.filter((stop) => stop.startsWith('UNSEEN') || stop.endsWith(':'))).toEqual([]);
    const order = [
      '中文',
      'English',
      '60020 at WeCom',
      'Copy',
      'As a table',
      'Filter',
      'Pause',
      'CSV',
    ];
    const places = order.map((name) => stops.findIndex((stop) => stop.includes(name)));
    expect(places).toEqual([...places].sort((one, other) => one - other));
    expect(places).not.toContain(-1);
  });

  test('is told of the state alone, politely, and has roles for what it shows', async () => {
    const watched = await watch(refusal(60020, DENIED).repeat(3));
    if (watched === undefined) return;
    const { page } = watched;
    expect(await page.locator('[aria-live]').count()).toBe(1);
    expect(await page.locator('[aria-live]').getAttribute('aria-live')).toBe('polite');
    expect(await page.getByRole('main').count()).toBe(1);
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
    const drawing = page.locator('.drawing');
    expect(await drawing.getAttribute('role')).toBe('img');
    expect(await drawing.getAttribute('aria-label')).toMatch(/^Failures a minute .* 3 in all$/);
    for (const table of await page.getByRole('table').all()) {
      expect(await table.locator('caption').count()).toBe(1);
    }
    for (const region of ['Happening now', 'Newest failures', 'Top codes', 'Logs and lag']) {
      expect(await page.getByRole('region', { name: region }).first().count()).toBe(1);
    }
  });
});

/** Texts with less contrast than WCAG asks for. */
async function faintTexts(page: Page): Promise<string[]> {
  const texts = await page.evaluate(probe.coloredTexts);
  expect(texts.length).toBeGreaterThan(50);
  return texts
    .filter(({ color, behind }) => contrast(hexOf(color), hexOf(behind)) < 4.5)
    .map(({ text, color, behind }) => `${text}: ${color} on ${behind}`);
}

/** `rgb(1, 2, 3)` as `#010203`. */
function hexOf(color: string): string {
  const numbers = (color.match(/\d+/g) ?? []).slice(0, 3);
  return `#${numbers.map((number) => Number(number).toString(16).padStart(2, '0')).join('')}`;
}
