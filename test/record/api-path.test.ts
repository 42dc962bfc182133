/** The API a record names, as one clean path. */
import { describe, expect, test } from 'vitest';
import { createApiPaths } from '../../src/record/api-path.ts';

function pathOf(text: string, paths = createApiPaths(10)): string | undefined {
  const bytes = Buffer.from(`${text}\n`);
  return paths.read(bytes, bytes.indexOf('cgi-bin'));
}

describe('an API path', () => {
  test.each([
    ['https://qyapi.weixin.qq.com/cgi-bin/user/get?access_token=x', '/cgi-bin/user/get'],
    ['/cgi-bin/message/send', '/cgi-bin/message/send'],
    ['"https:\\/\\/qyapi.weixin.qq.com\\/cgi-bin\\/user\\/get"', '/cgi-bin/user/get'],
    ['%2Fcgi-bin%2Fuser%2fget%3Faccess_token', '/cgi-bin/user/get'],
    [
      'POST /cgi-bin/externalcontact/add_msg_template HTTP/1.1',
      '/cgi-bin/externalcontact/add_msg_template',
    ],
    ['/cgi-bin/gettoken/, next', '/cgi-bin/gettoken'],
    ['/cgi-bin/service/get_corp_token企业', '/cgi-bin/service/get_corp_token'],
    ['/cgi-bin/webhook/send\u001b[0m', '/cgi-bin/webhook/send'],
  ])('in %j is %s', (text, path) => {
    expect(pathOf(text)).toBe(path);
  });

  test.each(['/cgi-bin', '/cgi-bin/', '/cgi-bin?x', '/cgi-bin//'])('is not named by %j', (text) => {
    expect(pathOf(text)).toBeUndefined();
  });

  test('is cut where no path of the API is so long', () => {
    expect(pathOf(`/cgi-bin/${'a'.repeat(500)}`)?.length).toBe(97);
  });

  test('is the same however often it is read, and beyond what is remembered', () => {
    const paths = createApiPaths(2);
    const texts = ['/cgi-bin/a/b', '/cgi-bin/a', '/cgi-bin/a/bc', '/cgi-bin/d', '/cgi-bin/a/b?x'];
    const first = texts.map((text) => pathOf(text, paths));
    expect(first).toEqual([
      '/cgi-bin/a/b',
      '/cgi-bin/a',
      '/cgi-bin/a/bc',
      '/cgi-bin/d',
      '/cgi-bin/a/b',
    ]);
    for (let round = 0; round < 3; round++) {
      expect(texts.map((text) => pathOf(text, paths))).toEqual(first);
      expect(texts.toReversed().map((text) => pathOf(text, paths))).toEqual(first.toReversed());
    }
  });

  test('of which another is the beginning is told from it in the escaped form too', () => {
    const paths = createApiPaths(10);
    expect(pathOf('/cgi-bin/user', paths)).toBe('/cgi-bin/user');
    expect(pathOf('/cgi-bin/user\\/get', paths)).toBe('/cgi-bin/user/get');
    expect(pathOf('/cgi-bin/user%2Fget', paths)).toBe('/cgi-bin/user/get');
  });
});
