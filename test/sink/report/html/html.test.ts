import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { compareReports } from '../../../../src/analyze/compare/compare.ts';
import { loadCatalog } from '../../../../src/catalog/catalog.ts';
import { findFacts } from '../../../../src/catalog/facts.ts';
import type { Lang } from '../../../../src/model/lang.ts';
import type { Report } from '../../../../src/model/report.ts';
import { renderReportHtml } from '../../../../src/sink/report/html/html.ts';
import { REPORTS, SHANGHAI } from '../fixtures.ts';
import { compared, everything, reportOf } from './reports.ts';

const LANGS = ['zh', 'en'] as const;

function render(report: Report, lang: Lang = 'zh'): string {
  return renderReportHtml(report, { lang, zone: SHANGHAI, facts: findFacts() });
}

/** What is between the tags; undefined if there is no such element. */
function inside(page: string, element: string): string | undefined {
  return new RegExp(`<${element}(?: [^>]*)?>([\\s\\S]*?)</${element}>`).exec(page)?.[1];
}

describe('the HTML report', () => {
  for (const name of ['one-code', 'no-events', 'only-success', 'undated'] as const) {
    test.each(LANGS)(`says of ${name} in %s what its golden shows`, async (lang) => {
      const main = inside(render(REPORTS[name](), lang), 'main');
      await expect(`${main}\n`).toMatchFileSnapshot(
        `../../../golden/report/html/${name}.${lang}.html`,
      );
    });
  }

  test('is the same for the same report, however long that took to make', () => {
    const slow = { ...everything(), run: { seconds: 99 } };
    expect(render(slow)).toBe(render(everything()));
  });

  test.each(LANGS)('names its language and its days in %s', (lang) => {
    const page = render(everything(), lang);
    expect(page).toMatch(
      new RegExp(`^<!doctype html>\n<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">`),
    );
    expect(inside(page, 'title')).toMatch(/ · 2026-09-01$/);
    expect(page.endsWith('</html>\n')).toBe(true);
  });

  test('lets in its own style and script by their hashes, and nothing else', () => {
    const page = render(everything());
    const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1];
    expect(policy?.split('; ')).toEqual([
      "default-src 'none'",
      `style-src ${hash(inside(page, 'style')!)}`,
      `script-src ${hash(inside(page, 'script')!)}`,
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    expect(page.match(/<script|<style/g)).toHaveLength(2);
    expect(page).not.toMatch(/\sstyle=|\son\w+=|\ssrc=|javascript:[^<]*"/);
  });

  test('has every section, each with an address of its own that the contents name', () => {
    const page = render(everything());
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = [...page.matchAll(/ href="#([^"]+)"/g)].map(([, id]) => id!);
    expect(targets.length).toBeGreaterThan(30);
    expect(targets.filter((id) => !ids.includes(id))).toEqual([]);
    expect(ids.filter((id) => id.endsWith('-title'))).toEqual(
      [
        ...['incidents', 'to-do', 'trend', 'diagnoses', 'unknown', 'codes', 'breakdown', 'quota'],
        ...['folded', 'trust', 'method'],
      ].map((id) => `${id}-title`),
    );
    expect(render(reportOf(50, 'zh'))).toContain('id="heat-map-title"');
  });

  test('makes links of web addresses only', () => {
    const page = render(everything());
    expect(page).toContain('href="https://work.weixin.qq.com/wework_admin/frame#apps"');
    expect(page).not.toContain('href="javascript:');
  });

  test('hands work to those who must do it, what is diagnosed first, business answers last', () => {
    const page = render(everything());
    const place = (text: string) => page.indexOf(text, page.indexOf('id="to-do"'));
    expect(place('>企业管理员 ')).toBeLessThan(place('>开发者 '));
    expect(place('access_token 没有缓存')).toBeLessThan(place('href="#code-40003"'));
    expect(place('href="#code-40003"')).toBeLessThan(place('href="#code-2019733"'));
  });

  test('says beside each figure and each code how it has moved, where there is a baseline', () => {
    const page = render(compared(20, 'en'), 'en');
    expect(inside(page, 'header')).toMatch(/<strong class="\w+">[^<]*the base/);
    expect(inside(page, 'header')).toContain('august.json');
    expect(page.match(/class="change /g)!.length).toBeGreaterThan(20);
    expect(page).toContain('New codes, and codes that are not in the catalogue');
    expect(page).toContain('In the base, and no more: ');
    const plain = render(reportOf(20, 'en'), 'en');
    expect(plain).not.toMatch(/class="change |the base|New codes/);
  });

  test('says which diagnoses are new and which are over, where there is a baseline', () => {
    const head = everything();
    const [denied, token] = head.diagnoses!;
    const lifted = { ...denied!, id: 'lifted', title: 'a limit that was lifted' };
    const base = { ...head, diagnoses: [token!, lifted] };
    const sides = [
      { name: 'base', report: base },
      { name: 'report', report: head },
    ] as const;
    const page = render({ ...head, baseline: compareReports(...sides, loadCatalog('zh')) });
    const section = inside(page.slice(page.indexOf('<section id="diagnoses"')), 'section')!;
    const titles = [...section.matchAll(/<h3>([\s\S]*?)<\/h3>/g)].map(([, title]) => title!);
    expect(titles.map((title) => title.includes('新出现'))).toEqual([true, false, true]);
    expect(section).toMatch(/已消失<\/span> a limit/);
    expect(render(head)).not.toMatch(/已消失|tag critical">新出现/);
  });

  test('folds what follows the first fifty codes', () => {
    const page = render(reportOf(120, 'en'), 'en');
    const [shown, rest] = page.split('data-rest>');
    expect(shown!.match(/<tr id="code-/g)).toHaveLength(50);
    expect(rest!.match(/<tr id="code-/g)).toHaveLength(70);
    expect(inside(rest!, 'summary')).toMatch(/^70 more codes, /);
  });

  test('shows the limits of the codes it has, and of no others', () => {
    const page = render(everything(), 'en');
    expect(page).toContain('A company may call one interface 10,000 times a minute.');
    expect(page).not.toContain('Drive calls of the free edition');
  });

  test('has no Chinese in English but what the report itself holds', () => {
    const main = inside(render(reportOf(200, 'en'), 'en'), 'main');
    expect(main).not.toMatch(/\p{Script=Han}/u);
  });
});
