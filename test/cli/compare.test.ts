/** compare, merge, --baseline and --fail-on on the command line: what is written, told, and the exit code. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compareCommand } from '../../src/cli/commands/compare.ts';
import type { Report } from '../../src/model/report.ts';
import { folderOf, temporaryFolder } from '../helpers/folder.ts';
import { promtool } from '../helpers/promtool.ts';
import { command, type Ran } from '../helpers/run.ts';

/** A log of one day: each code so many times, a minute apart. */
function logOf(day: number, counts: Readonly<Record<number, number>>): string {
  return Object.entries(counts)
    .flatMap(([errcode, count]) =>
      Array.from({ length: count }, (_, index) => {
        const time = new Date(Date.UTC(2026, 8, day) + (index % 1440) * 60_000).toISOString();
        return `${time} qyapi.weixin.qq.com {"errcode":${errcode},"errmsg":"x"}\n`;
      }),
    )
    .join('');
}

const FIRST = logOf(1, { 0: 900, 40014: 30, 45009: 10 });
const SECOND = logOf(2, { 0: 900, 40014: 31, 45009: 60, 60020: 12 });

/** A folder with both logs and their reports. */
const { path: folder, remove } = temporaryFolder({ '1.log': FIRST, '2.log': SECOND });
const desk = (): string => folder;
afterAll(remove);

beforeAll(async () => {
  for (const day of [1, 2]) {
    const range = [
      '--since',
      `2026-09-0${day}T00:00:00Z`,
      '--until',
      `2026-09-0${day + 1}T00:00:00Z`,
    ];
    const out = join(folder, `${day}.json`);
    const ran = await command([
      'report',
      join(folder, `${day}.log`),
      ...range,
      '--json',
      '--out',
      out,
    ]);
    expect([ran.code, ran.told]).toEqual([0, '']);
  }
});

/** What a comparison in each format begins with, in English. */
const BEGINNINGS: Readonly<Record<string, string>> = {
  text: 'WeCom errcodes compared\n',
  json: '{\n  "schema": "wecomlog.comparison/1"',
  csv: 'errcode,change,',
  markdown: '# WeCom errcodes compared\n',
  html: '<!doctype html>\n<html lang="en">\n',
  prometheus: '# HELP wecomlog_comparison_',
};

const en = (...argv: readonly string[]): Promise<Ran> => command([...argv, '--lang', 'en']);

describe('compare', () => {
  test('says better or worse, what is new, and who acts', async () => {
    const folder = desk();
    const ran = await en('compare', join(folder, '1.json'), join(folder, '2.json'));
    expect([ran.code, ran.told]).toEqual([0, '']);
    expect(ran.out).toMatch(/Worse than the base: the failure rate went from 4\.3% to 10\.3%\./);
    expect(ran.out).toMatch(/1 new code, 1 grown, 1 without a clear change; look at 45009/);
  });

  test('writes every form, also of packed reports and to a file', async () => {
    const folder = desk();
    const [base, head] = [join(folder, '1.json.gz'), join(folder, '2.json')];
    const packed = folderOf({ '1.json.gz': gzipSync(readFileSync(join(folder, '1.json'))) });
    const sides = [base.replace(folder, packed), head];
    const json = await en('compare', ...sides, '--json');
    expect(JSON.parse(json.out)).toMatchObject({
      schema: 'wecomlog.comparison/1',
      verdict: 'worse',
    });
    expect((await en('compare', ...sides, '--format', 'csv')).out).toMatch(/^errcode,change,/);
    const out = join(folder, 'page.md');
    const ran = await en('compare', ...sides, '--format', 'markdown', '--out', out);
    expect([ran.out, readFileSync(out, 'utf8').split('\n')[0]]).toEqual([
      '',
      '# WeCom errcodes compared',
    ]);
  });

  test.each(compareCommand.formats)('%s begins as such a file does', async (format) => {
    const sides = [join(desk(), '1.json'), join(desk(), '2.json')];
    const { code, out } = await en('compare', ...sides, '--format', format);
    expect([code, out.slice(0, BEGINNINGS[format]?.length)]).toEqual([0, BEGINNINGS[format]]);
  });

  test('says diagnoses in the language asked for, whatever the reports were made in', async () => {
    const sides = [join(desk(), '1.json'), join(desk(), '2.json')];
    const report = JSON.parse(readFileSync(sides[1]!, 'utf8')) as Report;
    expect(report.diagnoses?.map(({ title }) => title).join()).toMatch(/\p{Script=Han}/u);
    const { diagnoses } = JSON.parse((await en('compare', ...sides, '--json')).out);
    expect(diagnoses).toContainEqual(
      expect.objectContaining({ change: 'new', errcodes: [60020], owner: 'administrator' }),
    );
    const { out } = await en('compare', ...sides, '--format', 'html');
    expect(out.split('<main')[1]).not.toMatch(/\p{Script=Han}/u);
    expect(out).toContain('id="diagnoses"');
  });

  test('compares reports whose counts another version packed, with the diagnoses they have', async () => {
    const report = JSON.parse(readFileSync(join(desk(), '2.json'), 'utf8')) as Report;
    const files = folderOf({
      'old.json': JSON.stringify({ ...report, summary: { ...report.summary, format: 99 } }),
    });
    const ran = await en('compare', join(desk(), '1.json'), join(files, 'old.json'), '--json');
    expect([ran.code, ran.told]).toEqual([0, '']);
    expect(JSON.stringify(JSON.parse(ran.out).diagnoses)).toMatch(/\p{Script=Han}/u);
  });

  test.each([
    [[], /two reports are wanted: wecomlog compare BASE\.json HEAD\.json/],
    [['1.json'], /two reports are wanted/],
    [['1.json', '2.json', '3.json'], /two reports are wanted/],
    [['-', '-'], /one standard input only/],
    [['1.json', 'gone.json'], /gone\.json: no such file/],
    [['1.json', '2.log'], /2\.log: is no report of wecomlog .* logs are read by wecomlog report/],
    [['1.json', 'empty.json'], /empty\.json: is empty/],
    [['1.json', 'cut.json'], /cut\.json: the JSON is damaged or was not written to its end/],
    [['1.json', 'list.json'], /list\.json: is no report of wecomlog/],
    [['1.json', 'newer.json'], /newer\.json: was made by another version of wecomlog/],
    [['1.json', 'comparison.json'], /comparison\.json: is a comparison .*, no report/],
    [
      ['1.json', 'edited.json'],
      /edited\.json: the report is damaged: totals\.errors is missing or not/,
    ],
    [['1.json', '.'], /one report is wanted here, and there are|damaged|is no report/],
  ] as const)('refuses %j with a sentence', async (names, sentence) => {
    const folder = desk();
    const report = JSON.parse(readFileSync(join(folder, '1.json'), 'utf8')) as Report;
    const more = folderOf({
      '1.json': JSON.stringify(report),
      '2.json': JSON.stringify({ ...report, partial: true }),
      '3.json': JSON.stringify(report),
      '2.log': SECOND,
      'empty.json': '',
      'cut.json': JSON.stringify(report).slice(0, 400),
      'list.json': '[1]',
      'newer.json': JSON.stringify({ ...report, schema: 'wecomlog.report/2' }),
      'comparison.json': JSON.stringify({ schema: 'wecomlog.comparison/1' }),
      'edited.json': JSON.stringify({ ...report, totals: { ...report.totals, errors: '12' } }),
    });
    const argv = names.map((name) => (name === '-' ? name : join(more, name)));
    const ran = await en('compare', ...argv);
    expect([ran.code, ran.out]).toEqual([2, '']);
    expect(ran.told).toMatch(sentence);
    expect(ran.told.split('\n')).toHaveLength(2);
  });
});

describe('merge', () => {
  test('gives one report, in every form of a report', async () => {
    const folder = desk();
    const ran = await en('merge', join(folder, '[12].json'), '--json');
    const merged = JSON.parse(ran.out) as Report;
    expect(merged.totals).toMatchObject({ errors: 143, success: 1800 });
    expect(merged.time).toMatchObject({
      since: '2026-09-01T00:00:00Z',
      until: '2026-09-03T00:00:00Z',
    });
    const again = folderOf({ 'all.json': ran.out });
    const text = await en('merge', join(again, 'all.json'));
    expect(text.out).toMatch(/143 failures: most often 45009/);
    const metrics = await en('merge', join(again, 'all.json'), '--format', 'prometheus');
    expect(metrics.out).toContain(
      'wecom_errcode_events_total{errcode="45009",workload="",tolerated="false"} 70\n',
    );
  });

  test('counts a report given twice once, and says so', async () => {
    const folder = desk();
    const ran = await en('merge', join(folder, '1.json'), join(folder, '1.json'), '--json');
    expect(ran.code).toBe(0);
    expect(ran.told).toMatch(/1\.json: the same as .*1\.json, counted once\.\n$/);
    expect((JSON.parse(ran.out) as Report).totals.errors).toBe(40);
  });

  test('goes on without a bad one, tells it, and exits with 2', async () => {
    const folder = desk();
    const ran = await en('merge', join(folder, '1.json'), join(folder, '2.log'), '--json');
    expect([ran.code, (JSON.parse(ran.out) as Report).totals.errors]).toEqual([2, 40]);
    expect(ran.told).toMatch(/2\.log: is no report of wecomlog/);
    const strict = await en('merge', join(folder, '2.log'), join(folder, '1.json'), '--strict');
    expect([strict.code, strict.out]).toEqual([2, '']);
    expect((await en('merge')).told).toMatch(/no reports to merge/);
  });
});

describe('report --baseline', () => {
  test('shows the change beside each figure, in every form', async () => {
    const folder = desk();
    const argv = ['report', join(folder, '2.log'), '--baseline', join(folder, '1.json')];
    expect((await en(...argv)).out).toMatch(
      /Worse than the base[\s\S]*Count {2}Share {2}Change {2}Code/,
    );
    const json = JSON.parse((await en(...argv, '--json')).out) as Report;
    expect(json.baseline?.changes).toEqual({ new: 1, grown: 1, shrunk: 0, gone: 0, same: 1 });
    expect((await en(...argv, '--format', 'csv')).out).toMatch(/,change,mayBeChance,/);
    expect((await en(...argv, '--format', 'markdown')).out).toContain('| Change |');
  });

  test('is read before the logs are', async () => {
    const ran = await en('report', 'gone.log', '--baseline', 'gone.json');
    expect([ran.code, ran.told]).toEqual([
      2,
      expect.stringMatching(/^wecomlog: gone\.json: no such file[^\n]*\n$/),
    ]);
  });
});

describe('report --format prometheus', () => {
  test('is clean to promtool, with the names that a scrape has', async () => {
    const folder = desk();
    const { out } = await en('report', join(folder, '2.log'), '--format', 'prometheus');
    expect(promtool(['check', 'metrics'], out)).toMatchObject({ isClean: true });
    expect(out).toContain(
      'wecom_events_total{category="rate-limited",group="retry",workload="",tolerated="false"} 60\n',
    );
    expect(out).toContain('wecomlog_report_partial 0\n');
    expect(out).not.toContain('wecomlog_source_lag_bytes');
  });
});

describe('--fail-on', () => {
  const CASES: readonly (readonly [condition: string, code: number, told: RegExp | ''])[] = [
    ['errors > 100', 1, /"errors > 100" holds: it is 103$/m],
    ['errors > 103', 0, ''],
    ['errors >= 103', 1, /holds/],
    ['errors = 103', 1, /holds/],
    ['errors != 103', 0, ''],
    ['errors<104', 1, /holds/],
    ['errors > 10%', 1, /it is 10\.3% \(103 events\)$/m],
    ['errors > 10.5 %', 0, ''],
    ['success < 90%', 1, /it is 89\.7%/],
    ['code 45009 > 2/h', 1, /it is 2\.5\/h \(60 events\)/],
    ['code 45009 > 60/d', 0, ''],
    ['code -1 > 0', 0, ''],
    ['category rate-limited >= 60', 1, /holds/],
    ['group retry > 59', 1, /holds/],
    ['domain auth > 42', 1, /it is 43/],
    ['owner administrator > 0', 1, /it is 12/],
    ['unknown codes > 0', 0, ''],
    ['near-misses > 0', 0, ''],
    ['new codes > 0', 1, /it is 1$/m],
    ['grown codes > 0', 1, /holds/],
    ['errors > 2x', 1, /it is 2\.58 times the baseline \(103 events\)/],
    ['code 60020 > 5x', 1, /it is not in the baseline at all \(12 events\)/],
    ['code 40014 > 1.5x', 0, ''],
    ['errors ＞ 10％', 1, /holds/],
  ];

  test.each(CASES)('%s: exit code %d', async (condition, code, told) => {
    const folder = desk();
    const sides = [join(folder, '1.json'), join(folder, '2.json')];
    const ran = await en('compare', ...sides, '--fail-on', condition);
    expect(ran.code).toBe(code);
    expect(ran.told).toMatch(told === '' ? /^$/ : told);
    expect(ran.out).not.toBe('');
  });

  test('tells every condition that holds, and writes the report all the same', async () => {
    const folder = desk();
    const out = join(folder, 'out.json');
    const conditions = [
      '--fail-on',
      'errors > 1',
      '--fail-on',
      'errors > 1000',
      '--fail-on',
      'code 60020 > 0',
    ];
    const ran = await en('report', join(folder, '2.log'), ...conditions, '--json', '--out', out);
    expect([ran.code, ran.told.split('\n').length, existsSync(out)]).toEqual([1, 3, true]);
  });

  test('is beaten by an input that failed', async () => {
    const folder = desk();
    const argv = [
      'report',
      join(folder, '2.log'),
      join(folder, 'gone.log'),
      '--fail-on',
      'errors > 1',
    ];
    expect((await en(...argv)).code).toBe(2);
  });

  test('leaves out what an overlay tolerates', async () => {
    const folder = folderOf({
      'app.log': SECOND,
      'house.yaml': 'tolerate:\n  - code: 45009\n',
    });
    const argv = ['report', join(folder, 'app.log'), '--catalog', join(folder, 'house.yaml')];
    expect(
      (await en(...argv, '--fail-on', 'code 45009 > 0', '--fail-on', 'errors > 43')).code,
    ).toBe(0);
    expect((await en(...argv, '--fail-on', 'tolerated > 0')).code).toBe(1);
  });

  test.each([
    ['errors > 1%', 'errcode=40014\n', /does not record calls that succeed, so there is no share/],
    ['errors > 1/h', 'errcode=40014\n', /it is not known how long a time the log covers/],
  ])('%s has no answer here, which is no silence', async (condition, log, sentence) => {
    const ran = await command(['report', '-', '--fail-on', condition, '--lang', 'en'], log);
    expect([ran.code, ran.told]).toEqual([2, expect.stringMatching(sentence)]);
  });

  test.each([
    ['erors > 1', 1, /Did you mean errors\?/],
    ['', 1, /a figure is wanted here/],
    ['new > 0', 1, /new codes/],
    ['errors', 7, /a comparison is wanted here: >, >=/],
    ['errors 5', 8, /a comparison is wanted here/],
    ['errors >', 9, /a number is wanted here/],
    ['errors > many', 10, /a number is wanted here/],
    ['errors > 5 apples', 12, /only these units can stand here: \(none\), %, \/min/],
    ['errors > 5%%', 11, /only these units/],
    ['foreign > 5%', 12, /only these units can stand here: \(none\), \/min, \/h, \/d, x/],
    ['unknown codes > 1/h', 18, /only these units can stand here: \(none\)\./],
    ['code abc > 1', 6, /an errcode \(integer\) is wanted behind code/],
    ['category rate-limitd > 1', 10, /Did you mean rate-limited\?/],
    ['errors > 5 and more', 12, /only these units/],
    ['errors > 5% more', 13, /the condition should end here/],
  ])('%j is told with its column', async (condition, column, sentence) => {
    const ran = await en('report', '-', '--fail-on', condition);
    expect(ran.code).toBe(2);
    expect(ran.told).toMatch(sentence);
    expect(ran.told).toContain(`column ${column}:`);
    const [, shown, mark] = ran.told.split('\n');
    expect([shown, mark]).toEqual([`    ${condition}`, `    ${' '.repeat(column - 1)}^`]);
  });

  test('of new codes wants a baseline, and a file of options is told early', async () => {
    const ran = await en('report', '-', '--fail-on', 'new codes > 0');
    expect([ran.code, ran.told]).toEqual([2, expect.stringMatching(/Add --baseline REPORT\.json/)]);
    const folder = folderOf({ 'wecomlog.yaml': 'report:\n  fail-on: erors > 1\n' });
    const told = await en('report', '-', '--config', join(folder, 'wecomlog.yaml'));
    expect([told.code, told.told]).toEqual([
      2,
      expect.stringMatching(/wecomlog\.yaml:2: fail-on: column 1: .*errors/),
    ]);
  });
});

describe('--shard', () => {
  test.each(['0/3', '4/3', '1', 'a/b', '1/99999'])('%s is refused', async (shard) => {
    const ran = await en('report', '.', '--shard', shard);
    expect([ran.code, ran.told]).toEqual([
      2,
      expect.stringMatching(/is no shard\. Write it as i\/n/),
    ]);
  });

  test('says in text that it is a part', async () => {
    const folder = folderOf({ '1.log': FIRST, '2.log': SECOND });
    const ran = await en('report', folder, '--shard', '1/2');
    expect(ran.out.replace(/\s+/g, ' ')).toMatch(
      /This is no more than 1 of 2 shards; wecomlog merge/,
    );
  });
});
