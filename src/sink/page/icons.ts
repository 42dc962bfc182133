/** Signs that stand beside words, so that colour is never the only one. */
import { type Markup, trusted } from '../web/markup.ts';
import type { Severity } from './happening.ts';
import type { Level } from './state.ts';

const icon = (paths: string): Markup =>
  trusted(
    `<svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">${paths}</svg>`,
  );

const CROSS = icon(
  '<path class="icon-fill" d="M8.2 2h7.6L22 8.2v7.6L15.8 22H8.2L2 15.8V8.2z"/><path class="icon-line" d="m8.5 8.5 7 7m0-7-7 7"/>',
);
const WARNING = icon(
  '<path class="icon-fill" d="M12 2.5 23 21.5H1z"/><path class="icon-line" d="M12 9v6m0 2.6v.6"/>',
);
const CHECK = icon(
  '<circle class="icon-fill" cx="12" cy="12" r="10"/><path class="icon-line" d="m7.5 12.5 3 3 6-6.5"/>',
);
const PAUSE = icon(
  '<circle class="icon-fill" cx="12" cy="12" r="10"/><path class="icon-line" d="M9.5 8.5v7m5-7v7"/>',
);
const DOTS = icon(
  '<circle class="icon-fill" cx="12" cy="12" r="10"/><path class="icon-line" d="M7.5 12h.1m4.4 0h.1m4.3 0h.1"/>',
);
const INFO = icon(
  '<circle class="icon-fill" cx="12" cy="12" r="10"/><path class="icon-line" d="M12 11v6m0-10v.1"/>',
);

export const LEVEL_ICONS: Readonly<Record<Level, Markup>> = {
  trouble: CROSS,
  failing: WARNING,
  unsure: WARNING,
  fine: CHECK,
  quiet: PAUSE,
  empty: DOTS,
};

export const SEVERITY_ICONS: Readonly<Record<Severity, Markup>> = {
  critical: CROSS,
  warning: WARNING,
  notice: INFO,
};
