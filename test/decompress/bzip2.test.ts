/** bzip2 beyond one stream of one block. */
import { describe, expect, test } from 'vitest';
import { APP_LOG, fixture, unpackAll } from '../helpers/packed.ts';

const packed = fixture('bz2');

/** `printf '' | bzip2 | base64` */
const EMPTY = Buffer.from('QlpoORdyRThQkAAAAAA=', 'base64');

/** `head -c 20000000 /dev/zero | bzip2 -9 | base64`: four hundred thousand to one. */
const ZEROS = Buffer.from(
  'QlpoOTFBWSZTWb/Kr8QAmS/CAMAAAAgACCAAMMwFKaaqkRRsAoijxdyRThQkL/Kr8QA=',
  'base64',
);

describe('bzip2', () => {
  test('of several streams is their sequence, empty ones among them', async () => {
    const { logs } = await unpackAll(Buffer.concat([EMPTY, packed, EMPTY, packed]), { size: 999 });
    expect(logs[0]!.problem).toBeUndefined();
    expect(logs[0]!.bytes.equals(Buffer.concat([APP_LOG, APP_LOG]))).toBe(true);
  });

  test('may hold nothing, and may be padded with zeros', async () => {
    const { logs } = await unpackAll(Buffer.concat([EMPTY, Buffer.alloc(700)]));
    expect([logs[0]!.problem, logs[0]!.bytes.length]).toEqual([undefined, 0]);
  });

  test('followed by something else loses nothing', async () => {
    for (const rest of ['more', 'B', 'BZ?']) {
      const { logs, errors } = await unpackAll(Buffer.concat([packed, Buffer.from(rest)]));
      expect(logs[0]!.problem).toBe(rest === 'B' ? 'bzip2-truncated' : 'bzip2-garbage');
      expect(logs[0]!.bytes.equals(APP_LOG)).toBe(true);
      expect(errors).toHaveLength(1);
    }
  });

  test('with a wrong checksum is told, and all of it is given', async () => {
    const wrong = Buffer.from(packed);
    wrong[wrong.length - 3]! ^= 1;
    const { logs } = await unpackAll(wrong);
    expect(logs[0]!.problem).toBe('bzip2-corrupt');
    expect(logs[0]!.bytes.equals(APP_LOG)).toBe(true);
  });

  test('is not what only begins like it', async () => {
    const { logs } = await unpackAll(Buffer.from('BZh9 errcode=40014\n'));
    expect([logs[0]!.problem, logs[0]!.bytes.toString()]).toEqual([
      undefined,
      'BZh9 errcode=40014\n',
    ]);
  });

  test('that is mostly runs is spread piece by piece', async () => {
    expect(ZEROS.length).toBeLessThan(200);
    const { logs } = await unpackAll(ZEROS);
    expect(logs[0]!.bytes.equals(Buffer.alloc(20_000_000))).toBe(true);
  });
});
