/** Passwords: who may pass, what is remembered, and that asking often does not tie up the process. */
import { hashSync } from 'bcryptjs';
import { describe, expect, test, vi } from 'vitest';
import { createGate } from '../../src/server/basic-auth.ts';
import { createRateLimiter } from '../../src/server/rate-limit.ts';
import type { WebConfig } from '../../src/server/web-config.ts';
import { ask, basic, serverOf } from './fixtures.ts';

const hash = hashSync('correct horse', 4);
/** As htpasswd writes it. */
const users = new Map([
  ['prometheus', hash.replace('$2b$', '$2y$')],
  ['中文', hashSync('口令', 4)],
]);

const config = (part: Partial<WebConfig>): { current(): WebConfig } => {
  const made: WebConfig = { http2: true, headers: {}, users: new Map(), ...part };
  return { current: () => made };
};

describe('the gate', () => {
  test.each([
    [basic('prometheus', 'correct horse'), 'admitted'],
    [basic('中文', '口令'), 'admitted'],
    [basic('prometheus', 'wrong'), 'refused'],
    [basic('nobody', 'correct horse'), 'refused'],
    [basic('', ''), 'refused'],
    [{ authorization: 'Basic !!!' }, 'refused'],
    [{ authorization: `Basic ${Buffer.from('nocolon').toString('base64')}` }, 'refused'],
    [{ authorization: 'Bearer x' }, 'refused'],
    [{ authorization: undefined }, 'refused'],
  ])('%j is %s', async ({ authorization }, admission) => {
    expect(await createGate().admit(users, authorization)).toBe(admission);
  });

  test('does not admit by memory once the hash has changed', async () => {
    const gate = createGate();
    const header = basic('prometheus', 'correct horse').authorization;
    expect(await gate.admit(users, header)).toBe('admitted');
    const changed = new Map([['prometheus', hashSync('other', 4)]]);
    expect(await gate.admit(changed, header)).toBe('refused');
    expect(await gate.admit(new Map(), header)).toBe('refused');
  });

  test('lets few wait, and those it knows pass by', async () => {
    const gate = createGate();
    const header = basic('prometheus', 'correct horse').authorization;
    await gate.admit(users, header);
    const wrong = Array.from({ length: 50 }, (_, index) =>
      gate.admit(users, basic('prometheus', `wrong ${index}`).authorization),
    );
    expect(await gate.admit(users, header)).toBe('admitted');
    const results = await Promise.all(wrong);
    expect(results.filter((result) => result === 'busy')).toHaveLength(42);
    expect(results.filter((result) => result === 'refused')).toHaveLength(8);
    expect(await gate.admit(users, basic('prometheus', 'again').authorization)).toBe('refused');
  });
});

describe('a server with passwords', () => {
  test('asks for one on every page', async () => {
    const { port } = await serverOf({}, { webConfig: config({ users }) });
    for (const path of ['/', '/metrics', '/-/healthy', '/nowhere']) {
      const { status, headers } = await ask(port, path);
      expect([status, headers['www-authenticate']]).toEqual([
        401,
        'Basic realm="wecomlog", charset="UTF-8"',
      ]);
    }
    const headers = basic('prometheus', 'correct horse');
    expect((await ask(port, '/metrics', { headers })).status).toBe(200);
  });
});

describe('a server with other settings', () => {
  test('adds the headers, its own giving way', async () => {
    const headers = { 'Content-Security-Policy': "default-src 'self'", 'X-Frame-Options': 'deny' };
    const { port } = await serverOf({}, { webConfig: config({ headers }) });
    const answer = await ask(port, '/nowhere');
    expect(answer.headers['content-security-policy']).toBe("default-src 'self'");
    expect(answer.headers['x-frame-options']).toBe('deny');
  });

  test('limits the rate', async () => {
    const elapsedMs = vi.fn(() => 0);
    const rateLimit = { intervalMs: 1000, burst: 2 };
    const { port } = await serverOf({}, { webConfig: config({ rateLimit }), elapsedMs });
    const statuses = async (count: number): Promise<number[]> => {
      const seen: number[] = [];
      for (let index = 0; index < count; index++) seen.push((await ask(port, '/-/healthy')).status);
      return seen;
    };
    expect(await statuses(3)).toEqual([200, 200, 429]);
    elapsedMs.mockReturnValue(1000);
    expect(await statuses(2)).toEqual([200, 429]);
  });
});

describe('a rate limiter', () => {
  test('lets a burst pass and then one each interval', () => {
    const limiter = createRateLimiter();
    const limit = { intervalMs: 100, burst: 3 };
    const passed = [0, 0, 0, 0, 50, 100, 199, 200, 1000, 1000, 1000, 1000].map((nowMs) =>
      limiter.allow(limit, nowMs),
    );
    expect(passed).toEqual([1, 1, 1, 0, 0, 1, 0, 1, 1, 1, 1, 0].map((number) => number === 1));
  });
});
