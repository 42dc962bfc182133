import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Lang } from '../../../src/model/lang.ts';
import type { Report } from '../../../src/model/report.ts';
import { renderReportText } from '../../../src/sink/report/text.ts';
import { verdictSentence } from '../../../src/sink/report/verdict.ts';
import { textWidth } from '../../../src/sink/width.ts';
import { anyReport } from './arbitrary.ts';
import { buildReport, hugeCounts, incident, REPORTS, SHANGHAI, unknownCodes } from './fixtures.ts';

const LANGS = ['zh', 'en'] as const;

function text(report: Report, lang: Lang = 'zh', width?: number): string {
  return renderReportText(report, { lang, color: false, width, zone: SHANGHAI });
}

function verdict(report: Report, lang: Lang = 'zh'): string {
  return verdictSentence(report, { lang, zone: SHANGHAI });
}

describe('the verdict on a log without a code', () => {
  it.each([
    ['zh', '读完 86,214 行，没有发现企业微信错误码，也没有疑似失败的记录。'],
    [
      'en',
      'Read 86,214 lines and found no WeCom errcode; no record looks like a failure without a code that could be counted.',
    ],
  ] as const)(
    'says in %s that nothing looks like a failure where nothing does',
    (lang, sentence) => {
      expect(verdict(buildReport(), lang)).toBe(sentence);
    },
  );

  it('counts what looks like one, and what is of other platforms', () => {
    const nearMisses = [{ reason: 'uncatalogued', events: 3, samples: [] }] as const;
    expect(verdict(buildReport({}, { nearMisses }))).toContain('有 3 条记录疑似失败');
    const foreign = [{ platform: 'dingtalk', errcode: 1, events: 2 }] as const;
    expect(verdict(buildReport({}, { foreign }))).toMatch(/2 次.*没有疑似失败的记录。$/);
  });
});

describe('renderReportText', () => {
  for (const [name, make] of Object.entries(REPORTS)) {
    for (const lang of LANGS) {
      it(`prints ${name} in ${lang} as its golden shows`, async () => {
        await expect(text(make(), lang)).toMatchFileSnapshot(
          `../../golden/report/${name}.${lang}.txt`,
        );
      });
    }
  }

  for (const width of [60, 80, 140]) {
    for (const lang of LANGS) {
      it(`lays an incident out for ${width} columns in ${lang}`, async () => {
        await expect(text(incident(), lang, width)).toMatchFileSnapshot(
          `../../golden/report/incident-${width}.${lang}.txt`,
        );
      });
    }
  }

  it('finds room for the highest counts in the narrowest terminal', async () => {
    await expect(text(hugeCounts(), 'zh', 60)).toMatchFileSnapshot(
      '../../golden/report/huge-counts-60.zh.txt',
    );
  });

  it('holds the width within 60 and 140 columns, and takes 100 where there is no terminal', () => {
    expect(text(incident(), 'zh', 10)).toBe(text(incident(), 'zh', 60));
    expect(text(incident(), 'zh', 1000)).toBe(text(incident(), 'zh', 140));
    expect(text(incident())).toBe(text(incident(), 'zh', 100));
    expect(text(incident(), 'zh', 0)).toBe(text(incident()));
  });

  it('keeps to the width, neutralises control characters and leaves no blanks behind', () => {
    const manners = fc.record({
      lang: fc.constantFrom(...LANGS),
      width: fc.integer({ min: 60, max: 140 }),
      color: fc.boolean(),
      top: fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined }),
    });
    const property = fc.property(anyReport, manners, (report, manner) => {
      const printed = renderReportText(report, { ...manner, zone: SHANGHAI });
      const plain = manner.color ? printed.replace(/\u001b\[\d+m/g, '') : printed;
      expect(plain).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
      expect(plain).toMatch(/[^\n]\n$/);
      for (const line of plain.split('\n')) {
        expect(textWidth(line), line).toBeLessThanOrEqual(manner.width);
        expect(line).not.toMatch(/\s$/);
      }
    });
    fc.assert(property, { numRuns: 200 });
  });

  it('adds colours and nothing else', () => {
    for (const make of Object.values(REPORTS)) {
      const options = { lang: 'zh', width: 100, zone: SHANGHAI } as const;
      const colored = renderReportText(make(), { ...options, color: true });
      expect(colored).toContain('\u001b[1m');
      expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(text(make()));
    }
  });

  it('shows what would steer the terminal instead of sending it', () => {
    const printed = text(unknownCodes());
    expect(printed).toContain('\\x1b[31mred\\x1b[0m \\x07bell \\x9b2J\\u202egnp.exe');
    expect(printed).not.toContain('\u001b');
  });

  it('does not depend on how long the run took', () => {
    expect(text({ ...incident(), run: { seconds: 9999 } })).toBe(text(incident()));
  });

  it('shows as many codes as asked and sums up the rest', () => {
    const printed = renderReportText(incident(), {
      lang: 'zh',
      color: false,
      width: 100,
      zone: SHANGHAI,
      top: 2,
    });
    expect(printed).toContain('按错误码  前 2 种，共 8 种');
    expect(printed).toContain('还有 6 种，共 174 次');
    expect(printed).not.toContain('45009  ');
  });

  it('gives a rate only for APIs whose successes are logged', () => {
    const printed = text(incident());
    expect(printed).toMatch(/1,019 {2}9,371 {3}10\.9% {2}60020 84% {4}\/cgi-bin\/message\/send/);
    expect(printed).toMatch(/294 {4}294 {7}– {2}42001 98% {4}\/cgi-bin\/user\/get/);
  });

  it('names the link that looks an unknown code up', () => {
    expect(text(unknownCodes())).toContain(
      'https://open.work.weixin.qq.com/devtool/query?e=990001',
    );
  });

  it('remarks on the platform only where much is uncertain', () => {
    const ambiguous = (events: number) =>
      text(buildReport({ codes: [{ errcode: 40014, counts: [20], ambiguous: events }] }));
    expect(ambiguous(1)).not.toContain('没有写明平台');
    expect(ambiguous(10)).toContain('10 次失败（50%）的记录没有写明平台');
  });
});

describe('verdictSentence', () => {
  it('says how much, what most, since when and who must act', () => {
    expect(verdict(incident())).toBe(
      '共 1,319 次失败：最多的是 60020（访问ip不在白名单之中），占 65%，9 月 1 日 11:10 起；需要企业管理员处理。',
    );
    expect(verdict(incident(), 'en')).toBe(
      '1,319 failures: most often 60020 (访问ip不在白名单之中), 65% of them, since 1 Sep 11:10; the administrator must act.',
    );
  });

  it('says so when one code is all there is', () => {
    expect(verdict(REPORTS['one-code']())).toContain('全部是 42001（access_token已过期）');
  });

  it('sends the developer to look up an unknown code, with the year where there are two', () => {
    expect(verdict(unknownCodes())).toBe(
      '共 102 次失败：最多的是 990001（目录未收录），占 89%，2025 年 12 月 31 日 20:00 起；请开发者先查询它的含义。',
    );
  });

  it('makes an empty finding trustworthy', () => {
    expect(verdict(REPORTS['no-events']())).toContain('读完 86,214 行');
    expect(verdict(REPORTS['no-events'](), 'en')).toBe(
      'Read 86,214 lines and found no WeCom errcode; 2 records look like a failure without a code that could be counted.',
    );
    expect(verdict(buildReport({ lines: 0, bytes: 0 }))).toBe('没有读到任何一行。');
    const foreign = [{ platform: 'dingtalk', errcode: 310_000, events: 3 }] as const;
    expect(verdict(buildReport({}, { foreign }))).toContain('3 次错误码属于其他平台');
  });

  it('is glad when all calls worked', () => {
    expect(verdict(REPORTS['only-success']())).toBe('共 1,680 次调用，全部成功，没有失败。');
  });
});
