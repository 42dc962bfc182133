/** The server as its clients meet it: routes, refusals, limits, and its end. */
import { Agent } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { ToolError } from '../../src/model/tool-error.ts';
import { reportOf } from '../helpers/run.ts';
import { parseOpenMetrics, parseText } from '../sink/prometheus/parse.ts';
import { ask, connected, raw, serverOf } from './fixtures.ts';

const KEY = 'wecom_errcode_events_total{errcode="40014",workload="",tolerated="false"}';

describe('GET /metrics', () => {
  test('shows a new series at 0, then its count, in whichever format', async () => {
    const { port } = await serverOf();
    const first = await ask(port, '/metrics');
    expect(first.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(parseText(first.text).samples[KEY]).toBe(0);
    const headers = { accept: 'application/openmetrics-text;version=1.0.0' };
    const second = await ask(port, '/metrics', { headers });
    expect(second.headers['content-type']).toBe(
      'application/openmetrics-text; version=1.0.0; charset=utf-8',
    );
    expect(parseOpenMetrics(second.text).samples[KEY]).toBe(3);
    expect(parseText((await ask(port, '/metrics')).text).samples[KEY]).toBe(3);
  });

  test('has shown nothing to who asks for the head only', async () => {
    const { port, shown } = await serverOf();
    const head = await ask(port, '/metrics', { method: 'HEAD' });
    expect([head.status, head.text]).toEqual([200, '']);
    expect(Number(head.headers['content-length'])).toBeGreaterThan(1000);
    expect(shown).toEqual([]);
  });

  test('is packed for clients that take gzip', async () => {
    const { port } = await serverOf();
    const packed = await ask(port, '/metrics', { headers: { 'accept-encoding': 'gzip' } });
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(packed.headers.vary).toContain('Accept-Encoding');
    expect(parseText(gunzipSync(packed.bytes).toString()).samples).toHaveProperty([KEY]);
    expect((await ask(port, '/metrics')).headers['content-encoding']).toBeUndefined();
  });

  test('is 503 before anything is committed', async () => {
    const { port } = await serverOf({ committed: async () => undefined });
    const { status, text } = await ask(port, '/metrics');
    expect(status).toBe(503);
    expect(text).toMatch(/not loaded/);
  });
});

describe('the other pages', () => {
  test('are the live page with version and links, under a strict policy', async () => {
    const { port } = await serverOf();
    const { status, headers, text } = await ask(port, '/');
    expect(status).toBe(200);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(text).toContain('1.2.3');
    // Relative, so that it works behind a proxy that adds a prefix.
    const markup = text.replace(/<(script|style)[\s\S]*?<\/\1>/g, '');
    const links = [...markup.matchAll(/href="([^"#:]+)"/g)].map(([, path]) =>
      path!.replaceAll('&amp;', '&'),
    );
    expect(links).toEqual(
      expect.arrayContaining(['metrics', 'api/v1/report?format=html&lang=en', '-/ready']),
    );
    for (const path of links) {
      expect((await ask(port, `/${path}`)).status).toBeOneOf([200, 503]);
    }
  });

  test('are health and readiness, which says why not', async () => {
    const state = { isReady: true };
    const { port } = await serverOf({
      unready: () => (state.isReady ? undefined : { zh: '磁盘已满。', en: 'The disk is full.' }),
    });
    expect((await ask(port, '/-/healthy')).status).toBe(200);
    expect((await ask(port, '/-/ready')).status).toBe(200);
    state.isReady = false;
    const { status, text } = await ask(port, '/-/ready');
    expect([status, text]).toEqual([503, 'The disk is full.\n']);
  });

  test('are the report as JSON', async () => {
    const report = await reportOf('2026-09-05 11:58:00 errcode=40014\n');
    const { port } = await serverOf({ report: async () => report });
    const { headers, text } = await ask(port, '/api/v1/report?by=1h');
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    expect(JSON.parse(text)).toMatchObject({
      schema: 'wecomlog.report/1',
      codes: [{ errcode: 40014, events: 1 }],
    });
  });

  test('speak the language of the instance', async () => {
    const { port } = await serverOf({}, { lang: 'zh' });
    expect((await ask(port, '/-/healthy')).text).toBe('wecomlog 正在运行。\n');
    expect((await ask(port, '/nowhere')).text).toContain('没有这个页面');
  });
});

describe('POST /-/reload', () => {
  test('reloads, and says what was wrong', async () => {
    const problems = [
      undefined,
      new ToolError('overlay-invalid', { zh: '坏', en: 'Line 3 is bad.' }),
    ];
    const { port } = await serverOf({
      reload: async () => {
        const problem = problems.shift();
        if (problem !== undefined) throw problem;
      },
    });
    expect((await ask(port, '/-/reload', { method: 'POST' })).status).toBe(200);
    const { status, text } = await ask(port, '/-/reload', { method: 'POST' });
    expect([status, text]).toEqual([500, 'Line 3 is bad.\n']);
  });

  test.each([
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ origin: 'http://here.example', host: 'here.example' }, 200],
    [{ origin: 'https://here.example', host: 'here.example' }, 200],
    [{ 'sec-fetch-site': 'same-origin' }, 200],
    [{ 'sec-fetch-site': 'none' }, 200],
  ])('with %j is %i', async (headers, expected) => {
    let reloads = 0;
    const { port } = await serverOf({
      reload: async () => {
        reloads++;
      },
    });
    const { status } = await ask(port, '/-/reload', { method: 'POST', headers });
    expect([status, reloads]).toEqual([expected, expected === 200 ? 1 : 0]);
  });
});

describe('what is not served', () => {
  test.each([
    ['GET', '/nowhere', 404, undefined],
    ['GET', '/metrics/', 404, undefined],
    ['GET', '/../../etc/passwd', 404, undefined],
    ['GET', '/%2e%2e/metrics', 404, undefined],
    ['GET', '/__proto__', 404, undefined],
    ['GET', '/constructor', 404, undefined],
    ['DELETE', '/metrics', 405, 'GET, HEAD'],
    ['POST', '/metrics', 405, 'GET, HEAD'],
    ['OPTIONS', '/metrics', 405, 'GET, HEAD'],
    ['GET', '/-/reload', 405, 'POST'],
    ['HEAD', '/-/reload', 405, 'POST'],
    ['GET', `/metrics?${'x'.repeat(3000)}`, 414, undefined],
  ])('%s %s is %i with a sentence', async (method, path, expected, allow) => {
    const { port } = await serverOf();
    const { status, headers, text } = await ask(port, path, { method });
    expect(status).toBe(expected);
    expect(headers.allow).toBe(allow);
    if (method !== 'HEAD') expect(text).toMatch(/^[A-Z].*\.\n$/);
  });

  test('is a target that a proxy sends in full: that is served', async () => {
    const { port } = await serverOf();
    expect((await ask(port, 'http://other.example:80/-/healthy?x')).status).toBe(200);
  });

  test('is a long body, announced or not', async () => {
    const { port } = await serverOf();
    const body = 'x'.repeat(100_000);
    expect((await ask(port, '/-/reload', { method: 'POST', body })).status).toBe(413);
    const chunked = { 'transfer-encoding': 'chunked' };
    // Whether the reply comes before the end of the connection is a race; the end comes.
    await ask(port, '/-/reload', { method: 'POST', body, headers: chunked }).catch(() => undefined);
    expect((await ask(port, '/-/healthy')).status).toBe(200);
  });

  test('is what cannot be understood', async () => {
    const { port } = await serverOf();
    expect(await raw(port, 'nonsense\r\n\r\n')).toMatch(/^HTTP\/1\.1 400/);
    const large = `GET / HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(20_000)}\r\n\r\n`;
    expect(await raw(port, large)).toMatch(/^HTTP\/1\.1 431/);
    expect((await ask(port, '/-/healthy')).status).toBe(200);
  });

  test('is anything about a fault inside', async () => {
    const { port, errors } = await serverOf({
      report: () => Promise.reject(new Error('secret path /etc/shadow')),
    });
    const { status, text } = await ask(port, '/api/v1/report');
    expect(status).toBe(500);
    expect(text).not.toContain('secret');
    expect(errors).toHaveLength(1);
  });
});

describe('the end', () => {
  test('waits for requests under way and takes no others', async () => {
    let release = (): void => undefined;
    let onAsked = (): void => undefined;
    const asked = new Promise<void>((resolve) => {
      onAsked = resolve;
    });
    const { server, port } = await serverOf({
      report: () => {
        onAsked();
        return new Promise((resolve) => {
          release = () => resolve(undefined);
        });
      },
    });
    const agent = new Agent({ keepAlive: true });
    const slow = ask(port, '/api/v1/report', { agent });
    await asked;
    const closed = server.close(60_000);
    await expect(ask(port, '/-/healthy')).rejects.toThrow(/ECONNREFUSED/);
    release();
    const { status, headers } = await slow;
    expect([status, headers.connection]).toEqual([503, 'close']);
    await closed;
    agent.destroy();
  });

  test('does not wait for connections that ask nothing', async () => {
    const { server, port } = await serverOf();
    const agent = new Agent({ keepAlive: true });
    await ask(port, '/-/healthy', { agent });
    await server.close(60_000);
    agent.destroy();
  });

  test('comes after the grace for those who stall', async () => {
    const { server, port } = await serverOf();
    const socket = await connected(port);
    const isClosed = new Promise((resolve) => socket.once('close', resolve));
    socket.write('GET /metrics HTTP/1.1\r\nHost: x\r\n');
    await ask(port, '/-/healthy');
    await server.close(1);
    await isClosed;
  });

  test('comes once', async () => {
    const { server } = await serverOf();
    await Promise.all([server.close(10), server.close(10)]);
    await server.close(10);
  });
});

describe('listening', () => {
  test('on a port that is taken is told with a remedy', async () => {
    const { port } = await serverOf();
    await expect(serverOf({}, { listen: { host: '127.0.0.1', port } })).rejects.toThrow(
      /EADDRINUSE.*--listen/,
    );
  });
});
