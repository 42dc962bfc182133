/** What the rules conclude: what is wrong, what says so, what to do. */
import type { ReportDiagnosis } from '../../../model/report.ts';
import { OWNER_NAMES } from '../../../model/taxonomy.ts';
import { COMPARISON_WORDS } from '../../comparison/words.ts';
import { html, type Markup } from '../../web/markup.ts';
import { codeLink, outsideLink, section } from '../../web/pieces.ts';
import { foldedSamples, type Page } from './page.ts';

/** Nothing where no rule had anything to say. */
export function diagnosesMarkup(page: Page): Markup | undefined {
  const diagnoses = page.report.diagnoses ?? [];
  const over = overMarkup(page);
  if (diagnoses.length === 0 && over === undefined) return undefined;
  return section('diagnoses', page.words.diagnoses, [
    ...diagnoses.map((diagnosis, index) => card(diagnosis, index, page)),
    ...(over === undefined ? [] : [over]),
  ]);
}

/** What the last period had and this one has no more. */
function overMarkup({ report, lang }: Page): Markup | undefined {
  const over = (report.baseline?.diagnoses ?? []).filter(({ change }) => change === 'gone');
  if (over.length === 0) return undefined;
  const word = COMPARISON_WORDS[lang].diagnosisChanges.gone;
  return html`<ul class="over">${over.map(
    ({ title }) => html`<li><span class="tag good">${word}</span> ${title}</li>`,
  )}</ul>
`;
}

/** Whether the last period did not have it. */
function isNew({ id, errcodes }: ReportDiagnosis, { report }: Page): boolean {
  return (report.baseline?.diagnoses ?? []).some(
    (other) => other.change === 'new' && other.id === id && `${other.errcodes}` === `${errcodes}`,
  );
}

function card(diagnosis: ReportDiagnosis, index: number, page: Page): Markup {
  const { words, lang } = page;
  const { severity, title, owner, errcodes, workload, evidence, remedy, paste, link } = diagnosis;
  const facts = [
    html`${OWNER_NAMES[owner][lang]}`,
    ...(workload === '' ? [] : [html`${workload}`]),
    ...(errcodes.length === 0
      ? []
      : [html`${errcodes.map((errcode) => html`${codeLink(errcode)} `)}`]),
  ];
  return html`<article class="card diagnosis" id="${diagnosisId(index)}"><div class="callout ${severity}"><h3><span class="tag ${severity}">${words.severities[severity]}</span> ${isNew(diagnosis, page) && html`<span class="tag critical">${COMPARISON_WORDS[lang].diagnosisChanges.new}</span> `}${title}</h3>
<ul class="facts">${facts.map((fact) => html`<li>${fact}</li>`)}</ul>${
    evidence.length > 0 &&
    html`<h4>${words.evidence}</h4><ul>${evidence.map((sentence) => html`<li>${sentence}</li>`)}</ul>`
  }${
    remedy.length > 0 &&
    html`<h4>${words.steps}</h4><ol>${remedy.map((step) => html`<li>${step}</li>`)}</ol>`
  }${
    paste !== undefined &&
    html`<h4>${words.paste}</h4><pre class="sample">
${paste}</pre>`
  }${
    link !== undefined && html`<p>${outsideLink(link, link)}</p>`
  }${foldedSamples(diagnosis.samples, page)}</div></article>
`;
}

/** Where links to a diagnosis lead; `index` is its place in the report. */
export function diagnosisId(index: number): string {
  return `diagnosis-${index + 1}`;
}
