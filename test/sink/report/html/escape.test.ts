import fc from 'fast-check';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compareReports } from '../../../../src/analyze/compare/compare.ts';
import type { Lang } from '../../../../src/model/lang.ts';
import type { Report } from '../../../../src/model/report.ts';
import { renderReportHtml } from '../../../../src/sink/report/html/html.ts';
import { openPage, startBrowser } from '../../../helpers/chromium.ts';
import { disarm, hostileReport, hostileText, readPage, rearm } from '../../web/hostile.ts';
import { anyReport } from '../arbitrary.ts';
import { SHANGHAI } from '../fixtures.ts';

const RUNS = 60;

const anyFullReport: fc.Arbitrary<Report> = fc
  .tuple(hostileReport, fc.option(anyReport, { nil: undefined }), hostileText)
  .map(([report, base, name]) => {
    if (base === undefined) return report;
    const sides = [
      { name, report: base },
      { name: 'report', report },
    ] as const;
    return { ...report, baseline: compareReports(...sides, { get: () => undefined }) };
  });

describe('the HTML report of hostile words', () => {
  let browser: Browser | undefined;
  let page: Page;

  beforeAll(async () => {
    browser = await startBrowser();
    if (browser !== undefined) ({ page } = await openPage(browser, '<!doctype html>'));
  });
  afterAll(async () => {
    await browser?.close();
  });

  const read = (report: Report, lang: Lang) =>
    readPage(page, renderReportHtml(report, { lang, zone: SHANGHAI, facts: [] }));

  test('has the elements of a harmless one, and the words as text', async () => {
    if (browser === undefined) return;
    await fc.assert(
      fc.asyncProperty(
        anyFullReport,
        fc.constantFrom('zh' as const, 'en' as const),
        async (report, lang) => {
          const { harmless, words } = disarm(report);
          const [hostile, calm] = [await read(report, lang), await read(harmless, lang)];
          expect(hostile.elements).toEqual(calm.elements);
          expect(hostile.text).toBe(rearm(calm.text, words));
        },
      ),
      { numRuns: RUNS },
    );
  });
});
