/**
 * The file of `--web.config.file`, as Prometheus' exporter-toolkit defines it (docs/web-configuration.md
 * of prometheus/exporter-toolkit): TLS, HTTP, passwords, rate limit. Unknown keys are refused, because a
 * misspelt one would leave a door open.
 */
import { validateHeaderValue } from 'node:http';
import { dirname } from 'node:path';
import { type Document, isMap, LineCounter, parseDocument } from 'yaml';
import { ToolError } from '../model/tool-error.ts';
import { readTlsSettings, type TlsSettings } from './web-config-tls.ts';
import { booleanOf, type Refuse, sectionOf, textOf } from './web-config-values.ts';

export interface WebConfig {
  /** Absent: plain HTTP. */
  readonly tls?: TlsSettings;
  readonly http2: boolean;
  readonly headers: Readonly<Record<string, string>>;
  /** bcrypt hash by user; empty: nobody is asked. */
  readonly users: ReadonlyMap<string, string>;
  /** One request each interval, so many at once. */
  readonly rateLimit?: { readonly intervalMs: number; readonly burst: number };
}

const SECTIONS = ['tls_server_config', 'http_server_config', 'basic_auth_users', 'rate_limit'];

/** Reads the text of the file `name`; relative paths in it start at its folder. Throws a ToolError. */
export function parseWebConfig(text: string, name: string): WebConfig {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const refuse = refuserFor(document, lines, name);
  const error = document.errors[0];
  if (error !== undefined) {
    const line = error.linePos?.[0].line ?? 1;
    throw webConfigError(name, line, '不是有效的 YAML。', `is no valid YAML: ${firstLine(error)}`);
  }
  const root = sectionOf((document.toJS() ?? {}) as unknown, [], SECTIONS, refuse);
  const tls = sectionOf(root.tls_server_config, ['tls_server_config'], undefined, refuse);
  const http = sectionOf(root.http_server_config, ['http_server_config'], HTTP_KEYS, refuse);
  const rateLimit = readRateLimit(root.rate_limit, refuse);
  const settings = readTlsSettings(tls, dirname(name), refuse);
  return {
    ...(settings === undefined ? {} : { tls: settings }),
    http2: booleanOf(http.http2, ['http_server_config', 'http2'], refuse) ?? true,
    headers: readHeaders(http.headers, refuse),
    users: readUsers(root.basic_auth_users, refuse),
    ...(rateLimit === undefined ? {} : { rateLimit }),
  };
}

function refuserFor(document: Document, lines: LineCounter, name: string): Refuse {
  return (path, zh, en) => {
    throw webConfigError(name, lineOf(document, lines, path), zh, en);
  };
}

function webConfigError(name: string, line: number, zh: string, en: string): ToolError {
  return new ToolError('web-config-invalid', {
    zh: `${name} 第 ${line} 行：${zh}`,
    en: `${name}, line ${line}: ${en}`,
  });
}

function firstLine({ message }: Error): string {
  return message.split('\n')[0]!.replace(/:?$/, '.');
}

/** The line of the key at `path`, or of the nearest key above it that is there. */
function lineOf(document: Document, lines: LineCounter, path: readonly string[]): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const key of path) {
    if (!isMap(node)) break;
    const pair = node.items.find((item) => String(item.key) === key);
    if (pair === undefined) break;
    offset = (pair.key as { range?: readonly number[] | null }).range?.[0] ?? offset;
    node = pair.value;
  }
  return lines.linePos(offset).line;
}

const HTTP_KEYS = ['http2', 'headers'];

/** The headers that may be set, with their values where those are a closed set. */
const HEADERS: Readonly<Record<string, readonly string[] | undefined>> = {
  'Content-Security-Policy': undefined,
  'X-Frame-Options': ['deny', 'sameorigin'],
  'X-Content-Type-Options': ['nosniff'],
  'X-XSS-Protection': undefined,
  'Strict-Transport-Security': undefined,
};

function readHeaders(value: unknown, refuse: Refuse): Record<string, string> {
  const path = ['http_server_config', 'headers'];
  const section = sectionOf(value, path, Object.keys(HEADERS), refuse);
  const headers: Record<string, string> = {};
  for (const name of Object.keys(section)) {
    const text = textOf(section[name], [...path, name], refuse);
    if (text === undefined) continue;
    const allowed = HEADERS[name];
    if (allowed !== undefined && !allowed.includes(text)) {
      const list = allowed.join(', ');
      refuse([...path, name], `${name} 只能是：${list}。`, `${name} may be: ${list}.`);
    }
    try {
      validateHeaderValue(name, text);
    } catch {
      refuse(
        [...path, name],
        `${name} 含有不允许的字符。`,
        `${name} has characters that may not be in a header.`,
      );
    }
    headers[name] = text;
  }
  return headers;
}

const BCRYPT = /^\$2[aby]\$(?:0[4-9]|[12]\d|3[01])\$[./A-Za-z0-9]{53}$/;

function readUsers(value: unknown, refuse: Refuse): Map<string, string> {
  const section = sectionOf(value, ['basic_auth_users'], undefined, refuse);
  return new Map(
    Object.entries(section).map(([user, hash]) => {
      if (typeof hash === 'string' && BCRYPT.test(hash)) return [user, hash];
      return refuse(
        ['basic_auth_users', user],
        `${user} 的口令应为 bcrypt 散列（$2y$10$…），可用 htpasswd -nBC 10 生成。`,
        `the password of ${user} has to be a bcrypt hash ($2y$10$…); htpasswd -nBC 10 makes one.`,
      );
    }),
  );
}

function readRateLimit(value: unknown, refuse: Refuse): WebConfig['rateLimit'] {
  const path = ['rate_limit'];
  const section = sectionOf(value, path, ['interval', 'burst'], refuse);
  const intervalMs = durationOf(section.interval, [...path, 'interval'], refuse);
  const burst = section.burst ?? 0;
  if (typeof burst !== 'number' || !Number.isInteger(burst) || burst < 0) {
    return refuse([...path, 'burst'], 'burst 应为非负整数。', 'burst wants a whole number.');
  }
  return intervalMs === 0 ? undefined : { intervalMs, burst };
}

const UNITS_MS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** As Go writes durations: `1s`, `500ms`, `1m30s`, 0. */
function durationOf(value: unknown, path: readonly string[], refuse: Refuse): number {
  if (value === undefined || value === null || value === 0 || value === '0') return 0;
  const text = String(value);
  if (typeof value === 'string' && /^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+$/.test(text)) {
    const parts = text.matchAll(/([\d.]+)([a-zµ]+)/g);
    return [...parts].reduce((sum, [, number, unit]) => sum + Number(number) * UNITS_MS[unit!]!, 0);
  }
  return refuse(
    path,
    '应为时长，如 1s、500ms、1m30s。',
    'wants a duration such as 1s, 500ms, 1m30s.',
  );
}
