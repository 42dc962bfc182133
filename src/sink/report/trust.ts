/** How far the figures can be trusted: what was not read, not dated, not certain. */
import type { Report } from '../../model/report.ts';
import { wrap } from '../width.ts';
import { formatBytes, formatShare } from './figures.ts';
import { bullet, INDENT, type Manner } from './layout.ts';
import { printable } from './printable.ts';
import type { Words } from './words.ts';

const PROBLEMS_MAX = 10;

/** Fewer failures of uncertain platform are not worth a line, in percent of all. */
const AMBIGUOUS_PERCENT_MIN = 10;

/** One thing to know before the figures are used. */
export interface Remark {
  readonly text: string;
  /** Something to act on, not only to know. */
  readonly isWarning: boolean;
}

export function trustLines(report: Report, manner: Manner): string[] {
  const { words, style, columns } = manner;
  const remarks = trustRemarks(report, words);
  const { generator, catalog } = report;
  const tool = printable(`${generator.name} ${generator.version}`);
  const footer = words.footer(tool, printable(catalog.version), catalog.codes);
  const lines =
    remarks.length === 0
      ? bullet(style.green('✓'), report.totals.events > 0 ? words.allWell : words.allRead, columns)
      : remarks.flatMap(({ text, isWarning }) =>
          bullet(isWarning ? style.yellow('!') : style.dim('·'), text, columns),
        );
  return [style.bold(words.trust), ...lines, '', ...wrap(style.dim(footer), columns, INDENT)];
}

/** What every form of the report says of its figures; warnings first. */
export function trustRemarks(report: Report, words: Words): Remark[] {
  return [
    ...warnings(report, words),
    ...remarksOnMerge(report, words),
    ...remarksOnTime(report, words),
    ...remarksOnCounts(report, words),
  ];
}

function warnings(report: Report, words: Words): Remark[] {
  const problems = report.input.files.flatMap(({ name, problem }) =>
    problem === undefined ? [] : [words.problem(printable(name), printable(problem))],
  );
  const rest = problems.length - PROBLEMS_MAX;
  const zones = report.notices.flatMap((notice) =>
    notice.id === 'zone-differs'
      ? [words.zoneDiffers(printable(notice.assumed), printable(notice.fits), notice.records)]
      : [],
  );
  return [
    ...(report.partial ? [words.partial] : []),
    ...wantingShards(report, words),
    ...zones,
    ...problems.slice(0, PROBLEMS_MAX),
    ...(rest > 0 ? [words.restProblems(rest)] : []),
  ].map((text) => ({ text, isWarning: true }));
}

function remarksOnTime({ time, input, notices }: Report, words: Words): Remark[] {
  const copies = notices.flatMap((notice) =>
    notice.id === 'same-content'
      ? [
          words.sameContent(
            ...([notice.inputs, formatBytes(notice.bytes)] as const),
            ...([printable(notice.name), printable(notice.sameAs)] as const),
          ),
        ]
      : [],
  );
  // What a notice says need not be said twice.
  const skipped = input.skipped.filter(
    ({ reason }) => reason !== 'same-content' || copies.length === 0,
  );
  return [
    ...(time.undated > 0 ? [words.undated(time.undated)] : []),
    ...(time.outside > 0 ? [words.outside(time.outside)] : []),
    ...copies,
    ...skipped.map(({ reason, count, bytes }) =>
      words.skipped(count, formatBytes(bytes), printable(reason)),
    ),
    ...(input.longRecords > 0 ? [words.longRecords(input.longRecords)] : []),
  ].map((text) => ({ text, isWarning: false }));
}

function remarksOnCounts(report: Report, words: Words): Remark[] {
  const { errors, tolerated } = report.totals;
  const ambiguous = report.codes
    .filter(({ errcode }) => errcode !== 0)
    .reduce((sum, code) => sum + code.ambiguous, 0);
  const isMuch = ambiguous > 0 && ambiguous * 100 >= errors * AMBIGUOUS_PERCENT_MIN;
  return [
    ...(isMuch ? [words.ambiguous(ambiguous, formatShare(ambiguous, errors))] : []),
    ...(tolerated > 0 ? [words.tolerated(tolerated, formatShare(tolerated, errors))] : []),
    ...(report.otherCodes > 0 ? [words.otherCodes(report.otherCodes)] : []),
    ...duplicates(report, words),
    ...(report.otherWorkloads > 0 ? [words.otherWorkloads(report.otherWorkloads)] : []),
    ...(report.otherHosts > 0 ? [words.otherHosts(report.otherHosts)] : []),
    ...(report.otherApis > 0 ? [words.otherApis(report.otherApis)] : []),
  ].map((text) => ({ text, isWarning: false }));
}

/** Failures that two records tell of: counted twice, or once if that was asked for. */
function duplicates({ duplicates: found, totals }: Report, words: Words): string[] {
  if (found === undefined || found.events === 0) return [];
  if (found.folded) return [words.folded(found.events)];
  return [words.duplicates(found.events, formatShare(found.events, totals.errors))];
}

/** Of each set of shards that is not whole, which ones are here. */
function wantingShards({ input }: Report, words: Words): string[] {
  const shards = input.shards ?? [];
  const sets = [...new Set(shards.map(({ set }) => set))];
  return sets.map((set) => {
    const here = shards.filter((shard) => shard.set === set);
    const list = here.map(({ index }) => `${index}`).join(words.listComma);
    return words.shards(list, here[0]!.count);
  });
}

/** Reports of unlike kinds in one. */
function remarksOnMerge({ notices }: Report, words: Words): Remark[] {
  return notices.flatMap((notice): Remark[] => {
    const list = (names: readonly string[]): string => names.map(printable).join(words.listComma);
    switch (notice.id) {
      case 'merged-zones':
        return [{ text: words.mergedZones(list(notice.zones)), isWarning: true }];
      case 'merged-ranges': {
        const ranges = notice.ranges.map((range) => (range === '' ? words.anyTime : range));
        return [{ text: words.mergedRanges(list(ranges)), isWarning: false }];
      }
      case 'merged-catalogs':
        return [{ text: words.mergedCatalogs(list(notice.catalogs)), isWarning: false }];
      default:
        return [];
    }
  });
}
