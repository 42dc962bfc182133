/**
 * The parts of the page that change while it is open, by name: the server draws them once, and the
 * script of the page draws them again from what the stream tells. One drawing for both.
 */
import { html, type Markup } from '../web/markup.ts';
import type { PageContext } from './context.ts';
import { codesPart, freshPart } from './parts/codes.ts';
import { addressesPart, happeningPart } from './parts/happening.ts';
import { hourPart } from './parts/hour.ts';
import { newestRows } from './parts/newest.ts';
import { originsPart } from './parts/origins.ts';
import { emptyPart } from './parts/setup.ts';
import { asidePart, sourcesPart } from './parts/sources.ts';
import { stateFigures, stateLine } from './parts/state.ts';
import type { PageView, SectionName } from './view.ts';

interface PartDrawing {
  /** The sections it is made of. */
  readonly of: readonly SectionName[];
  draw(view: PageView, context: PageContext): Markup;
}

export const PARTS = {
  line: { of: ['state'], draw: ({ state }, context) => stateLine(state, context) },
  figures: { of: ['state'], draw: ({ state }, context) => stateFigures(state, context) },
  empty: { of: ['state', 'sources'], draw: emptyPart },
  happening: {
    of: ['happening', 'addresses'],
    draw: ({ happening, addresses }, context) => happeningPart(happening, addresses, context),
  },
  addresses: { of: ['happening', 'addresses'], draw: addressesApart },
  hour: { of: ['hour'], draw: ({ hour }, context) => hourPart(hour, context) },
  newest: { of: ['newest'], draw: ({ newest }, context) => newestRows(newest, context) },
  fresh: { of: ['fresh'], draw: ({ fresh }, context) => freshPart(fresh, context) },
  codes: { of: ['codes'], draw: ({ codes }, context) => codesPart(codes, context) },
  origins: { of: ['origins'], draw: ({ origins }, context) => originsPart(origins, context) },
  sources: { of: ['sources'], draw: ({ sources }, context) => sourcesPart(sources, context) },
  aside: { of: ['aside'], draw: ({ aside }, context) => asidePart(aside, context) },
} as const satisfies Record<string, PartDrawing>;

export type PartName = keyof typeof PARTS;

export const PART_NAMES = Object.keys(PARTS) as readonly PartName[];

/** Where 60020 happens now they stand with it; else here, because they are still refused. */
function addressesApart({ happening, addresses }: PageView, context: PageContext): Markup {
  const isShown = addresses.count > 0 && !happening.some(({ errcode }) => errcode === 60020);
  if (!isShown) return html``;
  return html`<h3>${context.words.addresses}</h3>${addressesPart(addresses, context)}`;
}

/** Whether there is nothing to show but what the page waits for. */
export function isEmptyView({ state }: PageView): boolean {
  return state.reason.kind === 'no-line' || state.reason.kind === 'no-code';
}
