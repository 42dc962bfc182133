import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FlagValues } from '../../../src/cli/command.ts';
import { annotateCommand } from '../../../src/cli/commands/annotate.ts';
import { explainCommand } from '../../../src/cli/commands/explain.ts';
import { reportCommand } from '../../../src/cli/commands/report.ts';
import type { Layer } from '../../../src/cli/settings/layers.ts';
import { resolveSettings } from '../../../src/cli/settings/resolve.ts';
import type { Origin, SettingValue } from '../../../src/model/effective-plan.ts';

type Values = Readonly<Record<string, SettingValue>>;

const layer = (values: Values, origin: (name: string) => Origin): Layer =>
  new Map(
    Object.entries(values).map(([name, value]) => [name, { name, value, origin: origin(name) }]),
  );

interface Said {
  readonly typed?: FlagValues;
  readonly positionals?: readonly string[];
  readonly environment?: Values;
  readonly section?: Values;
  readonly common?: Values;
}

function resolve(command: typeof reportCommand, said: Said) {
  const file = (line: number) => (): Origin => ({ from: 'file', file: 'c.yml', line });
  return resolveSettings(
    command,
    { positionals: said.positionals ?? [], flags: said.typed ?? {} },
    {
      environment: layer(said.environment ?? {}, (name) => ({
        from: 'environment',
        variable: `WECOMLOG_${name.toUpperCase()}`,
      })),
      sections: new Map([[command.name, layer(said.section ?? {}, file(2))]]),
      common: layer(said.common ?? {}, file(1)),
      problems: [],
    },
  );
}

describe('resolveSettings', () => {
  test('lets the nearest place win, for any option said in any places', async () => {
    const places = ['typed', 'environment', 'section', 'common'] as const;
    const zone = fc.constantFrom('UTC', '+08:00', 'Asia/Shanghai');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(zone), { minLength: 4, maxLength: 4 }), async (zones) => {
        const said = Object.fromEntries(
          places.map((place, index) => [place, zones[index] === null ? {} : { tz: zones[index] }]),
        );
        const { flags, options } = await resolve(reportCommand, said);
        const given = zones.filter((one) => one !== null);
        expect(flags.tz).toBe(given[0]);
        const option = options.find(({ name }) => name === 'tz');
        expect(option?.value).toBe(given[0] ?? 'Asia/Shanghai');
        expect(option?.beaten.map(({ value }) => value)).toEqual(given.slice(1));
      }),
    );
  });

  test('gives the command nothing that it has no option for', async () => {
    const { flags } = await resolve(explainCommand, { environment: { by: '1h', lang: 'en' } });
    expect(flags).toEqual({ lang: 'en' });
  });

  test('takes paths from the nearest place that names some', async () => {
    const said = { environment: { paths: ['e.log'] }, common: { paths: ['c.log'] } };
    expect((await resolve(reportCommand, said)).positionals).toEqual(['e.log']);
    const typed = { ...said, positionals: ['-'] };
    expect((await resolve(reportCommand, typed)).positionals).toEqual(['-']);
    expect((await resolve(explainCommand, { ...said, positionals: ['1'] })).positionals).toEqual([
      '1',
    ]);
  });

  test('undoes a switch by a nearer no', async () => {
    const { flags } = await resolve(reportCommand, {
      typed: { strict: false },
      environment: { strict: true },
    });
    expect(flags.strict).toBe(false);
  });

  test('silences what cannot hold beside an option said nearer', async () => {
    const { flags, options, problems } = await resolve(reportCommand, {
      typed: { month: '2026-09' },
      environment: { since: '2026-01-01' },
      common: { last: '7d', until: '2026-09-01' },
    });
    expect([flags, problems]).toEqual([{ month: '2026-09' }, []]);
    expect(options.find(({ name }) => name === 'last')).toMatchObject({
      value: undefined,
      silencedBy: 'month',
      beaten: [{ value: '7d' }],
    });
    const half = await resolve(reportCommand, {
      typed: { since: '2026-01-01' },
      common: { until: '2026-09-01' },
    });
    expect(half.flags).toEqual({ since: '2026-01-01', until: '2026-09-01' });
  });

  test('lets a typed --format stand against a switch for JSON in the environment', async () => {
    const { flags } = await resolve(reportCommand, {
      typed: { format: 'text' },
      environment: { json: true },
    });
    expect(flags).toEqual({ format: 'text' });
  });

  test('lets a switch that is off stand in nobody’s way', async () => {
    const { flags } = await resolve(annotateCommand, {
      typed: { mask: false },
      common: { undo: true },
    });
    expect(flags).toEqual({ mask: false, undo: true });
  });

  test('refuses rivals said in one place, naming where', async () => {
    const { problems } = await resolve(reportCommand, {
      section: { last: '7d', month: '2026-09' },
    });
    expect(problems.map((problem) => problem.text.en)).toEqual([
      'c.yml:2: last does not go with month (c.yml:2). Keep one of them.',
    ]);
    const typed = await resolve(reportCommand, { typed: { last: '7d', month: '2026-09' } });
    expect(typed.problems).toEqual([]);
    const apart = await resolve(reportCommand, {
      section: { last: '7d' },
      common: { month: '2026-09' },
    });
    expect([apart.flags, apart.problems]).toEqual([{ last: '7d' }, []]);
  });

  test('refuses a format for all commands that this one does not have', async () => {
    const said = { common: { format: 'ndjson' } };
    expect((await resolve(annotateCommand, said)).problems).toEqual([]);
    const { problems } = await resolve(reportCommand, said);
    expect(problems.map((problem) => problem.text.en)).toEqual([
      `c.yml:1: report: format takes one of ${reportCommand.formats.join(', ')}, not "ndjson".`,
    ]);
  });
});
