/** A comparison in every form, and a report that has a baseline. */
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareReports } from '../../../src/analyze/compare/compare.ts';
import { loadCatalog } from '../../../src/catalog/catalog.ts';
import type { ReportComparison } from '../../../src/model/comparison.ts';
import type { Lang } from '../../../src/model/lang.ts';
import type { Report } from '../../../src/model/report.ts';
import { renderComparisonCsv } from '../../../src/sink/comparison/csv.ts';
import { renderComparisonJson } from '../../../src/sink/comparison/json.ts';
import { renderComparisonMarkdown } from '../../../src/sink/comparison/markdown.ts';
import { renderComparisonText } from '../../../src/sink/comparison/text.ts';
import { renderReportCsv } from '../../../src/sink/report/csv.ts';
import { renderReportJson } from '../../../src/sink/report/json.ts';
import { renderReportMarkdown } from '../../../src/sink/report/markdown.ts';
import { renderReportText } from '../../../src/sink/report/text.ts';
import { textWidth } from '../../../src/sink/width.ts';
import { anyReport } from '../report/arbitrary.ts';
import { buildReport, incident, SHANGHAI } from '../report/fixtures.ts';
import { hostileReport } from '../web/hostile.ts';
import { everything } from './html/comparisons.ts';

const GOLDEN = '../../golden/comparison';
const LANGS = ['zh', 'en'] as const;

function month(index: number, codes: Readonly<Record<number, number>>, lines: number): Report {
  const [since, until] = [index, index + 1].map((one) => new Date(Date.UTC(2026, one, 1)));
  const report = buildReport({
    start: since!.toISOString(),
    bucket: '1h',
    buckets: 700,
    lines,
    codes: Object.entries(codes).map(([errcode, count]) => ({
      errcode: Number(errcode),
      counts: [Math.floor(count / 2), Math.ceil(count / 2)],
    })),
  });
  const time = {
    since: since!.toISOString().replace('.000', ''),
    until: until!.toISOString().replace('.000', ''),
  };
  return { ...report, time: { ...report.time, ...time } };
}

const AUGUST = month(
  7,
  { 0: 93_000, 40014: 372, 45009: 620, 81013: 155, 40029: 93, 60011: 3 },
  94_243,
);
const SEPTEMBER = month(
  8,
  { 0: 93_000, 40014: 390, 45009: 2850, 81013: 30, 60020: 1230, 7654321: 3 },
  97_503,
);
const WITHOUT_SUCCESS = [
  month(7, { 45009: 62, 40014: 10 }, 5000),
  month(8, { 45009: 6, 40014: 11 }, 5000),
] as const;

function compare(base: Report, head: Report, lang: Lang): ReportComparison {
  return compareReports(
    { name: 'august.json', report: base },
    { name: 'september.json', report: head },
    loadCatalog(lang),
  );
}

const text = (comparison: ReportComparison, lang: Lang, width = 100): string =>
  renderComparisonText(comparison, { lang, color: false, width, zone: SHANGHAI });

describe.each(LANGS)('two months in %s', (lang) => {
  const comparison = compare(AUGUST, SEPTEMBER, lang);

  test('as text', async () => {
    await expect(text(comparison, lang)).toMatchFileSnapshot(`${GOLDEN}/months.${lang}.txt`);
    await expect(text(comparison, lang, 72)).toMatchFileSnapshot(`${GOLDEN}/months-72.${lang}.txt`);
  });

  test('as Markdown', async () => {
    const page = renderComparisonMarkdown(comparison, { lang, zone: SHANGHAI });
    await expect(page).toMatchFileSnapshot(`${GOLDEN}/months.${lang}.md`);
  });

  test('better, without successes', async () => {
    const better = compare(...WITHOUT_SUCCESS, lang);
    await expect(text(better, lang)).toMatchFileSnapshot(`${GOLDEN}/better.${lang}.txt`);
  });

  test('with workloads and diagnoses', async () => {
    const pair = everything();
    const full = compare(pair.base, pair.head, lang);
    await expect(text(full, lang)).toMatchFileSnapshot(`${GOLDEN}/full.${lang}.txt`);
    const page = renderComparisonMarkdown(full, { lang, zone: SHANGHAI });
    await expect(page).toMatchFileSnapshot(`${GOLDEN}/full.${lang}.md`);
  });

  test('beside the figures of a report', async () => {
    const report = { ...SEPTEMBER, baseline: comparison };
    const shown = renderReportText(report, { lang, color: false, width: 100, zone: SHANGHAI });
    await expect(shown).toMatchFileSnapshot(`${GOLDEN}/report.${lang}.txt`);
    const page = renderReportMarkdown(report, { lang, zone: SHANGHAI });
    await expect(page).toMatchFileSnapshot(`${GOLDEN}/report.${lang}.md`);
  });
});

test('is a table for spreadsheets, and so is a report', async () => {
  const comparison = compare(AUGUST, SEPTEMBER, 'en');
  await expect(renderComparisonCsv(comparison)).toMatchFileSnapshot(`${GOLDEN}/months.csv`);
  const report = { ...SEPTEMBER, baseline: comparison, otherCodes: 4 };
  await expect(renderReportCsv(report)).toMatchFileSnapshot(`${GOLDEN}/report.csv`);
  await expect(renderReportCsv(incident())).toMatchFileSnapshot(`${GOLDEN}/incident.csv`);
  await expect(
    renderReportMarkdown(incident(), { lang: 'zh', zone: SHANGHAI }),
  ).toMatchFileSnapshot(`${GOLDEN}/incident.zh.md`);
});

describe('the JSON', () => {
  const schema = JSON.parse(
    readFileSync(new URL('../../../docs/report.schema.json', import.meta.url), 'utf8'),
  );
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    formats: { 'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/ },
  });
  const isReport = ajv.compile(schema);
  const isComparison = ajv.compile({ $ref: 'urn:wecomlog:report:1#/$defs/comparison' });

  test('of any two reports fits the schema, and so does a report that holds it', () => {
    fc.assert(
      fc.property(hostileReport, hostileReport, anyReport, (base, head, plain) => {
        const comparison = compare(base, head, 'en');
        const parsed = JSON.parse(renderComparisonJson(comparison));
        expect(parsed).toEqual(JSON.parse(JSON.stringify(comparison)));
        expect([isComparison(parsed), isComparison.errors]).toEqual([true, null]);
        const report = JSON.parse(renderReportJson({ ...plain, baseline: comparison }));
        expect([isReport(report), isReport.errors]).toEqual([true, null]);
      }),
      { numRuns: 40 },
    );
  });
});

describe('whatever the log held', () => {
  test('text keeps to the width and sends no control character', () => {
    fc.assert(
      fc.property(
        hostileReport,
        hostileReport,
        fc.constantFrom(...LANGS),
        fc.integer({ min: 60, max: 140 }),
        (base, head, lang, width) => {
          const shown = text(compare(base, head, lang), lang, width);
          expect(shown).toMatch(/[^\n]\n$/);
          for (const line of shown.split('\n')) {
            expect(textWidth(line)).toBeLessThanOrEqual(width);
            expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f]|\s$/);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  const hostile = [
    '=HYPERLINK("https://evil")',
    '+1+1',
    '-2+3',
    '@SUM(1)',
    '\t=1',
    'a,b',
    'say "hi"',
    'two\nlines',
  ];

  function withErrmsg(errmsg: string): Report {
    return buildReport({ codes: [{ errcode: 7654321, counts: [1], errmsg, api: '/cgi-bin/x' }] });
  }

  test.each(hostile)('a cell of CSV is no formula and no second cell: %j', (errmsg) => {
    const [, row = ''] = parseCsv(renderReportCsv(withErrmsg(errmsg)));
    const cell = row.at(-1)!;
    expect(row).toHaveLength(16);
    expect(cell.replace(/^'/, '')).toBe(errmsg);
    expect(cell).not.toMatch(/^\s*[=+@-]/);
    expect(row[0]).toBe('7654321');
  });

  test('a negative code stays a number', () => {
    const csv = renderReportCsv(buildReport({ codes: [{ errcode: -1, counts: [1] }] }));
    expect(csv.split('\n')[1]).toMatch(/^-1,/);
  });

  test.each([
    ['a | b', 'a \\| b'],
    ['<img src=x onerror=1>', '&lt;img src=x onerror=1&gt;'],
    ['[x](https://evil)', '\\[x\\](https:&#8203;//evil)'],
    ['@team see #12', '&#64;team see &#35;12'],
    ['`code` *bold* _it_', '\\`code\\` \\*bold\\* \\_it\\_'],
    ['- item', '-&#8203; item'],
  ])('a log cannot write Markdown: %s', (name, written) => {
    const report = incident();
    const files = [{ name, bytes: 1, lines: 1, events: 0, problem: 'gone' }];
    const page = renderReportMarkdown(
      { ...report, input: { ...report.input, files } },
      { lang: 'en', zone: SHANGHAI },
    );
    expect(page).toContain(written);
    if (written !== name) expect(page).not.toContain(name);
  });
});

/** RFC 4180, as a spreadsheet reads it. */
function parseCsv(csv: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < csv.length; at++) {
    const character = csv[at]!;
    if (isQuoted) {
      if (character !== '"') cell += character;
      else if (csv[at + 1] === '"') {
        cell += '"';
        at++;
      } else isQuoted = false;
    } else if (character === '"') isQuoted = true;
    else if (character === ',' || character === '\n') {
      rows.at(-1)!.push(cell);
      cell = '';
      if (character === '\n') rows.push([]);
    } else cell += character;
  }
  return rows.slice(0, -1);
}
