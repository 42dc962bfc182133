import fc from 'fast-check';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compareReports } from '../../../../src/analyze/compare/compare.ts';
import type { Lang } from '../../../../src/model/lang.ts';
import { DIAGNOSIS_SEVERITIES, type Report } from '../../../../src/model/report.ts';
import { OWNER_NAMES, type Owner } from '../../../../src/model/taxonomy.ts';
import { renderReportHtml } from '../../../../src/sink/report/html/html.ts';
import { visible } from '../../../../src/sink/report/printable.ts';
import { openPage, startBrowser } from '../../../helpers/chromium.ts';
import { anyReport } from '../arbitrary.ts';
import { SHANGHAI } from '../fixtures.ts';

const RUNS = 60;

const EVIL = [
  '<script>alert(1)</script>',
  '</script><img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  "' autofocus onfocus='alert(1)",
  '</style></title></textarea>-->',
  '<!--',
  '&lt;b&gt; &amp; &#60;',
  ']]>',
  '\u0000\u001b[31m\u202e',
  'javascript:alert(1)',
  'https://example.com/"onclick="alert(1)',
] as const;

const text = fc.oneof(
  fc.constantFrom(...EVIL),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .array(fc.constantFrom(...EVIL, '企业微信', '\r\n', '\n', ' ', '<', '&', '"'), { maxLength: 6 })
    .map((parts) => parts.join('')),
);
const texts = fc.array(text, { maxLength: 4 });
const count = fc.nat();
const moment = fc
  .date({ min: new Date(0), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());

/** Members that `anyReport` leaves out. */
const more = fc.record({
  workloads: fc.array(fc.record({ workload: text, events: count, errors: count }), {
    maxLength: 4,
  }),
  hosts: fc.array(fc.record({ host: text, events: count, errors: count }), { maxLength: 4 }),
  incidents: fc.array(
    fc.record({
      errcode: fc.constantFrom(40014, -1, 60020),
      workload: text,
      from: moment,
      to: moment,
      minutes: count,
      events: count,
      peak: fc.record({ at: moment, events: count }),
      apis: texts,
      hosts: texts,
      isOngoing: fc.boolean(),
    }),
    { maxLength: 3 },
  ),
  diagnoses: fc.array(
    fc.record(
      {
        id: text,
        severity: fc.constantFrom(...DIAGNOSIS_SEVERITIES),
        owner: fc.constantFrom(...(Object.keys(OWNER_NAMES) as Owner[])),
        errcodes: fc.array(fc.constantFrom(40014, -1), { maxLength: 2 }),
        workload: text,
        title: text,
        evidence: texts,
        remedy: texts,
        paste: text,
        link: text,
        samples: texts,
      },
      {
        requiredKeys: [
          ...(['id', 'severity', 'owner', 'errcodes', 'workload', 'title', 'evidence'] as const),
          ...(['remedy', 'samples'] as const),
        ],
      },
    ),
    { maxLength: 3 },
  ),
});

const anyFullReport: fc.Arbitrary<Report> = fc
  .tuple(anyReport, more, fc.option(anyReport, { nil: undefined }), text)
  .map(([plain, rest, base, name]) => {
    const report = { ...plain, ...rest };
    if (base === undefined) return report;
    const sides = [
      { name, report: base },
      { name: 'report', report },
    ] as const;
    return { ...report, baseline: compareReports(...sides, { get: () => undefined }) };
  });

/** What a report says in words of others. Everything else is ids, numbers and times. */
const FREE = new Set([
  ...[
    'meaning',
    'remedy',
    'errmsg',
    'samples',
    'name',
    'problem',
    'sameAs',
    'api',
    'apis',
    'title',
  ],
  ...['reason', 'workload', 'host', 'hosts', 'evidence', 'paste', 'link', 'assumed', 'fits'],
]);

/** The same report with a harmless text for each of others' words, and what each stands for. */
function disarm(report: Report): { harmless: Report; words: Map<string, string> } {
  const names = new Map<string, string>();
  const nameOf = (original: string): string => {
    if (original === '') return '';
    const known = names.get(original);
    if (known !== undefined) return known;
    const name = `${/^https?:\/\//i.test(original) ? 'https://' : ''}⟦${names.size}⟧`;
    names.set(original, name);
    return name;
  };
  const walk = (value: unknown, isFree: boolean): unknown => {
    if (typeof value === 'string') return isFree ? nameOf(value) : value;
    if (Array.isArray(value)) return value.map((item) => walk(item, isFree));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [
        key,
        walk(member, isReasonId(value, key) ? false : FREE.has(key)),
      ]),
    );
  };
  const harmless = walk(report, false) as Report;
  return { harmless, words: new Map([...names].map(([original, name]) => [name, original])) };
}

/** Reasons of near misses are ids. */
function isReasonId(owner: object, key: string): boolean {
  return key === 'reason' && 'samples' in owner;
}

/**
 * What the browser makes of a page: its elements with their attributes' names, and its text. Left out
 * of the text is what sets other words into a sentence, cut or on one line: verdict and remarks.
 */
const READ = `(source) => {
  const page = new DOMParser().parseFromString(source, 'text/html');
  const elements = [...page.querySelectorAll('*')].map((element) =>
    [element.localName, ...element.getAttributeNames()].join(' '));
  const titles = [...page.querySelectorAll('title')].length;
  for (const one of page.querySelectorAll('.verdict, .trust, script, style')) one.remove();
  return { elements, text: page.documentElement.textContent, titles };
}`;

interface Read {
  readonly elements: string[];
  readonly text: string;
}

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

  const read = async (report: Report, lang: Lang): Promise<Read> => {
    const source = renderReportHtml(report, { lang, zone: SHANGHAI, facts: [] });
    return page.evaluate(`(${READ})(${JSON.stringify(source)})`);
  };

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
          expect(hostile.text).toBe(
            calm.text.replace(/(?:https:\/\/)?⟦\d+⟧/g, (name) => visible(words.get(name) ?? name)),
          );
        },
      ),
      { numRuns: RUNS },
    );
  });
});
