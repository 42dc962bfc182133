/** Title, what was read, and the verdict in one sentence. */
import { html, type Markup } from '../../web/markup.ts';
import { titleLine } from '../../web/pieces.ts';
import { formatBytes, formatRate } from '../figures.ts';
import { formatDuration } from '../headline.ts';
import { formatMoment, isSameDay } from '../moments.ts';
import { verdictSentence } from '../verdict.ts';
import { baselineMarkup } from './baseline.ts';
import type { Page } from './page.ts';

export function headlineMarkup(page: Page): Markup {
  const { report, words, texts, lang, zone } = page;
  const facts = [...timeFacts(page), ...inputFacts(page)];
  const incomplete = report.partial
    ? html`<span class="tag warning">${texts.incomplete}</span>`
    : undefined;
  return html`<header class="head">
${titleLine(texts.title, incomplete, words)}
<ul class="facts">${facts.map((fact) => html`<li>${fact}</li>`)}</ul>
<p class="verdict">${verdictSentence(report, { lang, zone })}</p>
${remark(page)}${baselineMarkup(page)}</header>
`;
}

/** Whether a share of failures can be given. */
function remark({ report, texts }: Page): Markup | undefined {
  const { errors, success } = report.totals;
  if (errors === 0) return undefined;
  const text =
    success > 0 ? texts.successLine(success, formatRate(errors, errors + success)) : texts.noRate;
  return html`<p class="muted">${text}</p>
`;
}

function timeFacts({ report, texts, zone }: Page): string[] {
  const { time, totals } = report;
  const asked =
    time.since === undefined && time.until === undefined
      ? []
      : [
          `${texts.asked} ${[time.since, time.until]
            .map((text) => (text === undefined ? texts.anyTime : formatMoment(text, zone)))
            .join(' – ')}`,
        ];
  if (time.from === undefined || time.to === undefined) {
    return totals.events > 0 ? [...asked, texts.timeless, texts.zone(zone.name)] : asked;
  }
  const [from, to] = [formatMoment(time.from, zone), formatMoment(time.to, zone)];
  const end = isSameDay(time.from, time.to, zone) ? to.slice(to.indexOf(' ') + 1) : to;
  return [
    from === to ? from : `${from} – ${end}`,
    texts.zone(zone.name),
    texts.bucket(formatDuration(time.bucketSeconds, texts)),
    ...asked,
  ];
}

function inputFacts({ report: { input }, texts }: Page): string[] {
  const [first] = input.files;
  const name = input.sources === 1 && first !== undefined ? first.name : texts.files(input.sources);
  return [name, texts.lines(input.lines), formatBytes(input.bytes)];
}
