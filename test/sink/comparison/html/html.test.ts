import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { buildReport } from '../../report/fixtures.ts';
import { compare, everything, type Pair, render, weeks } from './comparisons.ts';

const LANGS = ['zh', 'en'] as const;

/** Two hours of few codes. */
const SMALL: Pair = {
  base: buildReport({
    start: '2026-08-31T00:00:00Z',
    codes: [
      { errcode: 40014, counts: [9] },
      { errcode: 48002, counts: [12] },
    ],
  }),
  head: buildReport({
    codes: [
      { errcode: 40014, counts: [9] },
      { errcode: 60020, counts: [90] },
    ],
  }),
};

/** What is between the tags; undefined if there is no such element. */
function inside(page: string, element: string): string | undefined {
  return new RegExp(`<${element}(?: [^>]*)?>([\\s\\S]*?)</${element}>`).exec(page)?.[1];
}

function sectionIds(page: string): string[] {
  return [...page.matchAll(/<section id="([^"]+)"/g)].map(([, id]) => id!);
}

describe('the HTML comparison', () => {
  test.each(LANGS)('says in %s what its golden shows', async (lang) => {
    const main = inside(render(SMALL, lang), 'main');
    await expect(`${main}\n`).toMatchFileSnapshot(
      `../../../golden/comparison/html/small.${lang}.html`,
    );
  });

  test.each(LANGS)('of nothing with nothing says so in %s', async (lang) => {
    const main = inside(render({ base: buildReport(), head: buildReport() }, lang), 'main');
    await expect(`${main}\n`).toMatchFileSnapshot(
      `../../../golden/comparison/html/nothing.${lang}.html`,
    );
  });

  test('has every section, each with an address of its own that the contents name', () => {
    const page = render(everything(), 'zh');
    expect(sectionIds(page)).toEqual([
      'trend',
      'diagnoses',
      'new',
      'grown',
      'shrunk',
      'gone',
      'same',
      'breakdown',
      'trust',
      'method',
    ]);
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = [...page.matchAll(/ href="#([^"]+)"/g)].map(([, id]) => id!);
    expect(targets.length).toBeGreaterThan(8);
    expect(targets.filter((id) => !ids.includes(id))).toEqual([]);
  });

  test('has a row for every code of either report, in the section of its change', () => {
    const pair = weeks(50, 'en');
    const page = render(pair, 'en');
    const { codes } = compare(pair, 'en');
    expect(codes.length).toBe(51);
    for (const { errcode, change } of codes) {
      const section = page.slice(page.indexOf(`<section id="${change}"`));
      expect(section.slice(0, section.indexOf('</section>'))).toContain(`id="code-${errcode}"`);
    }
  });

  test('says first what to look at, with the way there', () => {
    const header = inside(render(SMALL, 'en'), 'header')!;
    expect(header).toMatch(/class="verdict critical">Worse than the base: failures went from/);
    expect(header).toMatch(/look at <a class="code" href="#code-60020">60020<\/a> \(/);
  });

  test('takes no count for the code to look at', () => {
    const head = buildReport({
      codes: [1, 2, 3].map((errcode) => ({ errcode, counts: [errcode * 40] })),
    });
    const header = inside(render({ base: SMALL.base, head }, 'zh'), 'header')!;
    expect(header).toMatch(/新出现 3 种错误码，.*先看 <a class="code" href="#code-3">3<\/a>（/);
  });

  test('calls days that were asked for by their names, both included', () => {
    const asked = (since: string, until: string) => ({
      ...SMALL.head,
      time: { ...SMALL.head.time, since, until },
    });
    const pair = {
      base: asked('2026-07-31T16:00:00Z', '2026-08-31T16:00:00Z'),
      head: asked('2026-08-31T16:00:00Z', '2026-09-01T16:00:00Z'),
    };
    const header = inside(render(pair, 'en'), 'header')!;
    expect(header).toContain('<p class="strong">2026-08-01 – 2026-08-31</p>');
    expect(header).toContain('<p class="strong">2026-09-01</p>');
    expect(inside(render(SMALL, 'en'), 'header')).toContain('2026-08-31 08:00 – 15:59');
  });

  test('says of the diagnoses which are new, still there and over, and not how to heal what is over', () => {
    const page = render(everything(), 'en');
    const cards = page.match(/<article class="card diagnosis">[\s\S]*?<\/article>/g)!;
    const marks = cards.map((card) => />(new|still there|over)<\/span>/.exec(card)?.[1]);
    expect(marks).toEqual(['new', 'new', 'still there', 'over']);
    expect(cards[3]).not.toContain('What to do');
    expect(cards[0]).toContain('What to do');
  });

  test('tells rates where the periods differ in length, and says so beside the figures', () => {
    const page = render(everything(), 'en');
    expect(inside(page, 'header')).toMatch(/The periods differ in length \(36 hours and 8 hours\)/);
    expect(page).toContain('<dt>Failures an hour</dt>');
    expect(page).toMatch(/<th class="number" data-sort="most">Base\/h<\/th>/);
    expect(render(SMALL, 'en')).not.toMatch(/an hour<\/dt>|Base\/h/);
  });

  test('warns of what makes the two unlike, and sets it off in the table', () => {
    const trust = render(everything(), 'en').split('<section id="trust"')[1]!;
    expect(trust.match(/<li class="strong">/g)!.length).toBeGreaterThanOrEqual(4);
    expect(trust).toMatch(/Zone of times without one<\/th><td class="strong">UTC<\/td>/);
    expect(trust).toMatch(/Interrupted<\/th><td class="strong">yes<\/td><td class="strong">no</);
    const fine = render(weeks(3, 'en'), 'en').split('<section id="trust"')[1]!;
    expect(fine).not.toContain('tag warning');
    expect(fine).toContain('they can be compared as they are');
  });

  test('draws both periods on one scale', () => {
    const page = render(weeks(50, 'en'), 'en');
    const trend = inside(page.slice(page.indexOf('<section id="trend"')), 'section')!;
    const tops = [...trend.matchAll(/text-anchor="end">([\d,]+)<\/text>/g)].map(([, top]) => top);
    expect(tops.length).toBeGreaterThanOrEqual(4);
    expect(tops.slice(0, tops.length / 2)).toEqual(tops.slice(tops.length / 2));
    const widths = trend.match(/<rect x="[^"]+" y="[^"]+" width="[^"]+"/g)!;
    expect(new Set(widths.map((rect) => rect.split('width=')[1])).size).toBe(1);
  });

  test('folds what has not changed, and what follows the first fifty codes of a kind', () => {
    const page = render(weeks(1000, 'en'), 'en');
    const same = inside(page.slice(page.indexOf('<section id="same"')), 'section')!;
    expect(same.indexOf('<details')).toBeLessThan(same.indexOf('<tr id="code-'));
    const added = inside(page.slice(page.indexOf('<section id="new"')), 'section')!;
    const [shown, rest] = added.split('data-rest>');
    expect(shown!.match(/<tr id="code-/g)).toHaveLength(50);
    expect(rest!.match(/<tr id="code-/g)!.length).toBeGreaterThan(100);
  });

  test('is the same for the same reports, and has no Chinese in English', () => {
    const page = render(weeks(200, 'en'), 'en');
    expect(render(weeks(200, 'en'), 'en')).toBe(page);
    expect(inside(page, 'main')).not.toMatch(/\p{Script=Han}/u);
    expect(inside(page, 'title')).toMatch(/ · 2026-08-25 → 2026-09-01$/);
  });

  test('lets in its own style and script by their hashes, and nothing else', () => {
    const page = render(everything(), 'zh');
    const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1];
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`style-src ${hash(inside(page, 'style')!)}`);
    expect(policy).toContain(`script-src ${hash(inside(page, 'script')!)}`);
    expect(page.match(/<script|<style/g)).toHaveLength(2);
    expect(page).not.toMatch(/\sstyle=|\son\w+=|\ssrc=|javascript:[^<]*"/);
  });
});
