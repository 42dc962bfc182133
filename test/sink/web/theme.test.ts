import { describe, expect, test } from 'vitest';
import type { Group } from '../../../src/model/taxonomy.ts';
import { THEMES, type ThemeName } from '../../../src/sink/web/theme.ts';
import { contrast, distance, VISIONS } from './colors.ts';

/** WCAG 2.2: 1.4.3 for text, 1.4.11 for what is drawn. */
const TEXT_CONTRAST_MIN = 4.5;
const DRAWN_CONTRAST_MIN = 3;

/** In hundredths of OKLab, where about 2 can just be seen side by side. */
const DISTANCE_MIN = 5;

const NAMES = Object.keys(THEMES) as ThemeName[];

describe.each(NAMES)('the %s theme', (name) => {
  const theme = THEMES[name];
  const grounds = [theme.page, theme.surface];
  const groups = Object.entries(theme.groups) as [Group, string][];

  test('has text that can be read on everything it stands on', () => {
    const { ink, muted, link, good, warning, critical } = theme;
    for (const color of [ink, muted, link, good, warning, critical]) {
      for (const ground of [...grounds, theme.sunken]) {
        expect([color, ground, contrast(color, ground)]).toEqual([
          color,
          ground,
          expect.toSatisfy((ratio: number) => ratio >= TEXT_CONTRAST_MIN),
        ]);
      }
    }
  });

  test('draws groups so that they stand out from what is behind them', () => {
    expect(groups).toHaveLength(7);
    const faint = groups.filter(([, color]) =>
      grounds.some((ground) => contrast(color, ground) < DRAWN_CONTRAST_MIN),
    );
    expect(faint).toEqual([]);
  });

  test.each(VISIONS)('tells any two groups apart for %s vision', (vision) => {
    const alike = groups.flatMap(([one, color], index) =>
      groups
        .slice(index + 1)
        .filter(([, other]) => distance(color, other, vision) < DISTANCE_MIN)
        .map(([other]) => `${one} ${other}`),
    );
    expect(alike).toEqual([]);
  });
});
