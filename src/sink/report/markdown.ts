/** The report as Markdown for issues and wikis. */
import type { Lang } from '../../model/lang.ts';
import type { Report, ReportCode } from '../../model/report.ts';
import { CATEGORIES, OWNER_NAMES } from '../../model/taxonomy.ts';
import { changeText } from '../comparison/figures.ts';
import { comparisonSections, sentences } from '../comparison/markdown.ts';
import { COMPARISON_WORDS } from '../comparison/words.ts';
import { type MarkdownColumn, markdownPage, markdownTable, markdownText } from '../markdown.ts';
import { formatBytes, formatCount, formatRate, formatShare } from './figures.ts';
import { formatMoment, type ReportZone } from './moments.ts';
import { trustRemarks } from './trust.ts';
import { verdictSentence } from './verdict.ts';
import { WORDS, type Words } from './words.ts';

export interface ReportMarkdownOptions {
  readonly lang: Lang;
  /** On whose clock times are shown. */
  readonly zone: ReportZone;
}

const CODES_MAX = 50;
const REMEDIES_MAX = 5;
const APIS_MAX = 20;

export function renderReportMarkdown(report: Report, options: ReportMarkdownOptions): string {
  const { lang } = options;
  const words = WORDS[lang];
  const { baseline, generator, catalog } = report;
  return markdownPage([
    `# ${words.title}${report.partial ? ` (${words.incomplete})` : ''}`,
    `**${markdownText(verdictSentence(report, options))}**`,
    baseline === undefined ? '' : sentences(baseline, lang),
    factList(report, options),
    section(words.byCode, codeTable(report, options)),
    remedyList(report, lang),
    ...(baseline === undefined ? [] : comparisonSections(baseline, lang, '##')),
    section(words.byCategory, baseline === undefined ? categoryTable(report, lang) : ''),
    section(words.byApi, apiTable(report, lang)),
    section(words.foreign, foreignTable(report, lang)),
    section(words.trust, trustList(report, words)),
    markdownText(
      words.footer(`${generator.name} ${generator.version}`, catalog.version, catalog.codes),
    ),
  ]);
}

function section(title: string, content: string): string {
  return content === '' ? '' : `## ${title}\n\n${content}`;
}

function factList({ input, time, totals }: Report, { lang, zone }: ReportMarkdownOptions): string {
  const words = WORDS[lang];
  const { errors, success } = totals;
  const facts = [
    `${words.input}${words.colon}${words.files(input.sources)} · ${formatBytes(input.bytes)} · ${words.lines(input.lines)}`,
    ...(time.from === undefined || time.to === undefined
      ? []
      : [
          `${words.time}${words.colon}${formatMoment(time.from, zone)} – ${formatMoment(time.to, zone)} · ${words.zone(zone.name)}`,
        ]),
    ...(errors === 0
      ? []
      : [
          success > 0
            ? words.successLine(success, formatRate(errors, errors + success))
            : words.noRate,
        ]),
  ];
  return facts.map((fact) => `- ${markdownText(fact)}\n`).join('');
}

function codeTable(report: Report, { lang, zone }: ReportMarkdownOptions): string {
  const words = WORDS[lang];
  const { baseline, codes, totals } = report;
  const changes = new Map(baseline?.codes.map((code) => [code.errcode, code]));
  const failures = codes.filter(({ errcode }) => errcode !== 0);
  const number = (title: string): MarkdownColumn => ({ title, isNumber: true });
  const text = (title: string): MarkdownColumn => ({ title, isNumber: false });
  const columns = [
    number(words.columnCount),
    number(words.columnShare),
    ...(baseline === undefined ? [] : [number(COMPARISON_WORDS[lang].columnChange)]),
    number(words.columnCode),
    text(words.columnMeaning),
    text(words.columnCategory),
    text(words.columnOwner),
    text(words.columnSeen),
  ];
  const rows = failures.slice(0, CODES_MAX).map((code) => {
    const change = changes.get(code.errcode);
    return [
      formatCount(code.events),
      formatShare(code.events, totals.errors),
      ...(baseline === undefined
        ? []
        : [change === undefined ? '' : markdownText(changeText(change, COMPARISON_WORDS[lang]))]),
      `${code.errcode}`,
      markdownText(code.meaning ?? words.notCatalogued),
      CATEGORIES[code.category].name[lang],
      OWNER_NAMES[code.owner][lang],
      seenText(code, zone),
    ];
  });
  const rest = failures.slice(CODES_MAX);
  if (rest.length === 0) return markdownTable(columns, rows);
  const events = rest.reduce((sum, code) => sum + code.events, 0);
  return `${markdownTable(columns, rows)}\n${markdownText(words.restCodes(rest.length, events))}\n`;
}

function seenText({ firstSeen, lastSeen }: ReportCode, zone: ReportZone): string {
  if (firstSeen === undefined || lastSeen === undefined) return '';
  const [first, last] = [formatMoment(firstSeen, zone), formatMoment(lastSeen, zone)];
  return first === last ? first : `${first} – ${last}`;
}

function remedyList({ codes }: Report, lang: Lang): string {
  const words = WORDS[lang];
  return codes
    .filter(({ errcode, remedy }) => errcode !== 0 && remedy !== undefined)
    .slice(0, REMEDIES_MAX)
    .map(({ errcode, remedy = '' }) => {
      return `- **${errcode}** ${markdownText(words.remedy + remedy)}\n`;
    })
    .join('');
}

function categoryTable({ categories, totals }: Report, lang: Lang): string {
  const words = WORDS[lang];
  const failed = categories
    .filter(({ category, events }) => category !== 'success' && events > 0)
    .sort((left, right) => right.events - left.events);
  return markdownTable(
    [
      { title: words.columnCategory, isNumber: false },
      { title: words.columnCount, isNumber: true },
      { title: words.columnShare, isNumber: true },
    ],
    failed.map(({ category, events }) => [
      CATEGORIES[category].name[lang],
      formatCount(events),
      formatShare(events, totals.errors),
    ]),
  );
}

function apiTable({ apis }: Report, lang: Lang): string {
  const words = WORDS[lang];
  const failed = apis
    .filter(({ errors }) => errors > 0)
    .sort((left, right) => right.errors - left.errors)
    .slice(0, APIS_MAX);
  return markdownTable(
    [
      { title: words.columnErrors, isNumber: true },
      { title: words.columnCalls, isNumber: true },
      { title: words.columnApi, isNumber: false },
    ],
    failed.map(({ api, title, events, errors }) => [
      formatCount(errors),
      // Where no success is on record, calls are not known.
      events > errors ? formatCount(events) : '–',
      // WeCom has no English names for its interfaces.
      markdownText(lang === 'zh' && title !== undefined ? `${api} ${title}` : api),
    ]),
  );
}

function foreignTable({ foreign }: Report, lang: Lang): string {
  const words = WORDS[lang];
  return markdownTable(
    [
      { title: words.columnCount, isNumber: true },
      { title: words.columnCode, isNumber: true },
      { title: words.columnMeaning, isNumber: false },
    ],
    foreign
      .slice(0, APIS_MAX)
      .map(({ platform, errcode, meaning = '', events }) => [
        formatCount(events),
        `${errcode}`,
        markdownText(`${words.platforms[platform]} ${meaning}`),
      ]),
  );
}

function trustList(report: Report, words: Words): string {
  const remarks = trustRemarks(report, words);
  if (remarks.length === 0) return `- ${markdownText(words.allRead)}\n`;
  return remarks
    .map(({ text, isWarning }) => `- ${isWarning ? '⚠️ ' : ''}${markdownText(text)}\n`)
    .join('');
}
