/** The work of `wecomlog catalog export`; ./catalog-export.ts is its face on the command line. */
import { resolve } from 'node:path';
import { loadDetails } from '../../catalog/details.ts';
import type { CatalogExport } from '../../model/catalog-export.ts';
import { ToolError } from '../../model/tool-error.ts';
import {
  CLICKHOUSE_PATH,
  clickhouseUsage,
  exportClickhouse,
} from '../../sink/export/clickhouse.ts';
import { exportCsv } from '../../sink/export/csv.ts';
import { exportJson } from '../../sink/export/json.ts';
import { exportLogstash, LOGSTASH_PATH, logstashUsage } from '../../sink/export/logstash.ts';
import { exportVector, VECTOR_PATH, vectorUsage } from '../../sink/export/vector.ts';
import { writeWhole } from '../../sink/whole-file.ts';
import type { CommandInput } from '../command.ts';
import type { Context } from '../context.ts';
import { EXIT_DONE, EXIT_NO } from '../exit-code.ts';
import { isNamed, passes, readFilters, readRequest } from '../explain/request.ts';
import { catalogOf, formatOf, textOf } from '../options.ts';

/** What goes into the file, and how to use it, if that has to be said. */
interface Exported {
  readonly text: string;
  readonly usage?: string;
}

export async function exportCatalog(input: CommandInput, context: Context): Promise<number> {
  const { whole, missed } = await selectExport(input);
  const out = textOf(input.flags, 'out');
  const { text, usage } = render(whole, formatOf(input, 'json') || 'csv', out);
  if (out === undefined) await context.write(text);
  else await writeWhole(out, text);
  // Whatever is not the answer itself is talk.
  if (usage !== undefined && out !== undefined) await context.write(usage);
  else if (usage !== undefined) context.tell(usage);
  if (missed.length > 0) context.tell(MISSED[input.lang](missed));
  return whole.codes.length === 0 || missed.length > 0 ? EXIT_NO : EXIT_DONE;
}

const MISSED = {
  zh: (codes: readonly number[]) => `wecomlog: 目录中没有 ${codes.join('、')}。\n`,
  en: (codes: readonly number[]) => `wecomlog: not in the catalogue: ${codes.join(', ')}.\n`,
} as const;

async function selectExport(
  input: CommandInput,
): Promise<{ readonly whole: CatalogExport; readonly missed: readonly number[] }> {
  const request = readRequest(input.positionals);
  if (request.words.length > 0 || request.fromInput) {
    throw new ToolError('export-codes-only', {
      zh: 'catalog export 只接受错误码和范围；按词查找请用 explain。',
      en: 'catalog export takes codes and ranges only; to search by words use explain.',
    });
  }
  const filters = readFilters(input);
  const catalog = await catalogOf(input);
  const details = await loadDetails(input.lang);
  const codes = catalog.entries
    .filter((entry) => isNamed(request, entry.errcode) && passes(filters, entry))
    .map(details.complete);
  const missed = request.codes.filter((errcode) => catalog.get(errcode) === undefined);
  return { whole: { version: catalog.version, lang: input.lang, codes }, missed };
}

function render(whole: CatalogExport, format: string, out: string | undefined): Exported {
  const { codes, lang } = whole;
  const path = (usual: string): string => (out === undefined ? usual : resolve(out));
  switch (format) {
    case 'json':
      return { text: exportJson(whole) };
    case 'vector':
      return { text: exportVector(codes), usage: vectorUsage(path(VECTOR_PATH)) };
    case 'clickhouse':
      return { text: exportClickhouse(codes), usage: clickhouseUsage(path(CLICKHOUSE_PATH)) };
    case 'logstash': {
      const form = out?.endsWith('.json') === true ? 'json' : 'yaml';
      return { text: exportLogstash(codes, form), usage: logstashUsage(path(LOGSTASH_PATH)) };
    }
    default:
      return { text: exportCsv(codes, lang) };
  }
}
