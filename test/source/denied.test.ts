/** Who may not read a log is told who may, and how to become one of them. */
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type Machine, whyDenied, whyHidden } from '../../src/source/denied.ts';
import { folderOf } from '../helpers/folder.ts';

const MOUNTS = {
  whole: '22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw',
  closed:
    '97 22 0:25 /systemd/inaccessible/dir /home ro,nosuid,noexec shared:49 - tmpfs tmpfs rw,size=10M',
  emptied: '98 22 0:51 / /home ro,nosuid,nodev shared:50 - tmpfs tmpfs ro,mode=755',
  bound: '99 98 8:1 /home/shop/logs /home/shop/logs ro,relatime shared:1 - ext4 /dev/sda1 rw',
};

/** A machine on which `closed` may not be used, for its mode. */
function machine(closed: string, mode: number, ids = { uid: 998, gid: 4 }, mounts = ''): Machine {
  return {
    may: (path) => path !== closed,
    stat: () => ({ mode, ...ids }),
    text: (path) =>
      ({
        '/etc/group': 'root:x:0:\nadm:x:4:syslog\n',
        '/etc/passwd': 'root:x:0:0::/root:/bin/sh\ntomcat:x:998:998::/:/bin/false\n',
        '/proc/self/mountinfo': `${MOUNTS.whole}\n${mounts}\n`,
      })[path] ?? '',
    user: () => 'wecomlog',
  };
}

const LOG = '/var/log/shop/app.log';

describe('permission denied', () => {
  test('names the group that may read the log, for a person and for a unit', () => {
    expect(whyDenied(LOG, machine(LOG, 0o640))).toEqual({
      zh: '只有 adm 组可以读它。请运行 sudo usermod -aG adm wecomlog 后重新启动；由 systemd 运行时，在 unit 中写 SupplementaryGroups=adm。',
      en: 'Only group adm may read it: sudo usermod -aG adm wecomlog, then start anew; in a unit of systemd, SupplementaryGroups=adm.',
    });
  });

  test('names the folder that is closed, not the log in it', () => {
    expect(whyDenied(LOG, machine('/var/log/shop', 0o750)).en).toMatch(
      /^Only group adm may enter \/var\/log\/shop: /,
    );
    expect(whyDenied(LOG, machine('/var/log/shop', 0o700)).en).toMatch(
      /^Only tomcat may enter \/var\/log\/shop: sudo setfacl -m u:wecomlog:x \/var\/log\/shop, /,
    );
  });

  test('offers an access list where only the owner may, and never the group root', () => {
    const owner = whyDenied(LOG, machine(LOG, 0o600)).en;
    expect(owner).toMatch(
      /^Only tomcat may read it: sudo setfacl -m u:wecomlog:rX \/var\/log\/shop\/app\.log, /,
    );
    expect(owner).toContain('create 0640 tomcat adm');
    expect(whyDenied(LOG, machine(LOG, 0o640, { uid: 0, gid: 0 })).en).toMatch(
      /^Only root may read it: sudo setfacl/,
    );
  });

  test('takes numbers where ids have no names', () => {
    expect(whyDenied(LOG, machine(LOG, 0o640, { uid: 1, gid: 7777 })).en).toContain(
      'SupplementaryGroups=7777',
    );
  });

  test('looks elsewhere where the mode would allow it', () => {
    expect(whyDenied(LOG, machine(LOG, 0o644)).en).toContain('SELinux, AppArmor');
  });

  test.each([
    ['closed', MOUNTS.closed],
    ['emptied', MOUNTS.emptied],
  ])('names ProtectHome where systemd has %s the folder', (_, mount) => {
    const log = '/home/shop/logs/app.log';
    const on = machine('/home', 0o000, { uid: 0, gid: 0 }, mount);
    expect(whyDenied(log, on).en).toBe(
      'systemd hides /home from this service (ProtectHome= or InaccessiblePaths=). Set ProtectHome=read-only in the unit, or move the log out of /home; for one folder alone, ProtectHome=tmpfs with BindReadOnlyPaths=/home/shop/logs.',
    );
    expect(whyDenied(log, on).zh).toContain('ProtectHome=read-only');
    expect(whyHidden('/var/log/app.log', on)).toBeUndefined();
    expect(whyHidden('/homes/app.log', on)).toBeUndefined();
  });

  test('takes a folder that was bound back for what it is', () => {
    const on = machine(LOG, 0o640, { uid: 1, gid: 4 }, `${MOUNTS.emptied}\n${MOUNTS.bound}`);
    expect(whyHidden('/home/shop/logs/app.log', on)).toBeUndefined();
    expect(whyHidden('/home/other/app.log', on)).toBeDefined();
  });
});

describe('whoever is not the superuser', () => {
  const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
  const isRoot = process.getuid?.() === 0;

  /** What is told of `paths` to a user who owns nothing of them. */
  function told(paths: readonly string[]): string {
    const { stderr } = spawnSync(process.execPath, [main, 'report', ...paths, '--lang', 'en'], {
      encoding: 'utf8',
      ...(isRoot ? { uid: 65534, gid: 65534 } : {}),
    });
    return stderr;
  }

  test('is told the same of real files, of a folder that is closed, and of a pattern that seems to match nothing', () => {
    const folder = folderOf({
      'logs/app.log': 'errcode=40014\n',
      'shut/app.log': 'errcode=40014\n',
    });
    const [log, shut] = [join(folder, 'logs/app.log'), join(folder, 'shut')];
    chmodSync(folder, 0o755);
    chmodSync(log, isRoot ? 0o640 : 0o000);
    if (isRoot) chownSync(log, 0, 4);
    mkdirSync(join(folder, 'open'));
    chmodSync(shut, isRoot ? 0o700 : 0o000);
    const who = isRoot ? 'group adm|group 4' : '\\S+';
    expect(told([log])).toMatch(
      new RegExp(`app\\.log: permission denied\\. Only (?:${who}) may read it: sudo `),
    );
    expect(told([join(shut, 'app.log')])).toMatch(
      /permission denied\. Only \S+ may enter \S+\/shut: sudo setfacl/,
    );
    expect(told([join(shut, '*.log')])).toMatch(/shut: permission denied\. Only \S+ may /);
    expect(told([join(folder, 'open', '*.log')])).toContain('no file matches');
    chmodSync(shut, 0o755);
  });
});
