/**
 * The web configuration as it is on disk now: looked at before each request and connection, read anew
 * when it or a certificate changed. A file that has become wrong is told once; what held before holds on.
 */
import { readFileSync, statSync } from 'node:fs';
import { ToolError } from '../model/tool-error.ts';
import { parseWebConfig, type WebConfig } from './web-config.ts';

export interface WebConfigFile {
  /** The configuration of now; the same object as before where nothing changed. */
  current(): WebConfig;
}

/** Reads the file at `path`, which must be right; later faults go to `onProblem`. Throws a ToolError. */
export function openWebConfig(
  path: string,
  onProblem: (problem: ToolError) => void,
): WebConfigFile {
  let config = read(path);
  let seen = stampOf([path, ...(config.tls?.files ?? [])]);
  return {
    current() {
      const stamp = stampOf([path, ...(config.tls?.files ?? [])]);
      if (stamp === seen) return config;
      seen = stamp;
      try {
        const next = read(path);
        refuseRestart(path, config, next);
        config = next;
        seen = stampOf([path, ...(config.tls?.files ?? [])]);
      } catch (error) {
        if (!(error instanceof ToolError)) throw error;
        onProblem(error);
      }
      return config;
    },
  };
}

function read(path: string): WebConfig {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const { code = 'unknown' } = error as { code?: string };
    throw new ToolError(
      'web-config-unreadable',
      {
        zh: `${path}：无法读取（${code}）。请检查 --web.config.file 的路径和权限。`,
        en: `${path}: cannot be read (${code}). See whether the path of --web.config.file is right and may be read.`,
      },
      error,
    );
  }
  return parseWebConfig(text, path);
}

/** What a file is by its inode, size and times; changes with any writing or renaming. */
function stampOf(paths: readonly string[]): string {
  return paths
    .map((path) => {
      const stat = statSync(path, { throwIfNoEntry: false });
      return stat === undefined ? '-' : [stat.ino, stat.size, stat.mtimeMs, stat.ctimeMs].join(' ');
    })
    .join('\n');
}

/** What a listening server cannot change. */
function refuseRestart(path: string, before: WebConfig, after: WebConfig): void {
  const isSame =
    (before.tls === undefined) === (after.tls === undefined) &&
    before.tls?.clientAuth === after.tls?.clientAuth &&
    before.http2 === after.http2;
  if (isSame) return;
  throw new ToolError('web-config-restart', {
    zh: `${path}：是否启用 TLS、client_auth_type 和 http2 要重启后才能改变；在此之前沿用原来的设置。`,
    en: `${path}: whether there is TLS, client_auth_type and http2 change with a restart only; until then the former settings hold.`,
  });
}
