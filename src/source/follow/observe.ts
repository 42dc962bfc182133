/** One look at the names: which files are there, and which log each belongs to. */
import { basename, dirname, join } from 'node:path';
import { attempt, type Desk } from './desk.ts';
import type { FileStat } from './file-system.ts';
import { isCompressedName, logOfNamed, rotationBases, type Strength } from './rotation-name.ts';
import { identityOf } from './stream.ts';

export interface Found {
  readonly identity: string;
  /** Every path it stands at, links resolved; a file has several through hard links. */
  readonly paths: string[];
  /** As the user's pattern found it; the path for a sibling. */
  readonly name: string;
  readonly stat: FileStat;
  /** The logs it may belong to: one, except for what a `rotated` pattern finds. */
  readonly logs: readonly string[];
  readonly strength: Strength;
  /** A pattern names it; else it is only the sibling of one that is named. */
  readonly isNamed: boolean;
  /** Only patterns name it that were not followed before. */
  readonly isOfNewPattern: boolean;
  readonly isCompressed: boolean;
  /** No name leads to it, it is only held open. */
  readonly isNameless: boolean;
}

export interface Observation {
  readonly found: ReadonlyMap<string, Found>;
  /** Every directory could be read: what is not found is not there. */
  readonly isComplete: boolean;
  /** Directories that logs live in. */
  readonly directories: readonly string[];
}

export interface Observer {
  observe(): Promise<Observation>;
}

/** Remembers links from look to look, to see them switched. */
export function createObserver(desk: Desk): Observer {
  const links = new Map<string, { identity: string; path: string }>();
  return { observe: () => observe(desk, links) };
}

interface Named {
  readonly name: string;
  readonly path: string;
  readonly stat: FileStat;
  isOfNewPattern: boolean;
}

type Links = Map<string, { identity: string; path: string }>;

async function observe(desk: Desk, links: Links): Promise<Observation> {
  const look: Look = { found: new Map(), isComplete: true, directories: [] };
  const named = await findNamed(desk, links, look);
  const live = new Set<string>();
  for (const { path } of named) if (logOfNamed(path) === path) live.add(path);
  const logs = new Set(live);
  for (const stream of desk.streams.values()) logs.add(stream.log);
  // The live file first, so that it gives a file of two names its log.
  named.sort((one, other) => Number(live.has(other.path)) - Number(live.has(one.path)));
  for (const { name, path, stat, isOfNewPattern } of named) {
    const log = logOf(path, logs, live);
    const strength = log === path ? 'live' : 'strong';
    logs.add(log);
    add(look.found, { path, name, stat, logs: [log], strength, isNamed: true, isOfNewPattern });
  }
  await findSiblings(desk, logs, look);
  await findRotated(desk, logs, look);
  await findHeld(desk, look);
  return look;
}

interface Look {
  readonly found: Map<string, Found>;
  isComplete: boolean;
  directories: readonly string[];
}

async function findNamed(desk: Desk, links: Links, look: Look): Promise<Named[]> {
  const { fileSystem, patterns, state } = desk.options;
  const known = new Set(state?.patterns);
  const named = new Map<string, Named>();
  for (const pattern of patterns) {
    const names = await attempt(desk, pattern, () => fileSystem.find(pattern));
    if (names === undefined) look.isComplete = false;
    for (const name of names ?? []) {
      const isOfNewPattern = !known.has(pattern);
      const other = named.get(name);
      if (other !== undefined) {
        other.isOfNewPattern &&= isOfNewPattern;
        continue;
      }
      const stat = await statAt(desk, name, look);
      if (stat?.isFile !== true) continue;
      const path = await resolve(desk, links, name, stat);
      if (path !== undefined) named.set(name, { name, path, stat, isOfNewPattern });
    }
  }
  return [...named.values()];
}

/** Where `name` leads; asked again only when another file stands there. */
async function resolve(
  desk: Desk,
  links: Links,
  name: string,
  stat: FileStat,
): Promise<string | undefined> {
  const identity = identityOf(stat);
  const known = links.get(name);
  if (known?.identity === identity) return known.path;
  const path = await attempt(desk, name, () => desk.options.fileSystem.realPath(name));
  if (path === undefined) return undefined;
  if (known !== undefined && known.path !== path) desk.rotations.symlink++;
  links.set(name, { identity, path });
  return path;
}

/** The log that a named file belongs to. */
function logOf(path: string, logs: ReadonlySet<string>, live: ReadonlySet<string>): string {
  const bases = rotationBases(path).filter(({ strength }) => strength === 'strong');
  const base = bases.find((one) => live.has(one.path)) ?? bases.find((one) => logs.has(one.path));
  return base?.path ?? logOfNamed(path);
}

/** Rotated files beside their log, which no pattern need name. */
async function findSiblings(desk: Desk, logs: ReadonlySet<string>, look: Look): Promise<void> {
  const { fileSystem } = desk.options;
  const taken = new Set([...look.found.values()].flatMap(({ paths }) => paths));
  look.directories = [...new Set([...logs].map((log) => dirname(log)))];
  for (const directory of look.directories) {
    const names = await attempt(desk, directory, () => fileSystem.readDirectory(directory));
    if (names === undefined) look.isComplete = false;
    for (const entry of names ?? []) {
      const path = join(directory, entry);
      if (taken.has(path)) continue;
      const base = rotationBases(path).find((one) => logs.has(one.path));
      const log = base?.path ?? (logs.has(path) ? path : undefined);
      if (log === undefined) continue;
      const stat = await statAt(desk, path, look);
      if (stat?.isFile !== true) continue;
      const strength = base?.strength ?? 'live';
      add(look.found, { path, name: path, stat, logs: [log], strength, ...SIBLING });
    }
  }
}

const SIBLING = { isNamed: false, isOfNewPattern: false } as const;

/** Rotated files elsewhere: known by the live name alone, so they may be of several logs. */
async function findRotated(desk: Desk, logs: ReadonlySet<string>, look: Look): Promise<void> {
  const { fileSystem, rotated = [] } = desk.options;
  const byName = new Map<string, string[]>();
  for (const log of logs) byName.set(basename(log), [...(byName.get(basename(log)) ?? []), log]);
  for (const pattern of rotated) {
    const names = await attempt(desk, pattern, () => fileSystem.find(pattern));
    if (names === undefined) look.isComplete = false;
    for (const name of names ?? []) {
      const base = rotationBases(name).find((one) => byName.has(basename(one.path)));
      if (base === undefined) continue;
      const stat = await statAt(desk, name, look);
      if (stat?.isFile !== true) continue;
      const path = await attempt(desk, name, () => fileSystem.realPath(name));
      if (path === undefined) continue;
      const of = byName.get(basename(base.path))!;
      add(look.found, { path, name, stat, logs: of, strength: base.strength, ...SIBLING });
    }
  }
}

/** Files that are held open and have no name any more. */
async function findHeld(desk: Desk, look: Look): Promise<void> {
  for (const [identity, held] of desk.held) {
    if (look.found.has(identity)) continue;
    const { file, name, log, body } = held;
    const stat = await attempt(desk, body.path, () => file.stat());
    if (stat === undefined || (stat.links > 0 && !look.isComplete)) continue;
    look.found.set(identity, {
      ...{ identity, paths: [body.path], name, stat, logs: [log], strength: 'strong' },
      ...{ isNamed: true, isOfNewPattern: false, isCompressed: false, isNameless: true },
    });
  }
}

async function statAt(desk: Desk, path: string, look: Look): Promise<FileStat | undefined> {
  return attempt(desk, path, () => desk.options.fileSystem.stat(path)).then((stat) => {
    if (stat === undefined && desk.failing.has(path)) look.isComplete = false;
    return stat;
  });
}

type Entry = Omit<Found, 'identity' | 'paths' | 'isCompressed' | 'isNameless'> & {
  readonly path: string;
};

function add(found: Map<string, Found>, { path, ...entry }: Entry): void {
  const identity = identityOf(entry.stat);
  const known = found.get(identity);
  if (known !== undefined) {
    if (!known.paths.includes(path)) known.paths.push(path);
    return;
  }
  found.set(identity, {
    ...entry,
    identity,
    paths: [path],
    isCompressed: isCompressedName(path),
    isNameless: false,
  });
}
