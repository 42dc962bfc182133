/** The document of the page: whole without a script, and with nothing in it that a log could do. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { loadCatalog } from '../../../src/catalog/catalog.ts';
import type { Lang } from '../../../src/model/lang.ts';
import { type PageInput, renderPage } from '../../../src/sink/page/document.ts';
import { EN } from '../../../src/sink/page/words-en.ts';
import { ZH } from '../../../src/sink/page/words-zh.ts';
import { NOW_MS, recentCode, SOURCES, viewOf } from './fixtures.ts';

const HOSTILE = `</script><script>alert(1)</script><img src=x onerror="alert(2)">' \u001b[31m\u202e`;

function inputOf(view: PageInput['view'], part: Partial<PageInput> = {}): PageInput {
  return {
    view,
    lang: 'en',
    version: '1.2.3',
    zone: 'Asia/Shanghai',
    nowMs: NOW_MS,
    web: { host: '127.0.0.1:19143', hasTls: false, hasUsers: false },
    ...part,
  };
}

const INCIDENT = [recentCode(60020, 'permission-denied', { 4: 5, 1: 1 })];

function incident(lang: Lang): string {
  const view = viewOf(INCIDENT, { lang, catalog: loadCatalog(lang) });
  return renderPage(inputOf(view, { lang })).html;
}

/** What a reader sees of it, without scripts and styles. */
function textOf(html: string): string {
  return html.replace(/<(script|style)[\s\S]*?<\/\1>/g, '').replace(/<[^>]*>/g, ' ');
}

describe('the document', () => {
  test('says without any script what is wrong, since when, who acts and what to do', () => {
    expect(textOf(incident('en'))).toMatch(
      /In trouble\s*: 60020 \(Insecure access IP\) since 11:56\. The administrator must act\./,
    );
    expect(textOf(incident('zh'))).toMatch(
      /出问题了\s*：60020 不安全的访问IP，11:56 起。请企业管理员处理。/,
    );
    expect(textOf(incident('en'))).toContain('Ask the administrator to add');
    expect(incident('zh')).toContain('<html lang="zh-CN">');
  });

  test('lets in its own style and scripts by their hashes, and loads nothing else', () => {
    const { html, policy } = renderPage(inputOf(viewOf(INCIDENT)));
    const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, text]) => text!);
    const styles = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, text]) => text!);
    expect([scripts.length, styles.length]).toEqual([2, 1]);
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      `style-src ${styles.map(hash).join(' ')}`,
      `script-src ${scripts.map(hash).join(' ')}`,
      "connect-src 'self'",
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ]);
    const markup = html.replace(/<(script|style)[\s\S]*?<\/\1>/g, '');
    expect(markup).not.toMatch(/\s(?:style|on[a-z]+)=/);
    expect(markup).not.toMatch(/<(?:img|iframe|object|embed|base|form)\b/);
    expect([...markup.matchAll(/\ssrc="/g)]).toEqual([]);
    const links = [...markup.matchAll(/href="([^"]+)"/g)].map(([, url]) => url!);
    const outside = links.filter((url) => /^https?:/.test(url));
    expect(new Set(outside)).toEqual(
      new Set(['https://open.work.weixin.qq.com/devtool/query?e=60020']),
    );
  });

  test('escapes whatever a log, a path or a header holds', () => {
    const view = viewOf([recentCode(60111, 'not-found', { 2: 1 }, { workload: HOSTILE })], {
      sources: {
        ...SOURCES,
        patterns: [HOSTILE],
        followed: [{ ...SOURCES.followed[0]!, name: HOSTILE }],
      },
      counts: {
        apis: [{ api: HOSTILE, group: 'object', workload: HOSTILE, events: 1 }],
        newest: [
          {
            ms: NOW_MS,
            errcode: 60111,
            category: 'not-found',
            workload: HOSTILE,
            api: HOSTILE,
            text: HOSTILE,
          },
        ],
      },
    });
    const web = { host: HOSTILE, hasTls: false, hasUsers: false };
    const { html } = renderPage(inputOf(view, { web }));
    expect(html).not.toContain('alert(1)</script>');
    expect(html).not.toContain('<img');
    expect(html).not.toMatch(/[\u001b\u202e]/);
    expect([...html.matchAll(/<script/g)]).toHaveLength(3);
    const start = /id="start">([\s\S]*?)<\/script>/.exec(html)![1]!;
    expect(JSON.parse(start).view.newest[0].text).toBe(HOSTILE);
    expect(html).toContain('127.0.0.1:19143');
  });

  test('explains itself where there is nothing to show', () => {
    const view = viewOf([], {
      counts: { lines: 0 },
      sources: { ...SOURCES, followed: [], patterns: ['/var/log/app/*.log'] },
    });
    const { html } = renderPage(inputOf(view));
    expect(html).toContain('<body class="is-empty">');
    expect(textOf(html)).toContain('/var/log/app/*.log');
    expect(html).toMatch(
      /&gt;&gt; \/var\/log\/app\/test\.log|&#62;&#62; \/var\/log\/app\/test\.log/,
    );
    expect(renderPage(inputOf(viewOf(INCIDENT))).html).not.toContain('class="is-empty"');
  });

  test('shows the snippet that fits how it was reached', () => {
    const web = { host: 'logs.example.com:9443', hasTls: true, hasUsers: true };
    const text = textOf(renderPage(inputOf(viewOf([]), { web })).html).replaceAll('&#39;', "'");
    expect(text).toContain("- targets: ['logs.example.com:9443']");
    expect(text).toContain('scheme: https');
    expect(text).toContain('basic_auth: { username: USER, password_file: PASSWORD_FILE }');
  });

  test('has a name for every control, a caption for every table, and one heading of the first level', () => {
    const html = incident('en').replace(/<(script|style)[\s\S]*?<\/\1>/g, '');
    expect([...html.matchAll(/<h1[ >]/g)]).toHaveLength(1);
    const tables = [...html.matchAll(/<table[^>]*>(?=(<caption>)?)/g)];
    expect(tables.length).toBeGreaterThan(3);
    expect(tables.filter(([, caption]) => caption === undefined)).toEqual([]);
    for (const [, id] of html.matchAll(/aria-labelledby="([^"]+)"/g)) {
      expect(html).toContain(`id="${id}"`);
    }
    const sections = [...html.matchAll(/<section(?![^>]*data-part)([^>]*)>/g)];
    expect(sections.every(([, attributes]) => /aria-label/.test(attributes!))).toBe(true);
    expect([...html.matchAll(/role="status"/g)]).toHaveLength(2);
  });
});

describe('the words', () => {
  test('say the same in both languages, and no Chinese in English', () => {
    const speak = (words: typeof EN): unknown =>
      JSON.parse(
        JSON.stringify(words, (_, value) =>
          typeof value === 'function' ? String(value(1, 2, 3, 4)) : value,
        ),
      );
    const shape = (value: unknown): unknown =>
      typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shape(one)]))
        : typeof value;
    expect(shape(speak(EN))).toEqual(shape(speak(ZH)));
    expect(JSON.stringify(speak(EN))).not.toMatch(/[\u3000-\u9fff\uff00-\uffef]/);
    expect(JSON.stringify(speak(ZH)).replace(/[^，。：；、（）]/g, '').length).toBeGreaterThan(50);
  });
});
