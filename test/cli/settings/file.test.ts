import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkCommand } from '../../../src/cli/commands/check.ts';
import { EXAMINED } from '../../../src/cli/commands/examined.ts';
import { readConfigFile } from '../../../src/cli/settings/file.ts';
import type { Layer } from '../../../src/cli/settings/layers.ts';
import { CONFIG_BYTES_MAX } from '../../../src/model/limits.ts';
import { folderOf } from '../../helpers/folder.ts';

const valuesOf = (layer: Layer | undefined): Record<string, unknown> =>
  Object.fromEntries([...(layer ?? [])].map(([name, { value }]) => [name, value]));

/** What a file of this content says; its folder reads `DIR`. */
async function read(content: Uint8Array | string) {
  const folder = folderOf({ 'wecomlog.yml': content });
  const path = join(folder, 'wecomlog.yml');
  const file = await readConfigFile(path, [...EXAMINED, checkCommand]);
  return {
    ...file,
    folder,
    problems: file.problems.map((problem) => problem.text.en.replaceAll(`${folder}/`, '')),
  };
}

describe('a configuration file', () => {
  test('holds options for all commands and, in sections, for one', async () => {
    const { common, sections, problems } = await read(
      'lang: en\nstrict: true\nreport:\n  by: 1h\n  strict: 0\nannotate:\n',
    );
    expect(problems).toEqual([]);
    expect(valuesOf(common)).toEqual({ lang: 'en', strict: true });
    expect(valuesOf(sections.get('report'))).toEqual({ by: '1h', strict: false });
    expect(sections.get('report')?.get('by')?.origin).toMatchObject({ from: 'file', line: 4 });
  });

  test('may be empty, begin with a byte order mark, and share values by alias', async () => {
    expect(await read('# nothing yet\n')).toMatchObject({ problems: [] });
    expect(valuesOf((await read('\ufefftz: &zone UTC\n')).common)).toEqual({ tz: 'UTC' });
    const { sections } = await read('tz: &zone UTC\nreport: {tz: *zone}\n');
    expect(valuesOf(sections.get('report'))).toEqual({ tz: 'UTC' });
  });

  test('keeps dates, months and numbers as they are written', async () => {
    const { sections } = await read('report: {since: 2026-09-01, until: 1788258610}\n');
    expect(valuesOf(sections.get('report'))).toEqual({ since: '2026-09-01', until: '1788258610' });
  });

  test('counts paths from its own folder', async () => {
    const { common, folder } = await read('paths: [a.log, ../b/*.log, /c.log, "-"]\nout: r.json\n');
    expect(valuesOf(common)).toEqual({
      paths: [join(folder, 'a.log'), join(folder, '../b/*.log'), '/c.log', '-'],
      out: join(folder, 'r.json'),
    });
  });

  test('tells all its mistakes at once, each with its line', async () => {
    const { problems, common } = await read(
      [
        'lang: en',
        'repot: {by: 1h}',
        'report:',
        '  bi: 1h',
        '  mask: true',
        '  strict: yes',
        '  by:',
        '    - 1h',
        'annotate: always',
        'config: other.yml',
        'paths: [a.log, {b: c}]',
      ].join('\n'),
    );
    expect(valuesOf(common)).toEqual({ lang: 'en' });
    expect(problems).toEqual([
      'wecomlog.yml:2: there is no option repot; did you mean report?',
      'wecomlog.yml:4: there is no option bi; did you mean by?',
      'wecomlog.yml:5: report has no option mask; annotate, tail have it.',
      'wecomlog.yml:6: strict takes true or false (1 or 0), not "yes".',
      'wecomlog.yml:8: by takes one of auto, 1m, 5m, 1h, 1d, not a list.',
      'wecomlog.yml:9: here options are wanted, one a line, as "option: value".',
      'wecomlog.yml:10: config cannot stand in the file it names.',
      expect.stringMatching(/^wecomlog\.yml:11: paths takes text or a list of texts, not /),
    ]);
  });

  test.each([
    ['report: [1\nlang: en\n', /^wecomlog\.yml:\d: no valid YAML/],
    ['lang: en\ntz: UTC\nlang: zh\n', /^wecomlog\.yml:3: this key stands above already/],
    ['- lang\n', /^wecomlog\.yml:1: here options are wanted/],
    ['just words\n', /^wecomlog\.yml:1: here options are wanted/],
    ['report:\n\tby: 1h\n', /^wecomlog\.yml:2: no valid YAML/],
    [Buffer.from([0x74, 0x7a, 0x3a, 0x20, 0xb4, 0xed]), /^wecomlog\.yml: .*not UTF-8/],
    [' '.repeat(CONFIG_BYTES_MAX + 1), /^wecomlog\.yml: too large/],
  ])('refuses %j with a sentence', async (content, sentence) => {
    const { problems } = await read(content);
    expect(problems).toEqual([expect.stringMatching(sentence)]);
  });

  test('that cannot be read is told with the way it was named', async () => {
    const folder = folderOf({});
    for (const path of [join(folder, 'none.yml'), folder]) {
      const { problems } = await readConfigFile(path, EXAMINED);
      expect(problems).toHaveLength(1);
      expect(problems[0]?.text.en).toContain(path);
      expect(problems[0]?.text.en).toContain('See --config or WECOMLOG_CONFIG');
    }
  });
});
