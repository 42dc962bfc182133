/** The live page and its stream over HTTP: languages, who may see addresses, and the end. */
import { type IncomingMessage, request } from 'node:http';
import { hashSync } from 'bcryptjs';
import { describe, expect, onTestFinished, test } from 'vitest';
import { STREAM_CLIENTS_MAX } from '../../src/model/limits.ts';
import type { LiveCounts } from '../../src/model/live.ts';
import { langOf } from '../../src/server/reader.ts';
import { reportOf } from '../helpers/run.ts';
import { codeOf, countsOf } from '../sink/prometheus/fixtures.ts';
import { ask, basic, serverOf } from './fixtures.ts';

const ADDRESS = '203.0.113.24';
const DENIED = countsOf({
  codes: [codeOf({ errcode: 60020, counts: [['permission-denied', 3, 0]] })],
  deniedIps: { count: 1, kept: [ADDRESS] },
});

interface Stream {
  readonly response: IncomingMessage;
  /** The next event, as text. */
  next(): Promise<string>;
  readonly isEnded: Promise<void>;
}

/** Opens a stream and leaves it open. */
function streamOf(port: number, headers: Record<string, string> = {}): Promise<Stream> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, path: '/api/v1/stream', headers });
    outgoing.on('error', reject);
    outgoing.on('response', (response) => {
      let text = '';
      let wake = (): void => undefined;
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        wake();
      });
      response.on('error', () => undefined);
      const isEnded = new Promise<void>((done) => response.once('close', done));
      const next = async (): Promise<string> => {
        for (;;) {
          const end = text.indexOf('\n\n');
          if (end >= 0) {
            const event = text.slice(0, end);
            text = text.slice(end + 2);
            if (!event.startsWith('retry')) return event;
          } else {
            await new Promise<void>((done) => {
              wake = done;
            });
          }
        }
      };
      resolve({ response, next, isEnded });
    });
    outgoing.end();
    onTestFinished(() => {
      outgoing.destroy();
    });
  });
}

/** A port whose commits a test makes. */
function committing(first: LiveCounts | undefined) {
  const listeners = new Set<(counts: LiveCounts) => void>();
  let counts = first;
  return {
    part: {
      committed: async () => counts,
      onCommit: (listener: (counts: LiveCounts) => void) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    commit(next: LiveCounts): void {
      counts = next;
      for (const tell of listeners) tell(next);
    },
  };
}

describe('GET /', () => {
  test('is the page in the language that is asked for', async () => {
    const { port } = await serverOf();
    const langOfPage = async (path: string, header?: string): Promise<string | undefined> => {
      const headers = header === undefined ? {} : { 'accept-language': header };
      return /<html lang="([^"]+)"/.exec((await ask(port, path, { headers })).text)?.[1];
    };
    expect(await langOfPage('/')).toBe('en');
    expect(await langOfPage('/', 'zh-CN,zh;q=0.9,en;q=0.8')).toBe('zh-CN');
    expect(await langOfPage('/?lang=en', 'zh-CN')).toBe('en');
    expect(await langOfPage('/?lang=zh')).toBe('zh-CN');
  });

  test('shows exit addresses on this machine, and to nobody who may be elsewhere', async () => {
    const { port } = await serverOf({ committed: async () => DENIED });
    const pageFor = async (headers: Record<string, string>): Promise<string> =>
      (await ask(port, '/', { headers })).text;
    expect(await pageFor({})).toContain(ADDRESS);
    expect(await pageFor({ host: 'localhost:8080' })).toContain(ADDRESS);
    for (const headers of [
      { host: 'evil.example:19143' },
      { 'x-forwarded-for': '198.51.100.7' },
      { forwarded: 'for=198.51.100.7' },
    ]) {
      expect(await pageFor(headers as Record<string, string>)).not.toContain(ADDRESS);
    }
  });

  test('shows exit addresses behind a password, wherever the reader is', async () => {
    const users = new Map([['ops', hashSync('secret', 4)]]);
    const config = { http2: false, headers: {}, users };
    const { port } = await serverOf(
      { committed: async () => DENIED },
      { webConfig: { current: () => config } as never },
    );
    expect((await ask(port, '/', { headers: basic('ops', 'wrong') })).status).toBe(401);
    const headers = { ...basic('ops', 'secret'), host: 'logs.example.com', via: 'proxy' };
    expect((await ask(port, '/', { headers })).text).toContain(ADDRESS);
  });

  test('is 503 with a sentence before anything is committed, and so is the stream', async () => {
    const { port } = await serverOf({ committed: async () => undefined });
    for (const path of ['/', '/api/v1/stream']) {
      const { status, text } = await ask(port, path);
      expect([status, text]).toEqual([503, expect.stringMatching(/not loaded/)]);
    }
  });
});

describe('GET /api/v1/stream', () => {
  test('is a stream that no cache and no proxy holds back', async () => {
    const { port } = await serverOf();
    const { response, next } = await streamOf(port);
    expect(response.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    });
    expect(response.headers['content-encoding']).toBeUndefined();
    const event = await next();
    expect(event).toMatch(/^id: [0-9a-f]{8}\.1\nevent: view\ndata: \{"nowMs":\d+,"build":"/);
    const { sections } = JSON.parse(/^data: (.*)$/m.exec(event)![1]!);
    expect(Object.keys(sections)).toEqual(
      expect.arrayContaining(['state', 'happening', 'hour', 'newest', 'codes', 'sources', 'aside']),
    );
    expect(sections.codes.rows[0]).toMatchObject({ errcode: 40014, events: 3 });
  });

  test('shows what is committed, and nothing before it is', async () => {
    const { part, commit } = committing(countsOf({ lines: 1 }));
    const { port } = await serverOf(part);
    const { next } = await streamOf(port);
    expect(await next()).toContain('"lines":1');
    commit(countsOf({ lines: 2 }));
    expect(await next()).toContain('"lines":2');
  });

  test('hides exit addresses from who may be elsewhere', async () => {
    const { port } = await serverOf({ committed: async () => DENIED });
    const inside = await (await streamOf(port)).next();
    const outside = await (await streamOf(port, { host: 'evil.example' })).next();
    expect([inside.includes(ADDRESS), outside.includes(ADDRESS)]).toEqual([true, false]);
  });

  test('answers a look at its headers and stays no open connection', async () => {
    const { port } = await serverOf();
    const head = await ask(port, '/api/v1/stream', { method: 'HEAD' });
    expect([head.status, head.text]).toEqual([200, '']);
  });

  test('turns away who comes when too many are there, until somebody leaves', async () => {
    const { port } = await serverOf();
    const streams = await Promise.all(
      Array.from({ length: STREAM_CLIENTS_MAX }, () => streamOf(port)),
    );
    const refused = await ask(port, '/api/v1/stream');
    expect([refused.status, refused.headers['retry-after']]).toEqual([503, '10']);
    expect((await ask(port, '/')).status).toBe(200);
    streams[0]!.response.destroy();
    let status = 503;
    while (status === 503) status = (await ask(port, '/api/v1/stream', { method: 'HEAD' })).status;
    expect(status).toBe(200);
  });

  test('ends with the server at once, although readers would stay', async () => {
    const { port, server, errors } = await serverOf();
    const { next, isEnded } = await streamOf(port);
    await next();
    await server.close(60_000);
    await isEnded;
    expect(errors).toEqual([]);
  });
});

describe('GET /api/v1/report', () => {
  test('is a file in each format, in the language of the reader', async () => {
    const asked: string[] = [];
    const data = await reportOf('2026-09-05 11:58:00 errcode=60020\n');
    const { port } = await serverOf({
      report: async (lang) => {
        asked.push(lang);
        return data;
      },
    });
    const fetched = async (query: string) => {
      const { status, headers, text } = await ask(port, `/api/v1/report${query}`);
      return [status, headers['content-type'], headers['content-disposition'], text.slice(0, 15)];
    };
    const saved = (name: string) => `attachment; filename="wecomlog-report.${name}"`;
    expect(await fetched('')).toEqual([
      200,
      'application/json; charset=utf-8',
      undefined,
      expect.stringContaining('{'),
    ]);
    expect(await fetched('?format=html&lang=zh')).toEqual([
      200,
      'text/html; charset=utf-8',
      saved('html'),
      '<!doctype html>',
    ]);
    expect((await fetched('?format=csv')).slice(1, 3)).toEqual([
      'text/csv; charset=utf-8',
      saved('csv'),
    ]);
    expect((await fetched('?format=markdown')).slice(1, 3)).toEqual([
      'text/markdown; charset=utf-8',
      saved('md'),
    ]);
    expect(asked).toEqual(['en', 'zh', 'en', 'en']);
    const refused = await ask(port, '/api/v1/report?format=pdf');
    expect([refused.status, refused.text]).toEqual([
      400,
      'format may be: json, html, markdown, csv.\n',
    ]);
  });
});

describe('the language of a reader', () => {
  test.each([
    ['/', undefined, 'zh'],
    ['/', 'fr, de', 'zh'],
    ['/', 'en-GB', 'en'],
    ['/', 'fr, en;q=0.5, zh;q=0.4', 'en'],
    ['/', 'en;q=0, zh', 'zh'],
    ['/', 'en;q=0.3,zh-TW;q=0.8', 'zh'],
    ['/?lang=en', 'zh', 'en'],
    ['/?theme=x&lang=en#zh', 'zh', 'en'],
    ['/?lang=xx', 'en', 'en'],
  ])('of %s with %s is %s', (url, header, lang) => {
    const request = { method: 'GET', url, host: undefined, header: () => header };
    expect(langOf(request, 'zh')).toBe(lang);
  });
});
