/** The web configuration: what it may say, and where it says something else. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { ToolError } from '../../src/model/tool-error.ts';
import { parseWebConfig } from '../../src/server/web-config.ts';
import { openWebConfig } from '../../src/server/web-config-file.ts';
import { type Certificate, certificateFor } from '../helpers/certificate.ts';
import { folderOf } from '../helpers/folder.ts';
import { promtool } from '../helpers/promtool.ts';

const HASH = '$2y$10$X0h1gDsPszWURQaxFh.zoubFi6DXncSjhoQNJgRrnGs7EsimhC7zG';

let pair: Certificate;
beforeAll(() => {
  pair = certificateFor('localhost', ['localhost', '127.0.0.1']);
});

function folderWith(text: string): string {
  return join(
    folderOf({ 'web.yml': text, 'tls.crt': pair.cert, 'tls.key': pair.key, 'ca.crt': pair.cert }),
    'web.yml',
  );
}

const parse = (text: string) => parseWebConfig(text, folderWith(text));

const FULL = `
tls_server_config:
  cert_file: tls.crt
  key_file: tls.key
  client_ca_file: ca.crt
  client_auth_type: RequireAndVerifyClientCert
  min_version: TLS12
  max_version: TLS13
  cipher_suites: [TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, TLS_AES_128_GCM_SHA256]
  prefer_server_cipher_suites: false
  curve_preferences: [X25519, CurveP256]
http_server_config:
  http2: false
  headers:
    X-Frame-Options: deny
    Content-Security-Policy: ''
    Strict-Transport-Security: max-age=31536000
basic_auth_users:
  prometheus: ${HASH}
`;

describe('a web configuration', () => {
  test('may say all that the toolkit knows, and promtool agrees', () => {
    const config = parse(FULL);
    expect(config.http2).toBe(false);
    expect(config.headers).toEqual({
      'X-Frame-Options': 'deny',
      'Strict-Transport-Security': 'max-age=31536000',
    });
    expect([...config.users]).toEqual([['prometheus', HASH]]);
    expect(config.tls?.clientAuth).toBe('RequireAndVerifyClientCert');
    expect(config.tls?.context).toMatchObject({
      cert: pair.cert,
      key: pair.key,
      ca: pair.cert,
      minVersion: 'TLSv1.2',
      maxVersion: 'TLSv1.3',
      honorCipherOrder: false,
      ecdhCurve: 'X25519:prime256v1',
      ciphers: expect.stringMatching(/^TLS_AES.*:ECDHE-ECDSA-AES128-GCM-SHA256$/),
    });
    const checked = promtool(['check', 'web-config', folderWith(FULL)]);
    expect(checked.isClean, checked.said).toBe(true);
  });

  test('may say nothing', () => {
    for (const text of ['', '# nothing\n', 'basic_auth_users:\n', 'tls_server_config: {}\n']) {
      expect(parse(text)).toEqual({ http2: true, headers: {}, users: new Map() });
    }
  });

  test('may have certificates in itself', () => {
    const indent = (text: string): string => text.trimEnd().replaceAll('\n', '\n    ');
    const text = `tls_server_config:\n  cert: |\n    ${indent(pair.cert)}\n  key: |\n    ${indent(pair.key)}\n`;
    expect(parse(text).tls?.context.cert).toBe(pair.cert);
    expect(parse(text).tls?.files).toEqual([]);
  });

  test.each([
    ['rate_limit: {interval: 1m30s, burst: 5}', { intervalMs: 90_000, burst: 5 }],
    ['rate_limit: {interval: 500ms, burst: 1}', { intervalMs: 500, burst: 1 }],
    ['rate_limit: {interval: 0, burst: 1}', undefined],
  ])('%s limits requests', (text, limit) => {
    expect(parse(text).rateLimit).toEqual(limit);
  });

  test.each([
    ['basic_auth_user: {}', 1, /basic_auth_user is unknown; known are: .*basic_auth_users/],
    ['\ntls_server_config:\n  certfile: x', 3, /certfile is unknown/],
    ['http_server_config:\n  http2: maybe', 2, /true or false/],
    ['http_server_config:\n  headers:\n    Server: x', 3, /Server is unknown/],
    ['http_server_config:\n  headers:\n    X-Frame-Options: allow', 3, /deny, sameorigin/],
    ['http_server_config:\n  headers:\n    X-XSS-Protection: "a\\nb: c"', 3, /characters/],
    ['basic_auth_users:\n  a: secret', 2, /bcrypt hash/],
    ['basic_auth_users:\n  a: 12', 2, /bcrypt hash/],
    ['basic_auth_users: [a]', 1, /keys and values/],
    ['basic_auth_users:\n  a: 1\n  a: 2', 3, /no valid YAML/],
    ['tls_server_config:\n  cert_file: [', 2, /no valid YAML/],
    ['tls_server_config:\n  cert_file: tls.crt', 1, /lacks key_file/],
    ['tls_server_config:\n  key_file: tls.key', 1, /lacks cert_file/],
    ['tls_server_config:\n  key_file: tls.key\n  cert_file: gone.crt', 3, /cannot read .*ENOENT/],
    ['tls_server_config:\n  key_file: tls.crt\n  cert_file: tls.key', 3, /do not serve/],
    [
      'tls_server_config:\n  key_file: tls.key\n  cert_file: tls.crt\n  min_version: SSL3',
      4,
      /TLS12/,
    ],
    [
      'tls_server_config:\n  key_file: tls.key\n  cert_file: tls.crt\n  min_version: TLS13\n  max_version: TLS12',
      4,
      /above/,
    ],
    [
      'tls_server_config:\n  key_file: tls.key\n  cert_file: tls.crt\n  cipher_suites: [RC4]',
      4,
      /RC4/,
    ],
    [
      'tls_server_config:\n  key_file: tls.key\n  cert_file: tls.crt\n  client_ca_file: ca.crt',
      1,
      /no client_auth_type/,
    ],
    [
      'tls_server_config:\n  key_file: tls.key\n  cert_file: tls.crt\n  client_auth_type: Some',
      4,
      /may be/,
    ],
    [
      'tls_server_config:\n  key_file: tls.key\n  cert_file: tls.crt\n  client_allowed_sans: [a]',
      4,
      /wants client_auth_type/,
    ],
    ['tls_server_config:\n  key_file: tls.key\n  key: x\n  cert_file: tls.crt', 3, /write one/],
    ['rate_limit:\n  interval: soon', 2, /duration/],
    ['rate_limit:\n  interval: 1s\n  burst: -1', 3, /whole number/],
  ])('%j is refused at line %i', (text, line, message) => {
    const name = folderWith(text);
    let problem: unknown;
    try {
      parseWebConfig(text, name);
    } catch (error) {
      problem = error;
    }
    expect(problem).toBeInstanceOf(ToolError);
    const { zh, en } = (problem as ToolError).text;
    expect(en).toMatch(message);
    expect(en).toContain(`${name}, line ${line}: `);
    expect(zh).toContain(`${name} 第 ${line} 行：`);
  });
});

describe('the file of it', () => {
  test('is read anew when it changed, and the same object while it did not', () => {
    const path = folderWith(`basic_auth_users: {a: ${HASH}}`);
    const problems: ToolError[] = [];
    const file = openWebConfig(path, (problem) => problems.push(problem));
    const first = file.current();
    expect(file.current()).toBe(first);
    writeFileSync(path, `basic_auth_users: {a: ${HASH}, bb: ${HASH}}`);
    expect([...file.current().users.keys()]).toEqual(['a', 'bb']);
    expect(problems).toEqual([]);
  });

  test('that has become wrong is told once, and what held before holds on', () => {
    const path = folderWith(`basic_auth_users: {a: ${HASH}}`);
    const problems: ToolError[] = [];
    const file = openWebConfig(path, (problem) => problems.push(problem));
    writeFileSync(path, 'basic_auth_users: {a: plain}');
    expect([...file.current().users.keys()]).toEqual(['a']);
    file.current();
    expect(problems.map(({ code }) => code)).toEqual(['web-config-invalid']);
    writeFileSync(path, `basic_auth_users:\n  b: >-\n    ${HASH}`);
    expect([...file.current().users.keys()]).toEqual(['b']);
  });

  test('notices new certificates', () => {
    const path = folderWith('tls_server_config: {cert_file: tls.crt, key_file: tls.key}');
    const file = openWebConfig(path, () => undefined);
    const next = certificateFor('localhost', ['localhost', 'second.example']);
    writeFileSync(join(path, '..', 'tls.crt'), next.cert);
    writeFileSync(join(path, '..', 'tls.key'), next.key);
    expect(file.current().tls?.context.cert).toBe(next.cert);
  });

  test('cannot switch TLS off while the server listens', () => {
    const path = folderWith('tls_server_config: {cert_file: tls.crt, key_file: tls.key}');
    const problems: ToolError[] = [];
    const file = openWebConfig(path, (problem) => problems.push(problem));
    writeFileSync(path, '');
    expect(file.current().tls).toBeDefined();
    expect(problems.map(({ code }) => code)).toEqual(['web-config-restart']);
  });

  test('that is not there is told at the start', () => {
    expect(() => openWebConfig('/nowhere/web.yml', () => undefined)).toThrow(/cannot be read/);
  });
});
