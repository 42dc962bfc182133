import { describe, expect, test } from 'vitest';
import type { EffectivePlan } from '../../src/model/effective-plan.ts';
import { ToolError } from '../../src/model/tool-error.ts';
import { planJson, renderPlan } from '../../src/sink/effective-plan.ts';

const PLAN: EffectivePlan = {
  command: 'report',
  lang: 'en',
  zone: 'UTC',
  catalog: { version: 'page-2019', size: 1329 },
  options: [
    {
      name: 'paths',
      value: ['a.log', 'b/*.log'],
      origin: { from: 'flag' },
      beaten: [],
    },
    {
      name: 'tz',
      value: 'UTC',
      origin: { from: 'environment', variable: 'WECOMLOG_TZ' },
      beaten: [
        { name: 'tz', value: '+09:00', origin: { from: 'file', file: 'c.yml', line: 4 } },
        { name: 'tz', value: '+08:00', origin: { from: 'file', file: 'c.yml', line: 1 } },
      ],
    },
    {
      name: 'last',
      value: undefined,
      origin: { from: 'default' },
      beaten: [{ name: 'last', value: '7d', origin: { from: 'file', file: 'c.yml', line: 2 } }],
      silencedBy: 'month',
    },
  ],
  inputs: {
    count: 2,
    bytes: 2048,
    skipped: 1,
    listed: [
      { name: '-', bytes: Number.NaN, kind: 'stdin' },
      { name: 'a.log', bytes: 2048, kind: 'log' },
      { name: '图.png', bytes: 6, kind: 'binary' },
    ],
  },
  problems: [],
};

const plain = { color: false, columns: 80 };

describe('the plan as text', () => {
  test('has a line for each option, for each input and for each fact', () => {
    expect(renderPlan(PLAN, plain)).toBe(
      [
        'Options in effect  wecomlog report',
        '  paths  a.log b/*.log  argument',
        '  tz     UTC            WECOMLOG_TZ; instead of +09:00 (c.yml:4), +08:00 (c.yml:1)',
        '  last   not set        default; 7d (c.yml:2) gives way to month',
        '',
        'Inputs  2 to read · 2.0 KiB · 1 skipped',
        '           not looked at    standard input',
        '  2.0 KiB  log              a.log',
        '      6 B  binary, skipped  图.png',
        '',
        'Zone       UTC',
        'Language   English',
        'Catalogue  page-2019 · 1,329 codes',
        '',
        'The configuration is valid.',
        '',
      ].join('\n'),
    );
  });

  test('is set by the width of Chinese characters', () => {
    const text = renderPlan({ ...PLAN, lang: 'zh' }, plain);
    expect(text).toContain('  last   未设置         默认；7d (c.yml:2) 因 month 而无效\n');
    expect(text).toContain('      6 B  二进制，跳过  图.png\n');
    expect(text).toContain('时区        UTC\n语言        中文\n');
  });

  test('leaves out what the command does not have', () => {
    const text = renderPlan({ ...PLAN, inputs: undefined, zone: undefined }, plain);
    expect(text).not.toMatch(/Inputs|Zone/);
  });

  test('counts the problems instead of calling the plan valid', () => {
    const problem = new ToolError('setting-invalid', { zh: '错', en: 'wrong' });
    const text = renderPlan({ ...PLAN, problems: [problem] }, plain);
    expect(text).toMatch(/\n1 problem found, told on standard error\.\n$/);
    expect(text).not.toContain('is valid');
  });
});

describe('the plan as JSON', () => {
  test('says for each option its value, where it was said and what it beats', () => {
    const json = JSON.parse(planJson(PLAN));
    expect(json).toMatchObject({ schema: 'wecomlog.check/1', valid: true, zone: 'UTC' });
    expect(json.options[1]).toEqual({
      name: 'tz',
      value: 'UTC',
      from: 'environment',
      variable: 'WECOMLOG_TZ',
      beaten: [
        { value: '+09:00', from: 'file', file: 'c.yml', line: 4 },
        { value: '+08:00', from: 'file', file: 'c.yml', line: 1 },
      ],
    });
    expect(json.options[2]).toMatchObject({ value: null, from: 'default', silencedBy: 'month' });
    expect(json.inputs.listed[0]).toEqual({ name: '-', bytes: null, kind: 'stdin' });
  });

  test('has null for what is not there, and the problems in the reader’s language', () => {
    const problem = new ToolError('setting-invalid', { zh: '错', en: 'wrong' });
    const parts = { inputs: undefined, zone: undefined, problems: [problem] };
    expect(JSON.parse(planJson({ ...PLAN, ...parts, lang: 'zh' }))).toMatchObject({
      valid: false,
      zone: null,
      inputs: null,
      problems: [{ code: 'setting-invalid', message: '错' }],
    });
  });
});
