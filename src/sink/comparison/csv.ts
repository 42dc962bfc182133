/** The codes of a comparison as a table for spreadsheets and programs; names are those of the JSON. */
import type { ComparedCode, ReportComparison } from '../../model/comparison.ts';
import { csvText } from '../csv.ts';

const COLUMNS = [
  'errcode',
  'change',
  'mayBeChance',
  'base',
  'head',
  'basePerDay',
  'headPerDay',
  'ratio',
  'meaning',
  'category',
  'group',
  'domain',
  'owner',
  'retry',
  'firstSeen',
  'lastSeen',
  'remedy',
] as const satisfies readonly (keyof ComparedCode)[];

/** A header line, then a line a code in the order of the comparison. */
export function renderComparisonCsv({ codes }: ReportComparison): string {
  const rows = codes.map((code) =>
    COLUMNS.map((name) => {
      const value = code[name];
      return typeof value === 'boolean' ? `${value}` : value;
    }),
  );
  return csvText(COLUMNS, rows);
}
