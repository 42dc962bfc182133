/** How far the figures can be trusted, and what lies outside them. */
import type { Report } from '../../../model/report.ts';
import { html, type Markup } from '../../web/markup.ts';
import { section } from '../../web/pieces.ts';
import { formatBytes, formatCount } from '../figures.ts';
import { trustRemarks } from '../trust.ts';
import { foldedSamples, type Page } from './page.ts';

const ROWS_MAX = 100;

export function trustMarkup(page: Page): Markup {
  const { report, words } = page;
  const remarks = [...trustRemarks(report, page.texts), ...successRemark(page)];
  const isWell = remarks.every(({ isWarning }) => !isWarning);
  const well = report.totals.events > 0 ? words.allWell : words.allRead;
  return section('trust', page.texts.trust, [
    html`<ul class="card trust">${remarks.map(
      ({ text, isWarning }) =>
        html`<li${isWarning && html` class="strong"`}>${isWarning && html`<span class="tag warning">!</span> `}${text}</li>`,
    )}${isWell && trustRemarks(report, page.texts).length === 0 && html`<li>${well}</li>`}</ul>`,
    ...nearMisses(page),
    ...foreign(page),
    inputs(page),
  ]);
}

function successRemark({ report, words }: Page): { text: string; isWarning: boolean }[] {
  const { errors, success } = report.totals;
  if (errors + success === 0) return [];
  return [{ text: success > 0 ? words.successLogged : words.successNotLogged, isWarning: false }];
}

function nearMisses(page: Page): Markup[] {
  const { report, words, texts } = page;
  if (report.totals.nearMisses === 0) return [];
  return [
    html`<details><summary>${words.nearMisses(report.totals.nearMisses)}</summary>${report.nearMisses
      .filter(({ events }) => events > 0)
      .map(
        ({ reason, events, samples }) =>
          html`<p>${texts.reasons[reason]}${words.colon}${texts.times(events)}</p>${foldedSamples(samples, page)}`,
      )}</details>`,
  ];
}

function foreign(page: Page): Markup[] {
  const { report, words, texts } = page;
  if (report.totals.foreign === 0) return [];
  const left = report.foreign.length - ROWS_MAX;
  return [
    html`<details><summary>${words.foreign(report.totals.foreign)}</summary><div class="scroll"><table><thead><tr><th>${words.columnPlatform}</th><th>${words.columnCode}</th><th>${words.columnForeignMeaning}</th><th class="number">${words.columnEvents}</th></tr></thead><tbody>${report.foreign
      .slice(0, ROWS_MAX)
      .map(
        ({ platform, errcode, meaning, events }) =>
          html`<tr><td>${texts.platforms[platform]}</td><td>${errcode}</td><td class="fills">${meaning ?? '–'}</td><td class="number">${formatCount(events)}</td></tr>`,
      )}</tbody></table></div>${left > 0 && html`<p class="muted small">${words.notListed(left)}</p>`}</details>`,
  ];
}

/** What was read, with what went wrong with it; the first ones with a problem come first. */
function inputs(page: Page): Markup {
  const { words, report } = page;
  const { files, sources } = report.input;
  const ordered = [...files.filter(isOdd), ...files.filter((file) => !isOdd(file))];
  const left = sources - Math.min(files.length, ROWS_MAX);
  return html`<details><summary>${words.inputs(sources)}</summary><div class="scroll long"><table><thead><tr><th>${words.columnInput}</th><th class="number">${words.columnLines}</th><th class="number">${words.columnSize}</th><th class="number">${words.columnEvents}</th><th>${words.columnProblem}</th></tr></thead><tbody>${ordered
    .slice(0, ROWS_MAX)
    .map(
      (file) =>
        html`<tr><td class="fills"><code>${file.name}</code></td><td class="number">${formatCount(file.lines)}</td><td class="number">${formatBytes(file.bytes)}</td><td class="number">${formatCount(file.events)}</td><td class="small">${problemOf(file, page)}</td></tr>`,
    )}</tbody></table></div>${left > 0 && html`<p class="muted small">${words.restInputs(left)}</p>`}</details>`;
}

type File = Report['input']['files'][number];

function isOdd({ problem, sameAs }: File): boolean {
  return problem !== undefined || sameAs !== undefined;
}

function problemOf({ problem, sameAs }: File, { words }: Page): string {
  if (problem !== undefined) return problem;
  return sameAs === undefined ? '' : words.sameAs(sameAs);
}
