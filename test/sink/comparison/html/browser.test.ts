import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPage, startBrowser } from '../../../helpers/chromium.ts';
import * as probe from '../../../helpers/page-probes.mjs';
import { contrast, hexOf, TEXT_CONTRAST_MIN } from '../../web/colors.ts';
import { compare, everything, render, weeks } from './comparisons.ts';

let browser: Browser | undefined;

beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
});

const OPEN_ALL = 'for (const one of document.querySelectorAll("details")) one.open = true';

/** The newest kind of change: the one that has most to look at. */
const newCodes = (page: Page) => page.locator('#new tbody tr:visible');

describe('the HTML comparison in a browser', () => {
  const cases = (['zh', 'en'] as const).flatMap((lang) =>
    [0, 1, 50, 1000].flatMap((codes) => [true, false].map((scripts) => ({ lang, codes, scripts }))),
  );

  test.each(cases)(
    'shows $codes codes in $lang, scripts $scripts, without a complaint',
    async ({ lang, codes, scripts }) => {
      if (browser === undefined) return;
      const pair = weeks(codes, lang);
      const { page, complaints } = await openPage(browser, render(pair, lang), {
        javaScriptEnabled: scripts,
        colorScheme: codes === 50 ? 'dark' : 'light',
        viewport: { width: codes === 1 ? 360 : 1280, height: 800 },
      });
      expect(await page.locator('main h1').textContent()).toBe(
        lang === 'zh' ? '企业微信错误码对比' : 'WeCom errcodes compared',
      );
      expect(await page.locator('tr[id^="code-"]').count()).toBe(compare(pair, lang).codes.length);
      const { changes } = compare(pair, lang);
      expect(await newCodes(page).count()).toBe(Math.min(changes.new, 50));
      expect(await page.locator('#same tbody tr:visible').count()).toBe(0);
      const isLong = changes.new >= 10;
      expect(await page.locator('#new [data-controls]').isVisible()).toBe(scripts && isLong);
      expect(await page.locator('#theme').isVisible()).toBe(scripts);
      if (scripts) expect(await page.evaluate(probe.overflow)).toBe(0);
      expect(complaints).toEqual([]);
      await page.context().close();
    },
  );

  test.each([320, 390, 768, 1024, 1280, 1920])('fits a window %i wide', async (width) => {
    if (browser === undefined) return;
    for (const pair of [everything(), weeks(50, 'zh')]) {
      const { page } = await openPage(browser, render(pair, 'zh'), {
        viewport: { width, height: 800 },
      });
      expect(await page.evaluate(probe.overflow)).toBe(0);
      expect(await page.evaluate(probe.clippedTexts)).toEqual([]);
      await page.evaluate(OPEN_ALL);
      expect(await page.evaluate(probe.overflow)).toBe(0);
      await page.context().close();
    }
  });

  test('sorts each table by itself, filters it by words and by who acts, and shows the rest when asked', async () => {
    if (browser === undefined) return;
    const { page, complaints } = await openPage(browser, render(weeks(1000, 'en'), 'en'));
    const codes = newCodes(page);
    const gone = await page.locator('#same tbody tr').allTextContents();
    await page.locator('#new th button', { hasText: 'Code' }).click();
    const numbers = (await codes.locator('th').allTextContents()).map(Number);
    expect(numbers).toHaveLength(50);
    expect(numbers).toEqual([...numbers].sort((left, right) => left - right));
    expect(await page.locator('#same tbody tr').allTextContents()).toEqual(gone);

    const controls = page.locator('#new [data-controls]');
    await controls.getByLabel('Who acts', { exact: true }).selectOption('administrator');
    const owners = await codes.evaluateAll((all) =>
      all.map((row) => row.getAttribute('data-owner')),
    );
    expect(new Set(owners)).toEqual(new Set(['administrator']));
    await controls.getByRole('searchbox').fill('no code says so');
    expect(await codes.count()).toBe(0);
    await controls.getByRole('searchbox').fill('');
    await controls.getByLabel('Who acts', { exact: true }).selectOption('');
    const { changes } = compare(weeks(1000, 'en'), 'en');
    expect(await controls.getByRole('status').textContent()).toBe(`50 of ${changes.new} shown`);
    await page.locator('#new [data-more] button').click();
    expect(await codes.count()).toBe(changes.new);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('sorts a short table, which has neither search nor button', async () => {
    if (browser === undefined) return;
    const { page, complaints } = await openPage(browser, render(weeks(6, 'en'), 'en'));
    expect(await page.locator('#new [data-controls]').count()).toBe(0);
    await page.locator('#new th button', { hasText: 'Head' }).click();
    const events = await page
      .locator('#new td.strong')
      .evaluateAll((cells) => cells.map((cell) => Number(cell.getAttribute('data-value'))));
    expect(events.length).toBeGreaterThan(1);
    expect(events).toEqual([...events].sort((left, right) => right - left));
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('leads to a code below a fold, with and without scripts', async () => {
    if (browser === undefined) return;
    for (const javaScriptEnabled of [true, false]) {
      const { page } = await openPage(browser, render(weeks(1000, 'zh'), 'zh'), {
        javaScriptEnabled,
      });
      for (const section of ['new', 'same']) {
        const last = page.locator(`#${section} tr[id^="code-"]`).last();
        const id = await last.getAttribute('id');
        expect(await last.isVisible()).toBe(false);
        await page.goto(`${page.url().split('#')[0]}#${id}`);
        await page.locator(`[id="${id}"]`).waitFor({ state: 'visible' });
      }
      await page.context().close();
    }
  });

  test('prints on light paper, verdict and figures first, without controls', async () => {
    if (browser === undefined) return;
    const { page } = await openPage(browser, render(everything(), 'zh'), { colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print' });
    expect(await page.evaluate(probe.background)).toBe('rgb(255, 255, 255)');
    expect(
      await page.locator('[data-controls], #theme, nav').filter({ visible: true }).count(),
    ).toBe(0);
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.length).toBeGreaterThan(50_000);
    await page.context().close();
  });

  test('names every drawing for those who cannot see it', async () => {
    if (browser === undefined) return;
    const { page } = await openPage(browser, render(everything(), 'en'));
    const names = await page
      .locator('[role="img"]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''));
    expect(names).toHaveLength(2);
    expect(names.filter((name) => name.trim() === '')).toEqual([]);
    expect(await page.locator('svg:not([role="img"]):not([aria-hidden="true"])').count()).toBe(0);
    await page.context().close();
  });
});

describe('the eyes and hands of its readers', () => {
  test.each(['light', 'dark'] as const)('can read every text in %s', async (colorScheme) => {
    if (browser === undefined) return;
    for (const pair of [everything(), weeks(30, 'zh')]) {
      const { page } = await openPage(browser, render(pair, 'zh'), { colorScheme });
      await page.evaluate(OPEN_ALL);
      const texts = await page.evaluate(probe.coloredTexts);
      expect(texts.length).toBeGreaterThan(150);
      const faint = texts
        .filter(({ color, behind }) => contrast(hexOf(color), hexOf(behind)) < TEXT_CONTRAST_MIN)
        .map(({ text, color, behind }) => `${text}: ${color} on ${behind}`);
      expect(faint).toEqual([]);
      await page.context().close();
    }
  });

  test('reach controls, heads of columns, folds and links by the keyboard, and see where they are', async () => {
    if (browser === undefined) return;
    const { page } = await openPage(browser, render(weeks(40, 'en'), 'en'));
    const stops: string[] = [];
    for (let presses = 0; presses < 80; presses++) {
      await page.keyboard.press('Tab');
      const stop = await page.evaluate(probe.focusStop);
      if (stop !== undefined) stops.push(stop);
    }
    expect(stops.filter((stop) => stop.startsWith('UNSEEN'))).toEqual([]);
    expect(stops).toEqual(
      expect.arrayContaining(['button:Dark', 'a:Where it changed', 'button:Change']),
    );
    expect(stops).toContainEqual(expect.stringMatching(/^input:Filter/));
    expect(stops).toContainEqual(expect.stringMatching(/^summary:Show \d+ codes/));
    await page.context().close();
  });
});
