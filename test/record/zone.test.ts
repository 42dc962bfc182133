/** Zones: offsets, the edges of summer time, and what is said about names that do not exist. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ToolError } from '../../src/model/tool-error.ts';
import { createZone } from '../../src/record/zone.ts';

const HOUR_MS = 3_600_000;

describe('fixed offsets', () => {
  it.each([
    ['Z', 'UTC', 0],
    ['utc', 'UTC', 0],
    ['+08:00', '+08:00', 8],
    ['+0800', '+08:00', 8],
    ['+8', '+08:00', 8],
    ['UTC+8', '+08:00', 8],
    ['-05:30', '-05:30', -5.5],
  ])('understands %s as %s', (text, name, hours) => {
    const zone = createZone(text);
    expect(zone.name).toBe(name);
    expect(zone.offsetMs(0)).toBe(hours * HOUR_MS);
    expect(zone.toUtc(0)).toBe(0 - hours * HOUR_MS);
  });
});

describe('named zones', () => {
  it.each([
    ['Asia/Shanghai', '2026-09-01T00:00:00Z', 8],
    ['asia/shanghai', '2026-09-01T00:00:00Z', 8],
    ['PRC', '2026-09-01T00:00:00Z', 8],
    ['Asia/Shanghai', '1991-07-01T00:00:00Z', 9],
    ['America/New_York', '2026-03-08T06:59:59.999Z', -5],
    ['America/New_York', '2026-03-08T07:00:00Z', -4],
    ['America/New_York', '2026-11-01T05:59:59.999Z', -4],
    ['America/New_York', '2026-11-01T06:00:00Z', -5],
    ['Asia/Kolkata', '2026-09-01T00:00:00Z', 5.5],
    ['Australia/Lord_Howe', '2026-01-01T00:00:00Z', 11],
    ['Australia/Lord_Howe', '2026-07-01T00:00:00Z', 10.5],
    ['Pacific/Apia', '2011-12-30T09:59:59Z', -10],
    ['Pacific/Apia', '2011-12-30T10:00:00Z', 14],
    ['Europe/London', '2026-01-01T00:00:00Z', 0],
  ])('%s at %s is %d hours ahead of UTC', (name, instant, hours) => {
    expect(createZone(name).offsetMs(Date.parse(instant))).toBe(hours * HOUR_MS);
  });

  it('spells a name as the database does, whatever its case', () => {
    expect(createZone('asia/shanghai').name).toBe('Asia/Shanghai');
    expect(createZone('PRC').name).toBe('PRC');
  });

  it.each([
    ['America/New_York', '2026-11-01T01:30:00Z', '2026-11-01T05:30:00Z', 'the earlier of two'],
    ['America/New_York', '2026-03-08T02:30:00Z', '2026-03-08T07:30:00Z', 'forward out of the gap'],
    ['America/New_York', '2026-03-08T03:00:00Z', '2026-03-08T07:00:00Z', 'the first after the gap'],
    [
      'America/New_York',
      '2026-11-01T02:00:00Z',
      '2026-11-01T07:00:00Z',
      'the first that is unique',
    ],
    ['Pacific/Apia', '2011-12-30T12:00:00Z', '2011-12-30T22:00:00Z', 'forward out of a lost day'],
    ['Pacific/Apia', '2011-12-31T08:00:00Z', '2011-12-30T18:00:00Z', 'the day after a lost day'],
  ])('%s: wall clock %s is %s, %s', (name, wall, instant) => {
    expect(new Date(createZone(name).toUtc(Date.parse(wall))).toISOString()).toBe(
      new Date(instant).toISOString(),
    );
  });

  it('gives back an instant or its earlier twin for every wall clock', () => {
    const names = [
      'Asia/Shanghai',
      'America/New_York',
      'Australia/Lord_Howe',
      'Africa/Casablanca',
      'Pacific/Apia',
    ];
    const zones = new Map(names.map((name) => [name, createZone(name)]));
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.integer({ min: 0, max: Date.UTC(2040, 0, 1) }),
        (name, utcMs) => {
          const zone = zones.get(name)!;
          const localMs = utcMs + zone.offsetMs(utcMs);
          const backMs = zone.toUtc(localMs);
          expect(backMs + zone.offsetMs(backMs)).toBe(localMs);
          expect(backMs).toBeLessThanOrEqual(utcMs);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('agrees with Intl at random instants, whatever was asked before', () => {
    const zone = createZone('America/Sao_Paulo');
    const format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'America/Sao_Paulo',
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_200_000_000 }), (seconds) => {
        const wall = new Date(seconds * 1000 + zone.offsetMs(seconds * 1000)).toISOString();
        expect(wall.slice(0, 19).replace('T', ' ')).toBe(format.format(seconds * 1000));
      }),
      { numRuns: 1000 },
    );
  });

  it.each(['Asia/Shanghai', '+08:00'])('%s answers NaN where there is no instant', (name) => {
    const zone = createZone(name);
    for (const ms of [Number.NaN, Number.POSITIVE_INFINITY, 9e15]) {
      expect(zone.offsetMs(ms)).toBeNaN();
      expect(zone.toUtc(ms)).toBeNaN();
    }
  });
});

describe('unknown zones', () => {
  it.each([
    ['Asia/Shangai', 'Asia/Shanghai'],
    ['shanghai', 'Asia/Shanghai'],
    ['Asia/Beijing', 'Asia/Shanghai'],
    ['Europe/Berln', 'Europe/Berlin'],
    ['local', 'Asia/Shanghai'],
    ['', 'Asia/Shanghai'],
    ['+15:00', '+08:00'],
    ['x'.repeat(5000), 'Asia/Shanghai'],
  ])('%j is refused in both languages with a name to use', (text, suggestion) => {
    let error: unknown;
    try {
      createZone(text);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(ToolError);
    const { code, text: sentences } = error as ToolError;
    expect(code).toBe('zone-unknown');
    expect(sentences.zh).toContain(suggestion);
    expect(sentences.en).toContain(suggestion);
  });
});
