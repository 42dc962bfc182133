import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findFacts } from '../../../../src/catalog/facts.ts';
import type { Lang } from '../../../../src/model/lang.ts';
import type { Report } from '../../../../src/model/report.ts';
import { renderReportHtml } from '../../../../src/sink/report/html/html.ts';
import { openPage, startBrowser } from '../../../helpers/chromium.ts';
import * as probe from '../../../helpers/page-probes.mjs';
import { contrast, hexOf, TEXT_CONTRAST_MIN } from '../../web/colors.ts';
import { SHANGHAI } from '../fixtures.ts';
import { compared, everything, reportOf } from './reports.ts';

let browser: Browser | undefined;

beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
});

function render(report: Report, lang: Lang = 'zh'): string {
  return renderReportHtml(report, { lang, zone: SHANGHAI, facts: findFacts() });
}

/** How far the content is wider than the window. */
async function overhang(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - innerWidth');
}

const visibleCodes = (page: Page) => page.locator('table[data-sortable] tbody tr:visible');

describe('the HTML report in a browser', () => {
  const cases = (['zh', 'en'] as const).flatMap((lang) =>
    [0, 1, 50, 1000].map((codes) => ({ lang, codes, scripts: true })),
  );
  const withoutScripts = [
    { lang: 'zh', codes: 50, scripts: false },
    { lang: 'en', codes: 1000, scripts: false },
  ] as const;

  test.each([...cases, ...withoutScripts])(
    'shows $codes codes in $lang, scripts $scripts, without a complaint',
    async ({ lang, codes, scripts }) => {
      if (browser === undefined) return;
      const { page, complaints } = await openPage(browser, render(reportOf(codes, lang), lang), {
        javaScriptEnabled: scripts,
        colorScheme: codes === 50 ? 'dark' : 'light',
        viewport: { width: codes === 1 ? 360 : 1280, height: 800 },
      });
      const main = page.locator('main');
      await expect
        .soft(main.locator('h1').textContent())
        .resolves.toBe(lang === 'zh' ? '企业微信错误码报告' : 'WeCom errcode report');
      expect(await page.locator('tr[id^="code-"]').count()).toBe(codes);
      expect(await page.locator('tr[id^="code-"]:visible').count()).toBe(Math.min(codes, 50));
      const controls = page.locator('[data-controls]');
      expect(await controls.isVisible()).toBe(scripts && codes > 0);
      expect(await page.locator('#theme').isVisible()).toBe(scripts);
      if (scripts) expect(await overhang(page)).toBe(0);
      expect(complaints).toEqual([]);
      await page.context().close();
    },
  );

  test.each([320, 375, 768, 1024, 1920])('fits a window %i wide', async (width) => {
    if (browser === undefined) return;
    const { page } = await openPage(browser, render(everything()), {
      viewport: { width, height: 800 },
    });
    expect(await overhang(page)).toBe(0);
    await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true');
    expect(await overhang(page)).toBe(0);
    await page.context().close();
  });

  test('sorts by every column, filters by words, group and owner, and shows the rest when asked', async () => {
    if (browser === undefined) return;
    const { page, complaints } = await openPage(browser, render(reportOf(1000, 'en'), 'en'));
    const codes = visibleCodes(page);
    const first = async () => Number(await codes.first().locator('th').textContent());
    const heads = page.locator('table[data-sortable] th button');
    expect(await heads.count()).toBe(5);
    await heads.nth(0).click();
    const least = await first();
    await heads.nth(0).click();
    expect(await first()).toBeGreaterThan(least);
    expect(await page.locator('th[aria-sort]').getAttribute('aria-sort')).toBe('descending');
    await heads.nth(3).click();
    const events = await codes
      .locator('td.number')
      .evaluateAll((cells) => cells.map((cell) => Number(cell.getAttribute('data-value'))));
    expect(events).toEqual([...events].sort((left, right) => right - left));
    expect(events).toHaveLength(50);

    await page.getByRole('searchbox').fill('access_token expired');
    const texts = await codes.allTextContents();
    expect(texts.length).toBeGreaterThan(0);
    expect(texts.filter((text) => !/access_token/i.test(text) || !/expired/i.test(text))).toEqual(
      [],
    );
    await page.getByRole('searchbox').fill('no code says so');
    expect(await codes.count()).toBe(0);
    expect(await page.getByRole('status').textContent()).toBe('No code fits.');
    await page.getByRole('searchbox').fill('');

    await page.getByLabel('Group', { exact: true }).selectOption('credential');
    await page.getByLabel('Who acts', { exact: true }).selectOption('program');
    const rows = await codes.evaluateAll((all) =>
      all.map((row) => `${row.getAttribute('data-group')} ${row.getAttribute('data-owner')}`),
    );
    expect(new Set(rows)).toEqual(new Set(['credential program']));
    await page.getByLabel('Group', { exact: true }).selectOption('');
    await page.getByLabel('Who acts', { exact: true }).selectOption('');
    expect(await page.getByRole('status').textContent()).toBe('50 of 1,000 shown');
    await page.getByRole('button', { name: 'Show all 1,000' }).click();
    expect(await codes.count()).toBe(1000);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('sorts by change where there is a baseline, what is new first', async () => {
    if (browser === undefined) return;
    const { page, complaints } = await openPage(browser, render(compared(40, 'en'), 'en'));
    await page.getByRole('button', { name: 'Change' }).click();
    const changes = await page.locator('.change-cell').allTextContents();
    const isNew = changes.map((change) => change.startsWith('new'));
    expect(isNew.indexOf(false)).toBe(isNew.filter(Boolean).length);
    expect(isNew[0]).toBe(true);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('leads from what is to be done to a code below the fold, with and without scripts', async () => {
    if (browser === undefined) return;
    for (const javaScriptEnabled of [true, false]) {
      const { page } = await openPage(browser, render(reportOf(1000, 'zh')), { javaScriptEnabled });
      const last = page.locator('tr[id^="code-"]').last();
      const id = await last.getAttribute('id');
      expect(await last.isVisible()).toBe(false);
      await page.goto(`${page.url()}#${id}`);
      await page.locator(`[id="${id}"]`).waitFor({ state: 'visible' });
      await page.context().close();
    }
  });

  test('changes between light and dark, and says to which', async () => {
    if (browser === undefined) return;
    const { page } = await openPage(browser, render(everything()), { colorScheme: 'dark' });
    const background = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
    const dark = await background();
    await page.getByRole('button', { name: '浅色' }).click();
    expect(await background()).not.toBe(dark);
    await page.getByRole('button', { name: '深色' }).click();
    expect(await background()).toBe(dark);
    await page.context().close();
  });

  test('prints on light paper with folds open and controls gone', async () => {
    if (browser === undefined) return;
    const { page } = await openPage(browser, render(everything()), { colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print' });
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe(
      'rgb(255, 255, 255)',
    );
    expect(
      await page.locator('[data-controls], #theme, nav').filter({ visible: true }).count(),
    ).toBe(0);
    expect(await page.locator('#trust td').first().isVisible()).toBe(true);
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.length).toBeGreaterThan(50_000);
    await page.context().close();
  });

  test('names every drawing for those who cannot see it', async () => {
    if (browser === undefined) return;
    const { page } = await openPage(browser, render(everything()));
    const names = await page
      .locator('[role="img"]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''));
    expect(names.length).toBeGreaterThan(10);
    expect(names.filter((name) => name.trim() === '')).toEqual([]);
    expect(await page.locator('svg:not([role="img"]):not([aria-hidden="true"])').count()).toBe(0);
    await page.context().close();
  });
});

describe('the eyes and hands of its readers', () => {
  test.each(['light', 'dark'] as const)('can read every text in %s', async (colorScheme) => {
    if (browser === undefined) return;
    const { page } = await openPage(browser, render(compared(30, 'zh')), { colorScheme });
    await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true');
    const texts = await page.evaluate(probe.coloredTexts);
    expect(texts.length).toBeGreaterThan(200);
    const faint = texts
      .filter(({ color, behind }) => contrast(hexOf(color), hexOf(behind)) < TEXT_CONTRAST_MIN)
      .map(({ text, color, behind }) => `${text}: ${color} on ${behind}`);
    expect(faint).toEqual([]);
    await page.context().close();
  });

  test.each([360, 768, 1280])('find no text cut off in a window %i wide', async (width) => {
    if (browser === undefined) return;
    for (const report of [everything(), compared(30, 'zh')]) {
      const { page } = await openPage(browser, render(report), {
        viewport: { width, height: 800 },
      });
      expect(await page.evaluate(probe.clippedTexts)).toEqual([]);
      await page.context().close();
    }
  });

  test('reach controls, heads of columns and links by the keyboard, and see where they are', async () => {
    if (browser === undefined) return;
    const { page } = await openPage(browser, render(reportOf(3, 'en'), 'en'));
    const stops: string[] = [];
    for (let presses = 0; presses < 60; presses++) {
      await page.keyboard.press('Tab');
      const stop = await page.evaluate(probe.focusStop);
      if (stop !== undefined) stops.push(stop);
    }
    expect(stops.filter((stop) => stop.startsWith('UNSEEN'))).toEqual([]);
    expect(stops).toEqual(
      expect.arrayContaining(['button:Dark', 'a:Trend', 'button:Events', 'summary:As a table']),
    );
    expect(stops).toContainEqual(expect.stringMatching(/^input:Filter/));
    await page.context().close();
  });
});
