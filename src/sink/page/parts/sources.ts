/** What is read and how far, and what is counted apart from failures. */
import { formatBytes, formatCount } from '../../report/figures.ts';
import { html, type Markup } from '../../web/markup.ts';
import { agoMarkup, codeName, duration, type PageContext } from '../context.ts';
import type { AsideView } from '../lists.ts';
import type { SourcesView } from '../view.ts';

export function sourcesPart(sources: SourcesView, context: PageContext): Markup {
  const { words } = context;
  const { followed, more, patterns } = sources;
  const list =
    followed.length === 0
      ? html`<p>${words.sourcesNone}</p><ul class="plain">${patterns.map((pattern) => html`<li><code>${pattern}</code></li>`)}</ul>`
      : html`<div class="scroll"><table class="tight"><caption>${words.sourcesCaption}</caption>
<thead><tr><th scope="col">${words.file}</th><th scope="col" class="number">${words.unread}</th><th scope="col" class="number">${words.written}</th></tr></thead>
<tbody>${followed.map((one) => sourceRow(one, context))}</tbody></table></div>`;
  return html`${list}${more > 0 ? html`<p class="small muted">${words.moreFiles(more)}</p>` : undefined}
<ul class="plain remarks">${remarks(sources, context).map((remark) => html`<li>${remark}</li>`)}</ul>`;
}

function sourceRow(one: SourcesView['followed'][number], context: PageContext): Markup {
  const { words, lang } = context;
  const { name, isRotated, isLost, lagBytes, lagSeconds, modifiedMs, sizeBytes } = one;
  const marks = [isRotated ? words.rotated : '', isLost ? words.lost : ''].filter(
    (mark) => mark !== '',
  );
  const lag =
    lagBytes === 0
      ? words.readAll
      : html`${formatBytes(lagBytes)}<br><span class="small">${duration(Math.round(lagSeconds), lang)}</span>`;
  return html`<tr data-key="${name}"><th scope="row" class="name"><span class="path">${name}</span> <span class="place">${formatBytes(sizeBytes)}${marks.map((mark) => ` · ${mark}`)}</span></th><td class="number ${lagSeconds > 300 ? 'warning' : ''}">${lag}</td><td class="number">${modifiedMs === 0 ? '–' : agoMarkup(modifiedMs, context)}</td></tr>`;
}

/** What is worth knowing besides; what is not there is not told. */
function remarks(sources: SourcesView, { words, zone }: PageContext): string[] {
  const { clockSkewSeconds: skew, passedOver, lostBytes, undated, checkpointFailures } = sources;
  return [
    words.readSoFar(sources.lines, sources.bytes),
    words.zone(zone.name),
    ...(passedOver.bytes > 0 ? [words.passedOver(passedOver.files, passedOver.bytes)] : []),
    ...(lostBytes > 0 ? [words.lostBytes(lostBytes)] : []),
    ...sources.skipped
      .filter(([, count]) => count > 0)
      .map(([reason, count]) => words.skippedSome(words.skipped[reason] ?? reason, count)),
    ...(undated > 0 ? [words.undated(undated)] : []),
    ...(skew !== null && Math.abs(skew) >= SKEW_SECONDS_MIN ? [words.skew(skew)] : []),
    ...(checkpointFailures > 0 ? [words.checkpointFailures(checkpointFailures)] : []),
  ];
}

/** Less is the time that a call takes. */
const SKEW_SECONDS_MIN = 60;

export function asidePart(aside: AsideView, context: PageContext): Markup {
  const { words } = context;
  const { tolerated, toleratedEvents, limited, foreign, nearMisses } = aside;
  const isEmpty = toleratedEvents + limited + foreign.length + nearMisses.length === 0;
  if (isEmpty) return html`<p class="muted">${words.asideNone}</p>`;
  return html`${
    toleratedEvents > 0
      ? html`<p>${words.tolerated(toleratedEvents)}</p><ul class="plain rows">${tolerated.map(
          ({ errcode, meaning, events }) =>
            html`<li><span><span class="code">${codeName(errcode, context)}</span> ${meaning}<span class="place">${words.times(events)}</span></span></li>`,
        )}</ul>`
      : undefined
  }${limited > 0 ? html`<p>${words.limited(limited)}</p>` : undefined}${
    foreign.length > 0
      ? pairs(
          words.foreign,
          foreign.map(([platform, events]) => [words.platforms[platform], events]),
        )
      : undefined
  }${
    nearMisses.length > 0
      ? pairs(
          words.missed,
          nearMisses.map(([reason, events]) => [words.nearMisses[reason], events]),
        )
      : undefined
  }`;
}

function pairs(title: string, rows: readonly (readonly [string, number])[]): Markup {
  return html`<h3>${title}</h3><ul class="plain counts">${rows.map(
    ([name, events]) =>
      html`<li><span>${name}</span><span class="number">${formatCount(events)}</span></li>`,
  )}</ul>`;
}
