/**
 * Reads the files given by --catalog: codes of one's own, other owners, what is tolerated. What is
 * wrong is told with file and line and what is allowed; docs/catalogue.md shows the form.
 */
import { readFile } from 'node:fs/promises';
import type { Overlay, OverlayEntry, Tolerance } from '../model/catalog.ts';
import type { Bilingual } from '../model/lang.ts';
import {
  CATEGORY_IDS,
  type Category,
  DOMAIN_NAMES,
  type Domain,
  OWNER_NAMES,
  type Owner,
  RETRY_NAMES,
  type Retry,
} from '../model/taxonomy.ts';
import { ToolError } from '../model/tool-error.ts';
import { loadCatalog } from './catalog.ts';
import { type Members, openMembers } from './overlay-members.ts';

// 0 alone is a success, and what has a category is not unknown.
const CATEGORIES = CATEGORY_IDS.filter((id) => id !== 'unknown' && id !== 'success');
const DOMAINS = Object.keys(DOMAIN_NAMES).filter((id) => id !== 'unknown') as readonly Domain[];
const OWNERS = Object.keys(OWNER_NAMES) as readonly Owner[];
const RETRIES = Object.keys(RETRY_NAMES) as readonly Retry[];

const CODE_MEMBERS = [
  'errcode',
  'meaning',
  'remedy',
  'category',
  'domain',
  'owner',
  'retry',
  'retryMax',
  'retryWaitSeconds',
] as const;

/**
 * The overlays in these files, JSON or YAML whatever their names; later ones may change what earlier
 * ones add. Throws a ToolError `overlay-unreadable` or `overlay-invalid`.
 */
export async function readOverlays(paths: readonly string[]): Promise<readonly Overlay[]> {
  const catalog = loadCatalog('en');
  const added = new Set<number>();
  const overlays: Overlay[] = [];
  for (const path of paths) {
    const members = await openMembers(path, await readText(path));
    const overlay = toOverlay(members, (errcode) => {
      return added.has(errcode) || catalog.get(errcode) !== undefined;
    });
    for (const { errcode } of overlay.codes) added.add(errcode);
    overlays.push(overlay);
  }
  return overlays;
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new ToolError(
      'overlay-unreadable',
      {
        zh: `${path}：读不了（${reason}）。请检查 --catalog 给出的路径和权限。`,
        en: `${path}: cannot be read (${reason}). Check the path given by --catalog and its permissions.`,
      },
      error,
    );
  }
}

function toOverlay(file: Members, isCatalogued: (errcode: number) => boolean): Overlay {
  file.only(['codes', 'owners', 'tolerate']);
  const codes = file.items('codes').map((item) => toEntry(item, isCatalogued));
  const categoryOwners: Partial<Record<Category, Owner>> = {};
  const codeOwners = new Map<number, Owner>();
  const owners = file.members('owners');
  for (const name of owners?.names ?? []) {
    const owner = owners!.required(name, (read) => read.oneOf(name, OWNERS));
    const category = CATEGORIES.find((id) => id === name);
    if (category !== undefined) categoryOwners[category] = owner;
    else if (/^-?\d{1,10}$/.test(name)) codeOwners.set(Number(name), owner);
    else owners!.refuseName(name, CATEGORIES);
  }
  return { codes, categoryOwners, codeOwners, tolerate: file.items('tolerate').map(toTolerance) };
}

function toEntry(item: Members, isCatalogued: (errcode: number) => boolean): OverlayEntry {
  item.only(CODE_MEMBERS);
  const errcode = item.required('errcode', (read) => read.integer('errcode'));
  const entry = {
    errcode,
    meaning: textsOf(item, 'meaning'),
    remedy: textsOf(item, 'remedy'),
    category: item.oneOf('category', CATEGORIES),
    domain: item.oneOf('domain', DOMAINS),
    owner: item.oneOf('owner', OWNERS),
    retry: item.oneOf('retry', RETRIES),
    retryMax: item.positive('retryMax'),
    retryWaitSeconds: item.positive('retryWaitSeconds'),
  };
  if (!isCatalogued(errcode)) {
    for (const name of ['meaning', 'category'] as const) {
      if (entry[name] === undefined) item.refuseMissing(name, errcode);
    }
  }
  const given = Object.entries(entry).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as unknown as OverlayEntry;
}

/** One text for both languages, or one for each; one that is left out is the other. */
function textsOf(item: Members, name: 'meaning' | 'remedy'): Bilingual | undefined {
  if (item.isText(name)) {
    const text = item.text(name)!;
    return { zh: text, en: text };
  }
  const texts = item.members(name);
  if (texts === undefined) return undefined;
  texts.only(['zh', 'en']);
  const either = texts.required('zh', (read) => read.text('zh') ?? read.text('en'));
  return { zh: texts.text('zh') ?? either, en: texts.text('en') ?? either };
}

function toTolerance(item: Members): Tolerance {
  item.only(['code', 'api', 'workload']);
  const code = item.required('code', (read) => read.integer('code'));
  const api = item.apiPath('api');
  const workload = item.text('workload');
  return {
    code,
    ...(api === undefined ? {} : { api }),
    ...(workload === undefined ? {} : { workload }),
  };
}
