/** JSON documents on the command line: exports as the platforms write them, and what is said of them. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { folderOf } from '../helpers/folder.ts';
import { command } from '../helpers/run.ts';

const fixture = (name: string): string =>
  fileURLToPath(new URL(`../fixtures/documents/${name}.json`, import.meta.url));

async function reportOf(...argv: readonly string[]) {
  const { out, code, told } = await command(['report', ...argv, '--json', '--lang', 'en']);
  return { report: JSON.parse(out), code, told };
}

/** What every fixture holds. */
const FIGURES = {
  totals: { events: 4, errors: 3, success: 1, unknown: 0, foreign: 0, nearMisses: 0 },
  time: { from: '2026-09-01T02:00:00.120Z', to: '2026-09-01T02:01:00Z', undated: 0 },
};

describe('report on JSON documents', () => {
  test.each(['elk', 'cloudwatch', 'loki', 'array'])('%s needs no flag', async (name) => {
    const { report, code, told } = await reportOf(fixture(name));
    expect(report).toMatchObject(FIGURES);
    expect(report.input).toMatchObject({ lines: 5, bytes: readFileSync(fixture(name)).length });
    expect({ code, told }).toEqual({ code: 0, told: '' });
  });

  test('takes the place of the records from --json-path, the environment and a file', async () => {
    const path = fileOf('{"logs":{"app":[{"errcode":40014},{"errcode":40014}]}}');
    const byFlag = await reportOf(path, '--json-path', 'logs.app[]');
    expect(byFlag.report.totals.events).toBe(2);
    const byVariable = await command(['report', path, '--json'], '', {
      env: { WECOMLOG_JSON_PATH: 'logs.app' },
    });
    expect(JSON.parse(byVariable.out).totals.events).toBe(2);
    const config = fileOf('report:\n  json-path: logs.app\n');
    const byFile = await reportOf(path, '--config', config);
    expect(byFile.report.totals.events).toBe(2);
  });

  test('says where a document is broken, counts what stands before it, and ends with 2', async () => {
    const text = readFileSync(fixture('array'), 'utf8');
    const broken = fileOf(`${text.slice(0, text.lastIndexOf('"textPayload"'))}!`);
    const { report, code, told } = await reportOf(broken);
    expect(report.totals.events).toBe(3);
    expect(code).toBe(2);
    expect(told).toMatch(/no valid JSON near byte \d+, .* --input lines\./);
  });

  test('refuses a path that is none, and one beside --input lines', async () => {
    const bad = await command(['report', fixture('elk'), '--json-path', 'a..b', '--lang', 'en']);
    expect(bad).toMatchObject({ code: 2, out: '' });
    expect(bad.told).toContain('--json-path a..b is no path');
    const both = await command([
      'report',
      fixture('elk'),
      '--json-path',
      'a',
      '--input',
      'lines',
      '--lang',
      'en',
    ]);
    expect(both.code).toBe(2);
    expect(both.told).toContain('does not go with --input lines');
  });

  test('masks the samples of elements as it masks lines', async () => {
    const path = fileOf(
      '[{"errcode":1999999,"errmsg":"企业微信","access_token":"abcdefghijklmnop"}]',
    );
    const { report } = await reportOf(path);
    expect(report.codes[0].samples[0]).toContain('"errcode":1999999');
    expect(JSON.stringify(report)).not.toContain('abcdefghijklmnop');
  });
});

describe('check', () => {
  test('names documents and logs in UTF-16 for what they are', async () => {
    const folder = folderOf({
      'a.json': readFileSync(fixture('elk')),
      'b.log': Buffer.from('\ufefferrcode=40014\n', 'utf16le'),
      'c.log': '[INFO] errcode=40014\n',
    });
    const { out } = await command(['check', folder, '--lang', 'en']);
    expect(out).toMatch(/JSON document +.*a\.json/);
    expect(out).toMatch(/UTF-16 log +.*b\.log/);
    expect(out).toMatch(/ log +.*c\.log/);
    expect(out).toMatch(/input +auto/);
    const json = await command(['check', folder, '--json', '--input', 'lines']);
    expect(JSON.parse(json.out).inputs.listed.map(({ kind }: { kind: string }) => kind)).toEqual([
      'log',
      'utf-16',
      'log',
    ]);
  });

  test('tells a path that is none, and goes on', async () => {
    const { out, told, code } = await command([
      'check',
      fixture('elk'),
      '--json-path',
      'a..b',
      '--lang',
      'en',
    ]);
    expect(told).toContain('is no path');
    expect(out).toContain('elk.json');
    expect(code).toBe(2);
  });
});

/** A file that holds `text`. */
function fileOf(text: string): string {
  return `${folderOf({ input: text })}/input`;
}
