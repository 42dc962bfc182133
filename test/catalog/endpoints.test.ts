import { expect, it } from 'vitest';
import { loadEndpoints } from '../../src/catalog/endpoints.ts';

const endpoints = await loadEndpoints();

it('lists the 829 paths', () => {
  expect(endpoints.size).toBe(829);
});

it.each([
  ['/cgi-bin/message/send', 'message', '发送应用消息'],
  ['/cgi-bin/gettoken', 'auth', '获取access_token'],
])('knows area and title of %s', (path, domain, title) => {
  expect(endpoints.find(path)).toEqual({ api: path, domain, title });
});

it('gives a path that is not listed the area of those beside it, and no title', () => {
  expect(endpoints.find('/cgi-bin/wedoc/not_yet_listed')).toEqual({
    api: '/cgi-bin/wedoc/not_yet_listed',
    domain: 'doc',
  });
});

it('says nothing where those beside it are of several areas, or where there are none', () => {
  expect(endpoints.find('/cgi-bin/oa/not_yet_listed')).toBeUndefined();
  expect(endpoints.find('/cgi-bin/moon/land')).toBeUndefined();
});
