/** Addresses: read, shown, and warned about. */
import { describe, expect, test } from 'vitest';
import {
  DEFAULT_LISTEN,
  exposureWarning,
  isLoopback,
  parseListen,
  urlOf,
} from '../../src/server/listen.ts';
import { parseWebConfig } from '../../src/server/web-config.ts';

describe('an address', () => {
  test.each([
    ['127.0.0.1:19143', { host: '127.0.0.1', port: 19_143 }],
    [':9000', { host: '', port: 9000 }],
    ['[::1]:9000', { host: '::1', port: 9000 }],
    ['metrics.internal:0', { host: 'metrics.internal', port: 0 }],
  ])('%s is read', (text, address) => {
    expect(parseListen(text)).toEqual(address);
  });

  test.each(['', '127.0.0.1', '9000', '::1:9000', '[::1]', '[nonsense]:1', 'a:b', ':70000', ':-1'])(
    '%j is refused',
    (text) => {
      expect(() => parseListen(text)).toThrow(/is no HOST:PORT/);
    },
  );

  test('is shown as a URL that reaches it from this machine', () => {
    expect(urlOf(DEFAULT_LISTEN, false)).toBe('http://127.0.0.1:19143');
    expect(urlOf({ host: '', port: 1 }, true)).toBe('https://127.0.0.1:1');
    expect(urlOf({ host: '::1', port: 1 }, false)).toBe('http://[::1]:1');
  });
});

describe('a warning', () => {
  const users = parseWebConfig(`basic_auth_users: {a: "$2y$10$${'a'.repeat(53)}"}`, 'web.yml');

  test('is given for an address that others reach without a password', () => {
    for (const host of ['', '0.0.0.0', '::', '10.0.0.5', 'metrics.internal']) {
      const warning = exposureWarning({ host, port: 1 }, undefined);
      expect(warning?.en).toContain('--web.config.file');
      expect(warning?.zh).toContain('--web.config.file');
      expect(exposureWarning({ host, port: 1 }, users)).toBeUndefined();
    }
  });

  test('is not given on loopback', () => {
    for (const host of ['127.0.0.1', '127.9.9.9', '::1', 'localhost']) {
      expect(isLoopback(host)).toBe(true);
      expect(exposureWarning({ host, port: 1 }, undefined)).toBeUndefined();
    }
    expect(isLoopback('127.example.com')).toBe(false);
  });
});
