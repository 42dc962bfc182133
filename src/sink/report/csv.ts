/** The codes of a report as a table for spreadsheets and programs; names and ids are those of the JSON. */
import type { ComparedCode } from '../../model/comparison.ts';
import type { Report, ReportCode } from '../../model/report.ts';
import { type CsvCell, csvText } from '../csv.ts';

interface Column {
  readonly name: string;
  readonly cell: (code: ReportCode) => CsvCell;
}

const COLUMNS: readonly Column[] = [
  { name: 'errcode', cell: ({ errcode }) => errcode },
  { name: 'meaning', cell: ({ meaning }) => meaning },
  { name: 'category', cell: ({ category }) => category },
  { name: 'group', cell: ({ group }) => group },
  { name: 'domain', cell: ({ domain }) => domain },
  { name: 'owner', cell: ({ owner }) => owner },
  { name: 'retry', cell: ({ retry }) => retry },
  { name: 'events', cell: ({ events }) => events },
  { name: 'tolerated', cell: ({ tolerated = 0 }) => tolerated },
  { name: 'ambiguous', cell: ({ ambiguous }) => ambiguous },
  { name: 'undated', cell: ({ undated }) => undated },
  { name: 'firstSeen', cell: ({ firstSeen }) => firstSeen },
  { name: 'lastSeen', cell: ({ lastSeen }) => lastSeen },
  { name: 'apis', cell: ({ apis }) => apis.map(({ api }) => api).join(' ') },
  { name: 'remedy', cell: ({ remedy }) => remedy },
  { name: 'errmsg', cell: ({ errmsg }) => errmsg },
];

/** What a baseline adds; codes that are gone are rows as well. */
const CHANGE_COLUMNS: readonly {
  readonly name: string;
  readonly cell: (code: ComparedCode) => CsvCell;
}[] = [
  { name: 'change', cell: ({ change }) => change },
  { name: 'mayBeChance', cell: ({ mayBeChance }) => `${mayBeChance}` },
  { name: 'baseEvents', cell: ({ base }) => base },
  { name: 'basePerDay', cell: ({ basePerDay }) => basePerDay },
  { name: 'perDay', cell: ({ headPerDay }) => headPerDay },
  { name: 'ratio', cell: ({ ratio }) => ratio },
];

/** A header line, then a line a code, successes included; `other` for those not counted by name. */
export function renderReportCsv(report: Report): string {
  const { codes, otherCodes, baseline } = report;
  const changes = new Map(baseline?.codes.map((code) => [code.errcode, code]));
  const extra = baseline === undefined ? [] : CHANGE_COLUMNS;
  const cellsOf = (code: ReportCode): CsvCell[] => {
    const change = changes.get(code.errcode);
    return [
      ...COLUMNS.map(({ cell }) => cell(code)),
      ...extra.map(({ cell }) => (change === undefined ? undefined : cell(change))),
    ];
  };
  const gone = (baseline?.codes ?? []).filter(({ change }) => change === 'gone').map(asGone);
  return csvText(
    [...COLUMNS, ...extra].map(({ name }) => name),
    [
      ...[...codes, ...gone].map(cellsOf),
      ...(otherCodes > 0 ? [otherCells(otherCodes, extra.length)] : []),
    ],
  );
}

function asGone(code: ComparedCode): ReportCode {
  return { ...code, events: 0, undated: 0, ambiguous: 0, shapes: {}, apis: [], series: [] };
}

function otherCells(events: number, extra: number): CsvCell[] {
  const cells = COLUMNS.map(({ name }): CsvCell => {
    if (name === 'errcode') return 'other';
    if (name === 'category' || name === 'group' || name === 'domain') return 'unknown';
    return name === 'events' ? events : undefined;
  });
  return [...cells, ...Array.from({ length: extra }, () => undefined)];
}
