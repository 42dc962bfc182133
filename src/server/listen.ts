/** The address a server listens on: read from text, shown as a URL, and judged for who can reach it. */
import { isIP } from 'node:net';
import type { Bilingual } from '../model/lang.ts';
import { ToolError } from '../model/tool-error.ts';
import type { WebConfig } from './web-config.ts';

export interface ListenAddress {
  /** Empty: every address of the machine. */
  readonly host: string;
  readonly port: number;
}

export const DEFAULT_LISTEN: ListenAddress = { host: '127.0.0.1', port: 19_143 };

/** Reads `HOST:PORT`, `:PORT` or `[IPv6]:PORT`; throws a ToolError `listen-invalid`. */
export function parseListen(text: string): ListenAddress {
  const match = /^(?:\[([^\]]*)\]|([^:[\]]*)):(\d{1,5})$/.exec(text.trim());
  const port = Number(match?.[3]);
  const isHost = match?.[1] === undefined || isIP(match[1]) === 6;
  if (match === null || port > 65_535 || !isHost) {
    throw new ToolError('listen-invalid', {
      zh: `--listen ${text} 不是 HOST:PORT。例如 127.0.0.1:19143、[::1]:19143；:19143 表示本机所有地址。`,
      en: `--listen ${text} is no HOST:PORT. Write 127.0.0.1:19143 or [::1]:19143; :19143 means every address of the machine.`,
    });
  }
  return { host: match[1] ?? match[2] ?? '', port };
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

/** `http://127.0.0.1:19143`; an address that means all of them is shown as the loopback one. */
export function urlOf({ host, port }: ListenAddress, hasTls: boolean): string {
  const isAny = host === '' || host === '0.0.0.0' || host === '::';
  const shown = isAny ? '127.0.0.1' : host;
  return `${hasTls ? 'https' : 'http'}://${isIP(shown) === 6 ? `[${shown}]` : shown}:${port}`;
}

/** Whether a password or a client certificate is asked for. */
export function isGuarded(webConfig: WebConfig | undefined): boolean {
  const hasUsers = (webConfig?.users.size ?? 0) > 0;
  return hasUsers || webConfig?.tls?.clientAuth === 'RequireAndVerifyClientCert';
}

/** What to say where others than this machine can read along; undefined where they cannot. */
export function exposureWarning(
  address: ListenAddress,
  webConfig: WebConfig | undefined,
): Bilingual | undefined {
  if (isLoopback(address.host) || isGuarded(webConfig)) return undefined;
  const shown = `${address.host === '' ? '*' : address.host}:${address.port}`;
  return {
    zh: `${shown} 不只本机可以访问，而且没有设置认证：能连到它的人都能读到指标和报告。请改用 127.0.0.1，或用 --web.config.file 设置 basic_auth_users。`,
    en: `${shown} can be reached from other machines and asks for no password: whoever connects can read metrics and reports. Listen on 127.0.0.1, or set basic_auth_users with --web.config.file.`,
  };
}
