import fc from 'fast-check';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compareReports } from '../../../../src/analyze/compare/compare.ts';
import type { ReportComparison } from '../../../../src/model/comparison.ts';
import { renderComparisonHtml } from '../../../../src/sink/comparison/html/html.ts';
import { openPage, startBrowser } from '../../../helpers/chromium.ts';
import { SHANGHAI } from '../../report/fixtures.ts';
import { disarm, hostileReport, hostileText, readPage, rearm } from '../../web/hostile.ts';

const RUNS = 60;

const nothing = { get: () => undefined };

describe('the HTML comparison of hostile words', () => {
  let browser: Browser | undefined;
  let page: Page;

  beforeAll(async () => {
    browser = await startBrowser();
    if (browser !== undefined) ({ page } = await openPage(browser, '<!doctype html>'));
  });
  afterAll(async () => {
    await browser?.close();
  });

  test('has the elements of a harmless one, and the words as text', async () => {
    if (browser === undefined) return;
    const side = fc.record({ name: hostileText, report: hostileReport });
    const lang = fc.constantFrom('zh' as const, 'en' as const);
    await fc.assert(
      fc.asyncProperty(side, side, lang, async (base, head, language) => {
        const reports = { base: base.report, head: head.report };
        const read = (comparison: ReportComparison) =>
          readPage(
            page,
            renderComparisonHtml(comparison, { lang: language, zone: SHANGHAI, reports }),
          );
        const comparison = compareReports(base, head, nothing);
        const { harmless, words } = disarm(comparison);
        const [hostile, calm] = [await read(comparison), await read(harmless)];
        expect(hostile.elements).toEqual(calm.elements);
        expect(hostile.text).toBe(rearm(calm.text, words));
      }),
      { numRuns: RUNS },
    );
  });
});
