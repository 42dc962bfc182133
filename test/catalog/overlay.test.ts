/** Catalogues of one's own: what they may say, what they change, and how faults in them are told. */

import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../src/catalog/catalog.ts';
import { readOverlays } from '../../src/catalog/overlay.ts';
import { createTolerance } from '../../src/catalog/tolerance.ts';
import { ToolError } from '../../src/model/tool-error.ts';
import { folderOf } from '../helpers/folder.ts';

const FILE = 'house.yaml';

async function read(...texts: readonly string[]) {
  const names = texts.map((_, index) => `${index}-${FILE}`);
  const folder = folderOf(Object.fromEntries(names.map((name, index) => [name, texts[index]!])));
  return readOverlays(names.map((name) => join(folder, name)));
}

async function catalogWith(...texts: readonly string[]) {
  const overlays = await read(...texts);
  return { zh: loadCatalog('zh', overlays), en: loadCatalog('en', overlays) };
}

/** The sentences about a bad file, without its folder. */
async function faultOf(text: string): Promise<{ zh: string; en: string }> {
  try {
    await read(text);
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    const short = (words: string) => words.replace(/^.*?0-house\.yaml/, FILE);
    return { zh: short(error.say('zh')), en: short(error.say('en')) };
  }
  throw new Error('was accepted');
}

describe('an overlay', () => {
  it('adds a code', async () => {
    const { zh, en } = await catalogWith(
      'codes:\n  - errcode: 990001\n    meaning: {zh: 网关超时, en: Gateway timed out}\n    category: system-error\n    domain: common\n    retry: yes\n    retryMax: 2\n',
    );
    expect(zh.get(990001)).toMatchObject({
      errcode: 990001,
      meaning: '网关超时',
      category: 'system-error',
      group: 'retry',
      domain: 'common',
      owner: 'wecom',
      retry: 'yes',
      retryMax: 2,
      remedy: expect.stringContaining('重试'),
    });
    expect(en.get(990001)?.meaning).toBe('Gateway timed out');
    expect(zh.isKnown(990001)).toBe(true);
    expect(zh.size).toBe(1601);
    expect(zh.entries).toHaveLength(1601);
    expect(zh.version).toMatch(/\+overlay$/);
  });

  it('takes one text for both languages', async () => {
    const { zh, en } = await catalogWith(
      'codes: [{errcode: 990001, meaning: House error, remedy: Ask the house., category: unsupported}]',
    );
    expect([zh.get(990001)?.meaning, en.get(990001)?.meaning]).toEqual([
      'House error',
      'House error',
    ]);
    expect(zh.get(990001)?.remedy).toBe('Ask the house.');
  });

  it('changes of a known code only what it says', async () => {
    const plain = loadCatalog('zh').get(60020)!;
    const { zh } = await catalogWith('codes: [{errcode: 60020, remedy: 找网络组加白名单。}]');
    expect(zh.get(60020)).toEqual({ ...plain, remedy: '找网络组加白名单。' });
    expect(zh.size).toBe(1600);
    const moved = await catalogWith('codes: [{errcode: 60020, category: not-configured}]');
    expect(moved.zh.get(60020)).toMatchObject({
      category: 'not-configured',
      meaning: plain.meaning,
    });
  });

  it('names owners by category and by code, the code first', async () => {
    const { zh } = await catalogWith(
      'owners:\n  rate-limited: developer\n  45009: program\n  "301002": user\n',
    );
    expect(zh.get(84055)?.owner).toBe('developer');
    expect(zh.get(45009)?.owner).toBe('program');
    expect(zh.get(301002)?.owner).toBe('user');
    expect(zh.get(40014)?.owner).toBe('program');
  });

  it('tolerates events by code, API and workload', async () => {
    const { zh } = await catalogWith(
      'tolerate:\n  - code: 60111\n  - {code: 45009, api: cgi-bin/user/get/}\n  - {code: 84061, workload: crm}\n',
    );
    const tolerance = createTolerance(zh.tolerances);
    const tolerates = tolerance?.holds;
    expect(tolerates?.(60111, undefined, '')).toBe(true);
    expect(tolerates?.(45009, '/cgi-bin/user/get', '')).toBe(true);
    expect(tolerates?.(45009, '/cgi-bin/user/list', '')).toBe(false);
    expect(tolerates?.(45009, undefined, '')).toBe(false);
    expect(tolerates?.(84061, undefined, '')).toBe(false);
    expect(tolerates?.(84061, undefined, 'crm')).toBe(true);
    expect(tolerates?.(40014, undefined, '')).toBe(false);
    expect(tolerance?.concerns(45009)).toBe(true);
    expect(tolerance?.concerns(40014)).toBe(false);
    expect(createTolerance(loadCatalog('zh').tolerances)).toBeUndefined();
  });

  it('is JSON as well, whatever its name and its indents', async () => {
    const { zh } = await catalogWith(
      '{\n\t"codes": [\n\t\t{"errcode": "990001", "meaning": "a\\tb", "category": "not-found"}\n\t],\n\t"owners": {"not-found": "user"}\n}\n',
    );
    expect(zh.get(990001)).toMatchObject({ meaning: 'a b', owner: 'user' });
  });

  it('may be empty, and a later one may change what an earlier one adds', async () => {
    expect(await read('', '# nothing\n')).toMatchObject([{ codes: [] }, { codes: [] }]);
    const { zh } = await catalogWith(
      'codes: [{errcode: 990001, meaning: one, category: not-found, owner: user}]',
      'codes: [{errcode: 990001, remedy: two}]\nowners: {not-found: administrator}',
    );
    expect(zh.get(990001)).toMatchObject({ meaning: 'one', remedy: 'two', owner: 'administrator' });
  });

  it('of the same texts in any split gives the same catalogue', async () => {
    const codes = fc.uniqueArray(fc.integer({ min: 900_000, max: 999_999 }), { maxLength: 6 });
    const textOf = (some: readonly number[]) =>
      JSON.stringify({
        codes: some.map((errcode) => ({ errcode, meaning: `m${errcode}`, category: 'not-found' })),
      });
    await fc.assert(
      fc.asyncProperty(codes, fc.nat({ max: 6 }), async (all, cut) => {
        const whole = await catalogWith(textOf(all));
        const split = await catalogWith(textOf(all.slice(0, cut)), textOf(all.slice(cut)));
        expect(split.zh.entries).toEqual(whole.zh.entries);
        expect(whole.zh.entries.length).toBe(
          new Set([...all.map(Number)]).size + 1600 - known(all),
        );
      }),
      { numRuns: 15 },
    );
    function known(all: readonly number[]): number {
      return all.filter((errcode) => loadCatalog('zh').get(errcode) !== undefined).length;
    }
  });
});

describe('a fault in an overlay is told with file, line and what is allowed', () => {
  const faults: [what: string, text: string, zh: string, en: string][] = [
    [
      'a category that is none',
      'codes:\n  - errcode: 60020\n    category: odd\n',
      'house.yaml 第 3 行：category 应为以下之一：system-error、',
      'house.yaml:3: category must be one of: system-error, ',
    ],
    [
      'success, which 0 alone is',
      'codes:\n  - errcode: 60020\n    category: success\n',
      'house.yaml 第 3 行：category 应为以下之一',
      'house.yaml:3: category must be one of',
    ],
    [
      'a member that does not exist',
      'codes: []\ntolerated: []\n',
      'house.yaml 第 2 行：没有“tolerated”这个成员，可用的有：codes、owners、tolerate。',
      'house.yaml:2: there is no member "tolerated"; there are: codes, owners, tolerate.',
    ],
    [
      'a new code without category',
      'codes:\n\n  - errcode: 990001\n    meaning: new\n',
      'house.yaml 第 3 行：990001 不在目录中，新增错误码必须给出 category。',
      'house.yaml:3: 990001 is not in the catalogue, so category must be given.',
    ],
    [
      'no errcode',
      'codes:\n  - meaning: new\n',
      'house.yaml 第 2 行：缺少 errcode。',
      'house.yaml:2: lacks errcode.',
    ],
    [
      'an errcode that is no integer',
      'codes:\n  - errcode: 4.5\n',
      'house.yaml 第 2 行：errcode 应为整数',
      'house.yaml:2: errcode must be an integer',
    ],
    [
      'an owner that is none',
      'owners:\n  rate-limited: boss\n',
      'house.yaml 第 2 行：rate-limited 应为以下之一：nobody、',
      'house.yaml:2: rate-limited must be one of: nobody, ',
    ],
    [
      'owners of what is neither code nor category',
      'owners:\n  sometimes: user\n',
      'house.yaml 第 2 行：没有“sometimes”这个成员',
      'house.yaml:2: there is no member "sometimes"; there are: system-error, ',
    ],
    [
      'an address for a path',
      'tolerate:\n  - code: 60020\n    api: https://qyapi.weixin.qq.com/cgi-bin/user/get?x=1\n',
      'house.yaml 第 3 行：api 应为接口路径',
      'house.yaml:3: api must be a path without host and query',
    ],
    [
      'a map where a list is wanted',
      'codes:\n  errcode: 1\n',
      'house.yaml 第 1 行：codes 应为列表',
      'house.yaml:1: codes must be a list',
    ],
    [
      'a text where a map is wanted',
      'codes:\n  - 60020\n',
      'house.yaml 第 1 行：codes 应为映射的列表',
      'house.yaml:1: codes must be a list of maps',
    ],
    [
      'a list of everything',
      '- errcode: 1\n',
      'house.yaml 第 1 行：最外层应是映射',
      'house.yaml:1: must be a map',
    ],
    [
      'what is no YAML',
      'codes:\n  - errcode: "1\n',
      'house.yaml 第 3 行：既不是合法的 YAML 也不是合法的 JSON',
      'house.yaml:3: is neither YAML nor JSON',
    ],
    [
      'an empty meaning',
      'codes:\n  - errcode: 60020\n    meaning: {zh: "", en: x}\n',
      'house.yaml 第 3 行：zh 应为非空的文字',
      'house.yaml:3: zh must be a text that is not empty',
    ],
    [
      'no try at all',
      'codes:\n  - errcode: 60020\n    retryMax: 0\n',
      'house.yaml 第 3 行：retryMax 应为大于 0 的整数',
      'house.yaml:3: retryMax must be an integer over 0',
    ],
  ];

  it.each(faults)('%s', async (_, text, zh, en) => {
    const fault = await faultOf(text);
    expect(fault.zh).toContain(zh);
    expect(fault.en).toContain(en);
  });

  it('a file that is not there', async () => {
    await expect(readOverlays(['/no/such/house.yaml'])).rejects.toThrow(
      '/no/such/house.yaml: cannot be read (ENOENT)',
    );
  });

  it('never as anything but a ToolError, whatever is in the file', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.json().map((text) => `codes: ${text}`),
        ),
        async (text) => {
          try {
            await read(text);
          } catch (error) {
            expect(error).toBeInstanceOf(ToolError);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
