/** xz beyond one stream; what its library is asked for, and what it refuses. */
import { describe, expect, test } from 'vitest';
import { APP_LOG, fixture, tarOf, unpackAll } from '../helpers/packed.ts';

const packed = fixture('xz');

/** `echo errcode=40014 | xz --check=sha256 | base64`, without the last bytes */
const SHA256 = Buffer.from(
  '/Td6WFoAAArh+wyhAgAhARYAAAB0L+WjAQANZXJyY29kZT00MDAxNAoAAAA7bsDtVjGqw5Io6TxUzqUsYIQKObATRWOuR5Onr3AcsAABPg5Rg/uGGJtLmgEAAAAACllq',
  'base64',
);

describe('xz', () => {
  test('of several streams, with padding between, is their sequence', async () => {
    const { logs } = await unpackAll(Buffer.concat([packed, Buffer.alloc(8), packed]), {
      size: 777,
    });
    expect(logs[0]!.problem).toBeUndefined();
    expect(logs[0]!.bytes.equals(Buffer.concat([APP_LOG, APP_LOG]))).toBe(true);
  });

  test('in an archive that is an xz itself does not wait for its outside', async () => {
    const { logs } = await unpackAll(await tarOf([['app.log.xz', packed]]));
    expect(logs[0]!.bytes.equals(APP_LOG)).toBe(true);
    // The same once more from two that are open at a time.
    const both = await Promise.all([
      unpackAll(packed, { size: 50 }),
      unpackAll(packed, { size: 51 }),
    ]);
    for (const { logs: one } of both) expect(one[0]!.bytes.equals(APP_LOG)).toBe(true);
  });

  test('is decoded many times without holding on to memory', async () => {
    for (let round = 0; round < 40; round++) await unpackAll(packed.subarray(0, 3000));
    expect((await unpackAll(packed)).logs[0]!.problem).toBeUndefined();
  });

  test('with a checksum that the decoder does not know is refused with a sentence', async () => {
    const { logs, errors } = await unpackAll(SHA256);
    expect(logs[0]!.problem).toBe('xz-unsupported');
    expect(errors[0]?.text.en).toContain('SHA-256');
  });
});
