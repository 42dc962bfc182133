/** The unit passes systemd's own checks, keeps few rights, and can still read logs. */

import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderOf } from '../../helpers/folder.ts';
import { runProgram } from '../../helpers/programs.ts';
import { command } from '../../helpers/run.ts';
import { DEPLOY, textOf } from './folder.ts';

const unit = textOf('systemd/wecomlog.service');

/** Values of a setting in the order given; comments are none. */
function settings(name: string): string[] {
  return [...unit.matchAll(new RegExp(`^${name}=(.*)$`, 'gm'))].map((match) => match[1]!);
}

/** systemd looks for the program: here it is Node itself. */
function unitWithProgram(): string {
  const text = unit.replace('ExecStart=/usr/bin/wecomlog', `ExecStart=${process.execPath}`);
  return join(folderOf({ 'wecomlog.service': text }), 'wecomlog.service');
}

describe('the unit of systemd', () => {
  test('passes systemd-analyze verify without a word', () => {
    const { isMissing, status, told } = runProgram(
      'systemd-analyze',
      ['verify', unitWithProgram()],
      'systemd',
    );
    if (!isMissing) expect([status, told]).toEqual([0, '']);
  });

  test('is exposed to 2.0 of 10 at most by systemd-analyze security', () => {
    const argv = ['security', '--offline=true', '--threshold=20', unitWithProgram()];
    const { isMissing, status, out } = runProgram('systemd-analyze', argv, 'systemd');
    if (!isMissing)
      expect([status, /exposure level .*: (\d\.\d)/.exec(out)?.[1]]).toEqual([
        0,
        expect.anything(),
      ]);
  });

  test('may read logs: the group of /var/log, and a way shown to those of others and below /home', () => {
    expect(settings('SupplementaryGroups')).toEqual(['adm']);
    expect(settings('ProtectHome')).toEqual(['yes']);
    expect(unit).toContain('#   SupplementaryGroups=tomcat');
    expect(unit).toContain('#   ProtectHome=read-only');
    expect(unit).toMatch(/#\s+ProtectHome=tmpfs\n#\s+BindReadOnlyPaths=/);
    // Each of these would take the rights away again, or keep Node.js from compiling.
    for (const name of [
      'PrivateUsers',
      'MemoryDenyWriteExecute',
      'InaccessiblePaths',
      'ProcSubset',
    ]) {
      expect([name, settings(name)]).toEqual([name, []]);
    }
  });

  test('keeps the state, and gives it time to be written', () => {
    expect(settings('StateDirectory')).toEqual(['wecomlog']);
    expect(Number(settings('TimeoutStopSec')[0])).toBeGreaterThan(10);
    expect(settings('ExecReload')[0]).toContain('-HUP $MAINPID');
  });

  test('runs a command line and a configuration that hold', async () => {
    const [start = ''] = settings('ExecStart');
    const [, sub, flag] = start.split(' ');
    expect([sub, flag]).toEqual(['serve', '--config']);
    const file = join(DEPLOY, 'systemd/wecomlog.yml');
    const ran = await command(
      ['check', '--for', 'serve', '--config', file, '--json', '--lang', 'en'],
      '',
      {
        env: { STATE_DIRECTORY: '/var/lib/wecomlog' },
      },
    );
    const plan = JSON.parse(ran.out) as {
      problems: readonly { code: string }[];
      options: readonly object[];
    };
    // There need be no logs on the machine of the test.
    expect(plan.problems.filter(({ code }) => !code.startsWith('input-'))).toEqual([]);
    expect(JSON.stringify(plan.options)).toContain('127.0.0.1:19143');
  });
});
