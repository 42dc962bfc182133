/**
 * The colours, sizes and spaces of all pages, as custom properties for light, dark and paper. Groups
 * are told apart by readers who are blind to red, green or blue, and by contrast with what lies
 * behind them; test/sink/web/theme.test.ts measures both.
 */
import type { Group } from '../../model/taxonomy.ts';

export type ThemeName = 'light' | 'dark';

interface Theme {
  /** Behind everything, and behind what lies on it. */
  readonly page: string;
  readonly surface: string;
  readonly sunken: string;
  readonly line: string;
  readonly ink: string;
  /** Of remarks, labels and axes. */
  readonly muted: string;
  readonly link: string;
  readonly good: string;
  readonly warning: string;
  readonly critical: string;
  /** What counts are drawn in where no group has a say. */
  readonly plot: string;
  readonly groups: Readonly<Record<Group, string>>;
}

export const THEMES: Readonly<Record<ThemeName, Theme>> = {
  light: {
    page: '#f6f7f9',
    surface: '#ffffff',
    sunken: '#eef0f4',
    line: '#d9dde4',
    ink: '#1a1d23',
    muted: '#5b6472',
    link: '#1149b4',
    good: '#1a7a37',
    warning: '#855e00',
    critical: '#b3261e',
    plot: '#3465c4',
    groups: {
      ok: '#25a144',
      retry: '#946a00',
      credential: '#1149b4',
      request: '#ab4bea',
      object: '#108692',
      grant: '#8f1d17',
      unknown: '#8a8ea0',
    },
  },
  dark: {
    page: '#131417',
    surface: '#1b1d21',
    sunken: '#25282e',
    line: '#363a42',
    ink: '#e8eaee',
    muted: '#a2a9b5',
    link: '#8cb4ff',
    good: '#62c058',
    warning: '#e8c468',
    critical: '#ff8a80',
    plot: '#7aa2f7',
    groups: {
      ok: '#62c058',
      retry: '#f4d67c',
      credential: '#3a6ad8',
      request: '#cf87fc',
      object: '#4edee8',
      grant: '#d93a30',
      unknown: '#878a93',
    },
  },
};

/**
 * The properties: those of the reader's system, unless `data-theme` of the root says `light` or
 * `dark`; paper is always light.
 */
export function themeCss(): string {
  return `:root{color-scheme:light;${properties(THEMES.light)}${SIZES}}
@media screen{
:root[data-theme=dark]{color-scheme:dark;${properties(THEMES.dark)}}
}
@media screen and (prefers-color-scheme:dark){
:root:not([data-theme=light]){color-scheme:dark;${properties(THEMES.dark)}}
}
`;
}

function properties({ groups, ...colors }: Theme): string {
  const named = Object.entries(groups).map(([group, color]) => [`group-${group}`, color]);
  return [...Object.entries(colors), ...named]
    .map(([name, color]) => `--${name}:${color};`)
    .join('');
}

/** The system's own fonts, the Chinese ones by name, because not every system finds them itself. */
const SANS =
  'system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif';
const MONO =
  'ui-monospace,"SF Mono","Cascadia Mono",Menlo,Consolas,"DejaVu Sans Mono","Noto Sans Mono CJK SC",monospace';

const SIZES =
  `--sans:${SANS};--mono:${MONO};` +
  '--text-small:.8125rem;--text:.9375rem;--text-large:1.125rem;--text-title:1.625rem;--text-figure:1.875rem;' +
  '--space-1:.25rem;--space-2:.5rem;--space-3:.75rem;--space-4:1rem;--space-6:1.5rem;--space-8:2rem;--space-12:3rem;' +
  '--round:.5rem;';
