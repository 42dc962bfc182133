/** What rules conclude from both reports: which diagnoses are new, still there, or over. */
import type { ComparedDiagnosis } from '../../../model/comparison.ts';
import { OWNER_NAMES } from '../../../model/taxonomy.ts';
import { html, type Markup } from '../../web/markup.ts';
import { codeLink, section } from '../../web/pieces.ts';
import type { ComparisonPage } from './page.ts';

const FOLDED_MAX = 200;

const TONES = { new: 'critical', same: 'warning', gone: 'good' } as const;

/** Nothing where no rule had anything to say, or one of the reports was not diagnosed. */
export function diagnosesMarkup(page: ComparisonPage): Markup | undefined {
  const { comparison, words, compared } = page;
  const diagnoses = (comparison.diagnoses ?? []).slice(0, FOLDED_MAX);
  if (diagnoses.length === 0) return undefined;
  return section('diagnoses', compared.diagnoses, [
    html`<p class="muted small">${words.diagnosesRemark}</p>`,
    ...diagnoses.map((diagnosis) => card(diagnosis, page)),
  ]);
}

/** What is new says its evidence and its steps; what was known before has them folded. */
function card(diagnosis: ComparedDiagnosis, page: ComparisonPage): Markup {
  const { shared, compared, lang } = page;
  const { change, title, owner, errcodes, workload, evidence } = diagnosis;
  const facts = [
    ...(change === 'gone' ? [] : [html`${OWNER_NAMES[owner][lang]}`]),
    ...(workload === '' ? [] : [html`${workload}`]),
    ...(errcodes.length === 0
      ? []
      : [html`${errcodes.map((errcode) => html`${link(errcode, page)} `)}`]),
  ];
  const more = body(diagnosis, page);
  return html`<article class="card diagnosis"><div class="callout ${TONES[change]}"><h3><span class="tag ${TONES[change]}">${compared.diagnosisChanges[change]}</span> ${title}</h3>
<ul class="facts">${facts.map((fact) => html`<li>${fact}</li>`)}</ul>${
    change === 'new' || evidence.length === 0
      ? more
      : html`<details><summary class="small">${shared.evidence}</summary>${more}</details>`
  }</div></article>
`;
}

function body({ change, evidence, remedy }: ComparedDiagnosis, { shared }: ComparisonPage): Markup {
  return html`${
    evidence.length > 0 &&
    html`${change === 'new' && html`<h4>${shared.evidence}</h4>`}<ul>${evidence.map((sentence) => html`<li>${sentence}</li>`)}</ul>`
  }${
    remedy.length > 0 &&
    change !== 'gone' &&
    html`<h4>${shared.steps}</h4><ol>${remedy.map((step) => html`<li>${step}</li>`)}</ol>`
  }`;
}

/** Codes that neither report counts by name have no row to lead to. */
function link(errcode: number, { comparison }: ComparisonPage): Markup {
  const isListed = comparison.codes.some((code) => code.errcode === errcode);
  return isListed ? codeLink(errcode) : html`${errcode}`;
}
