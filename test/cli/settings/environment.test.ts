import { describe, expect, test } from 'vitest';
import { checkCommand } from '../../../src/cli/commands/check.ts';
import { EXAMINED } from '../../../src/cli/commands/examined.ts';
import { readEnvironment } from '../../../src/cli/settings/environment.ts';

async function read(env: Readonly<Record<string, string | undefined>>) {
  const { layer, problems } = await readEnvironment(env, [...EXAMINED, checkCommand]);
  return {
    values: Object.fromEntries([...layer].map(([name, { value }]) => [name, value])),
    problems: problems.map((problem) => problem.text.en),
    layer,
  };
}

describe('the environment', () => {
  test('gives any option, by the name of its flag in capitals', async () => {
    const { values, problems, layer } = await read({
      WECOMLOG_TZ: 'UTC',
      WECOMLOG_STRICT: '1',
      WECOMLOG_BY: ' 1h ',
      PATH: '/bin',
    });
    expect([values, problems]).toEqual([{ by: '1h', strict: true, tz: 'UTC' }, []]);
    expect(layer.get('tz')?.origin).toEqual({ from: 'environment', variable: 'WECOMLOG_TZ' });
  });

  test('separates a list by line feeds, or by commas in a single line', async () => {
    expect((await read({ WECOMLOG_PATHS: 'a.log, b.log' })).values).toEqual({
      paths: ['a.log', 'b.log'],
    });
    expect((await read({ WECOMLOG_PATHS: 'a,1.log\n b.log\n' })).values).toEqual({
      paths: ['a,1.log', 'b.log'],
    });
  });

  test('says nothing by an empty variable', async () => {
    expect(
      await read({ WECOMLOG_TZ: '', WECOMLOG_BY: '  ', WECOMLOG_LANG: undefined }),
    ).toMatchObject({ values: {}, problems: [] });
  });

  test('names the variable of every mistake, and the nearest for an unknown one', async () => {
    const { values, problems } = await read({
      WECOMLOG_FROMAT: 'json',
      WECOMLOG_LAST: '7',
      WECOMLOG_TZ: 'UTC',
    });
    expect(values).toEqual({ tz: 'UTC' });
    expect(problems).toEqual([
      'WECOMLOG_FROMAT: there is no option WECOMLOG_FROMAT; did you mean WECOMLOG_FORMAT?',
      expect.stringMatching(/^WECOMLOG_LAST: last: "7" is not a duration/),
    ]);
  });

  test('leaves alone what Kubernetes sets for services of this name', async () => {
    const names = [
      'WECOMLOG_SERVICE_HOST',
      'WECOMLOG_SERVICE_PORT',
      'WECOMLOG_SERVICE_PORT_HTTP',
      'WECOMLOG_PORT',
      'WECOMLOG_PORT_19143_TCP',
      'WECOMLOG_PORT_19143_TCP_ADDR',
      'WECOMLOG_LIVE_SERVICE_HOST',
      'WECOMLOG_LIVE_PORT_80_TCP_PROTO',
    ];
    const env = Object.fromEntries(names.map((name) => [name, 'tcp://10.0.0.11:19143']));
    expect((await read(env)).problems).toEqual([]);
    expect((await read({ WECOMLOG_PORTS: '1' })).problems).toHaveLength(1);
  });
});
