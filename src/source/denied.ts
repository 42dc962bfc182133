/** Why a file may not be read, and what lets it be read: who may, and whether systemd hides its folder. */
import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, resolve } from 'node:path';
import type { Bilingual } from '../model/lang.ts';

/** What is asked of the machine; tests give another. */
export interface Machine {
  /** Whether this process may do it: enter a directory, read a file. */
  may(path: string, how: 'enter' | 'read'): boolean;
  /** Throws if there is no telling. */
  stat(path: string): { readonly mode: number; readonly uid: number; readonly gid: number };
  /** `/etc/group`, `/etc/passwd` or `/proc/self/mountinfo`; empty if it cannot be read. */
  text(path: string): string;
  /** Name of the user that runs this; the number where it has none. */
  user(): string;
}

const machine: Machine = {
  may(path, how) {
    try {
      accessSync(path, how === 'enter' ? constants.X_OK : constants.R_OK);
      return true;
    } catch {
      return false;
    }
  },
  stat: (path) => statSync(path),
  text(path) {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return '';
    }
  },
  user() {
    try {
      return userInfo().username;
    } catch {
      // A container may run as a number that no file names.
      return 'USER';
    }
  },
};

/** What follows "permission denied": begins a sentence, and ends the last. */
export function whyDenied(name: string, on: Machine = machine): Bilingual {
  const hidden = whyHidden(name, on);
  if (hidden !== undefined) return hidden;
  const path = resolve(name);
  const closed = ancestorsOf(path).find((one) => !on.may(one, 'enter')) ?? path;
  const isFolder = closed !== path;
  try {
    const { mode, uid, gid } = on.stat(closed);
    const bit = isFolder ? 0o1 : 0o4;
    if ((mode & bit) !== 0) return byPolicy();
    const group = nameIn(on.text('/etc/group'), gid);
    const place = { closed, isFolder, user: on.user() };
    if ((mode & (bit << 3)) !== 0 && gid !== 0) return byGroup(group, place);
    return byOwner(nameIn(on.text('/etc/passwd'), uid), place);
  } catch {
    return NOBODY_KNOWS;
  }
}

const HOMES = /^\/(?:home|root|run\/user)(?:\/|$)/;

/** The same where systemd shows an empty or closed folder in the place of the real one. */
export function whyHidden(name: string, on: Machine = machine): Bilingual | undefined {
  const path = resolve(name);
  // What is mounted on the nearest folder decides; of several mounts on it, the last.
  let nearest: Mount | undefined;
  for (const line of on.text('/proc/self/mountinfo').split('\n')) {
    const mount = mountIn(line);
    if (!(path === mount.point || path.startsWith(`${mount.point}/`))) continue;
    if (mount.point.length >= (nearest?.point.length ?? 0)) nearest = mount;
  }
  if (nearest === undefined) return undefined;
  const { point, root, type } = nearest;
  const isEmptied = type === 'tmpfs' && /^\/(?:home|root|run\/user)$/.test(point);
  if (!isEmptied && !root.includes('/systemd/inaccessible/')) return undefined;
  return bySystemd(point, path);
}

interface Mount {
  readonly point: string;
  /** What of the file system is mounted there. */
  readonly root: string;
  readonly type: string;
}

/** A line of mountinfo, as proc(5) has it. */
function mountIn(line: string): Mount {
  const [before = '', behind = ''] = line.split(' - ');
  const [, , , root = '', point = ''] = before.split(' ');
  const [type = ''] = behind.split(' ');
  return { point, root, type };
}

/** Whether a path that leads nowhere may only be hidden: cheap enough to ask again and again. */
export function mayBeHidden(name: string): boolean {
  return HOMES.test(resolve(name));
}

/** `/a/b/c` lies in `/`, `/a` and `/a/b`. */
function ancestorsOf(path: string): string[] {
  const ancestors: string[] = [];
  for (let at = dirname(path); ; at = dirname(at)) {
    ancestors.unshift(at);
    if (at === dirname(at)) return ancestors;
  }
}

/** The name of an id in a file of lines `name:x:id:…`; the id itself if it has none there. */
function nameIn(text: string, id: number): string {
  const line = text.split('\n').find((one) => one.split(':')[2] === String(id));
  return line?.split(':')[0] ?? String(id);
}

interface Place {
  /** The file or the folder that is closed. */
  readonly closed: string;
  readonly isFolder: boolean;
  readonly user: string;
}

function byGroup(group: string, { closed, isFolder, user }: Place): Bilingual {
  return {
    zh: `只有 ${group} 组可以${isFolder ? `进入 ${closed}` : '读它'}。请运行 sudo usermod -aG ${group} ${user} 后重新启动；由 systemd 运行时，在 unit 中写 SupplementaryGroups=${group}。`,
    en: `Only group ${group} may ${isFolder ? `enter ${closed}` : 'read it'}: sudo usermod -aG ${group} ${user}, then start anew; in a unit of systemd, SupplementaryGroups=${group}.`,
  };
}

function byOwner(owner: string, { closed, isFolder, user }: Place): Bilingual {
  const right = isFolder ? 'x' : 'rX';
  return {
    zh: `只有 ${owner} 可以${isFolder ? `进入 ${closed}` : '读它'}。请运行 sudo setfacl -m u:${user}:${right} ${closed}，或让日志归某个组可读（logrotate：create 0640 ${owner} adm）并加入该组。`,
    en: `Only ${owner} may ${isFolder ? `enter ${closed}` : 'read it'}: sudo setfacl -m u:${user}:${right} ${closed}, or have it made readable for a group (logrotate: create 0640 ${owner} adm) and join that group.`,
  };
}

function byPolicy(): Bilingual {
  return {
    zh: '文件权限本身允许读取，是 SELinux 或 AppArmor 等安全策略不允许。请查看 journalctl -t audit 或 ausearch -m avc 的记录。',
    en: 'Its mode would allow it; SELinux, AppArmor or the like does not. See journalctl -t audit, or ausearch -m avc.',
  };
}

function bySystemd(point: string, path: string): Bilingual {
  const folder = dirname(path);
  return {
    zh: `systemd 对本服务隐藏了 ${point}（ProtectHome= 或 InaccessiblePaths=）。请在 unit 中设 ProtectHome=read-only，或把日志移出 ${point}；只开放一个目录用 ProtectHome=tmpfs 加 BindReadOnlyPaths=${folder}。`,
    en: `systemd hides ${point} from this service (ProtectHome= or InaccessiblePaths=). Set ProtectHome=read-only in the unit, or move the log out of ${point}; for one folder alone, ProtectHome=tmpfs with BindReadOnlyPaths=${folder}.`,
  };
}

const NOBODY_KNOWS: Bilingual = {
  zh: '请用有权限的用户运行，或把当前用户加入日志所属的组（常见为 adm）。',
  en: 'Run as a user who may read it, or join the group that owns the log (often adm).',
};
