/** Reports of hostile words, harmless ones of the same form, and what a browser makes of their pages. */
import fc from 'fast-check';
import type { Page } from 'playwright-core';
import { DIAGNOSIS_SEVERITIES, type Report } from '../../../src/model/report.ts';
import { OWNER_NAMES, type Owner } from '../../../src/model/taxonomy.ts';
import { visible } from '../../../src/sink/report/printable.ts';
import { anyReport } from '../report/arbitrary.ts';

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

export const hostileText = fc.oneof(
  fc.constantFrom(...EVIL),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .array(fc.constantFrom(...EVIL, '企业微信', '\r\n', '\n', ' ', '<', '&', '"'), { maxLength: 6 })
    .map((parts) => parts.join('')),
);
const texts = fc.array(hostileText, { maxLength: 4 });
const count = fc.nat();
const moment = fc
  .date({ min: new Date(0), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());

/** Members that `anyReport` leaves out. */
const more = fc.record({
  workloads: fc.array(fc.record({ workload: hostileText, events: count, errors: count }), {
    maxLength: 4,
  }),
  hosts: fc.array(fc.record({ host: hostileText, events: count, errors: count }), { maxLength: 4 }),
  incidents: fc.array(
    fc.record({
      errcode: fc.constantFrom(40014, -1, 60020),
      workload: hostileText,
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
        id: hostileText,
        severity: fc.constantFrom(...DIAGNOSIS_SEVERITIES),
        owner: fc.constantFrom(...(Object.keys(OWNER_NAMES) as Owner[])),
        errcodes: fc.array(fc.constantFrom(40014, -1), { maxLength: 2 }),
        workload: hostileText,
        title: hostileText,
        evidence: texts,
        remedy: texts,
        paste: hostileText,
        link: hostileText,
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

/** A report with every member that a page shows. */
export const hostileReport: fc.Arbitrary<Report> = fc
  .tuple(anyReport, more)
  .map(([plain, rest]) => ({ ...plain, ...rest }));

/** What a report or a comparison says in words of others. Everything else is ids, numbers and times. */
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

/** The same with a harmless text for each of others' words, and what each stands for. */
export function disarm<Page>(page: Page): { harmless: Page; words: Map<string, string> } {
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
  const harmless = walk(page, false) as Page;
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
  for (const one of page.querySelectorAll('.verdict, .changes, .trust, script, style')) one.remove();
  return { elements, text: page.documentElement.textContent, titles };
}`;

interface Read {
  readonly elements: string[];
  readonly text: string;
}

/** The elements and the text of a page, as a browser reads it. */
export async function readPage(page: Page, source: string): Promise<Read> {
  return page.evaluate(`(${READ})(${JSON.stringify(source)})`);
}

/** A text of the harmless page with the hostile words in their places, as they should be shown. */
export function rearm(text: string, words: ReadonlyMap<string, string>): string {
  return text.replace(/(?:https:\/\/)?⟦\d+⟧/g, (name) => visible(words.get(name) ?? name));
}
