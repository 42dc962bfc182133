/** Reads an exported catalogue back, also one that an earlier version wrote with `explain --all --json`. */
import { readFile } from 'node:fs/promises';
import {
  CATALOG_SCHEMA,
  type CatalogSnapshot,
  type SnapshotEntry,
} from '../model/catalog-export.ts';
import type { Lang } from '../model/lang.ts';
import { ToolError } from '../model/tool-error.ts';

const MEMBERS = ['meaning', 'category', 'domain', 'owner', 'retry', 'remedy'] as const;

/** The catalogue in the file. Throws a ToolError `catalog-unreadable` or `catalog-invalid`. */
export async function readSnapshot(path: string): Promise<CatalogSnapshot> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new ToolError(
      'catalog-unreadable',
      {
        zh: `${path}：读不了（${reason}）。请检查路径和权限。`,
        en: `${path}: cannot be read (${reason}). Check the path and its permissions.`,
      },
      error,
    );
  });
  return parseSnapshot(text, path);
}

/** `name` stands for the text in messages. */
export function parseSnapshot(text: string, name: string): CatalogSnapshot {
  const whole = parseJson(text);
  if (Array.isArray(whole)) return snapshotOf(whole, undefined, undefined, name);
  const { schema, version, lang, codes } = (whole ?? {}) as Record<string, unknown>;
  if (schema !== CATALOG_SCHEMA || !Array.isArray(codes)) throw invalid(name);
  return snapshotOf(codes, version, lang, name);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function snapshotOf(
  codes: readonly unknown[],
  version: unknown,
  lang: unknown,
  name: string,
): CatalogSnapshot {
  if (!codes.every(isEntry)) throw invalid(name);
  return {
    ...(typeof version === 'string' ? { version } : {}),
    lang: lang === 'zh' || lang === 'en' ? lang : languageOf(codes),
    codes,
  };
}

function isEntry(value: unknown): value is SnapshotEntry {
  if (typeof value !== 'object' || value === null) return false;
  const entry = value as Readonly<Record<string, unknown>>;
  return (
    Number.isInteger(entry.errcode) && MEMBERS.every((member) => typeof entry[member] === 'string')
  );
}

/** Arrays do not say in which language they are. */
function languageOf(codes: readonly SnapshotEntry[]): Lang {
  return codes.some(({ meaning }) => /\p{Script=Han}/u.test(meaning)) ? 'zh' : 'en';
}

function invalid(name: string): ToolError {
  return new ToolError('catalog-invalid', {
    zh: `${name}：不是导出的目录。请给出 wecomlog catalog export --format json 或 explain --all --json 的输出。`,
    en: `${name}: no exported catalogue. Wanted is what wecomlog catalog export --format json or explain --all --json wrote.`,
  });
}
