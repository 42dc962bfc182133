/** The page's clock is that of the reports. */
import { describe, expect, test } from 'vitest';
import { createZone } from '../../../src/record/zone.ts';
import { contextOf, duration, moment } from '../../../src/sink/page/context.ts';
import { pageZone } from '../../../src/sink/page/zone.ts';

describe("the page's clock", () => {
  test.each([
    'Asia/Shanghai',
    'UTC',
    'Z',
    '+08:00',
    '-0530',
    'UTC+8',
    'Europe/Berlin',
    'America/St_Johns',
    'Asia/Kathmandu',
  ])('is that of the records in %s, summer and winter', (name) => {
    const [zone, page] = [createZone(name), pageZone(name)];
    for (const day of ['2026-01-05', '2026-03-29', '2026-07-01', '2026-10-25', '2026-12-31']) {
      for (const time of ['00:00', '00:59', '01:00', '02:31', '13:05']) {
        const ms = Date.parse(`${day}T${time}:00Z`);
        expect([name, day, time, page.offsetMs(ms)]).toEqual([name, day, time, zone.offsetMs(ms)]);
      }
    }
  });

  test('says the day only of another day, and the year only of another year', () => {
    const nowMs = Date.parse('2026-09-05T12:00:00+08:00');
    const context = contextOf('zh', pageZone('Asia/Shanghai'), nowMs);
    const said = (text: string) => moment(Date.parse(text), context);
    expect(said('2026-09-05T00:01:00+08:00')).toBe('00:01');
    expect(said('2026-09-04T23:59:00+08:00')).toBe('09-04 23:59');
    expect(said('2025-12-31T23:59:00+08:00')).toBe('2025-12-31 23:59');
  });

  test.each([
    [0, '0 秒', '0 s'],
    [59, '59 秒', '59 s'],
    [60, '1 分钟', '1 min'],
    [7199, '1 小时', '1 h'],
    [200_000, '2 天', '2 d'],
  ])('says %i seconds in their greatest unit', (seconds, zh, en) => {
    expect([duration(seconds, 'zh'), duration(seconds, 'en')]).toEqual([zh, en]);
  });
});
