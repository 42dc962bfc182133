/** Options from a configuration file: YAML, keys named like the flags, a section for a single command. */
import { open } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import type { Alias, Document, Node, Pair, YAMLMap } from 'yaml';
import type { Setting, SettingValue } from '../../model/effective-plan.ts';
import { CONFIG_BYTES_MAX } from '../../model/limits.ts';
import { ToolError } from '../../model/tool-error.ts';
import type { Command } from '../command.ts';
import type { Flag } from '../flags.ts';
import { settingsOf, settingsOfAll } from './known.ts';
import type { Layer } from './layers.ts';
import { misplacedSetting, settingProblem, unknownSetting } from './problem.ts';
import { type RawScalar, readValue } from './value.ts';

export interface ConfigFile {
  readonly common: Layer;
  readonly sections: ReadonlyMap<string, Layer>;
  readonly problems: readonly ToolError[];
}

/** Reads the file at `path`. Paths in it count from its folder. Never throws a ToolError: all are told. */
export async function readConfigFile(
  path: string,
  commands: readonly Command[],
): Promise<ConfigFile> {
  try {
    return await readSettings(await parse(path), commands);
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    return { common: new Map(), sections: new Map(), problems: [error] };
  }
}

/** A parsed file: its nodes, and what is needed to speak of them. */
interface Parsed {
  readonly path: string;
  readonly yaml: typeof import('yaml');
  readonly document: Document.Parsed;
  /** The place of a node, as `wecomlog.yml:3`. */
  place(node: unknown): string;
  line(node: unknown): number;
}

async function parse(path: string): Promise<Parsed> {
  const text = await readText(path);
  // It takes 30 ms to load.
  const yaml = await import('yaml');
  const lineCounter = new yaml.LineCounter();
  const document = yaml.parseDocument(text, { lineCounter, prettyErrors: false });
  const line = (node: unknown): number =>
    lineCounter.linePos((node as Node | null)?.range?.[0] ?? 0).line || 1;
  const [error] = document.errors;
  if (error !== undefined) {
    const place = `${path}:${lineCounter.linePos(error.pos[0]).line || 1}`;
    const text =
      error.code === 'DUPLICATE_KEY'
        ? { zh: '这个键前面已经写过。', en: 'this key stands above already.' }
        : { zh: `不是有效的 YAML（${error.message}）。`, en: `no valid YAML (${error.message}).` };
    throw settingProblem(place, text, 'config-invalid');
  }
  return { path, yaml, document, line, place: (node) => `${path}:${line(node)}` };
}

async function readText(path: string): Promise<string> {
  const file = await open(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  try {
    const bytes = new Uint8Array(CONFIG_BYTES_MAX + 1);
    let length = 0;
    while (length < bytes.length) {
      const { bytesRead } = await file.read(bytes, length, bytes.length - length, null);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    if (length > CONFIG_BYTES_MAX) {
      const text = { zh: '太大，不像配置文件。', en: 'too large for a configuration file.' };
      throw settingProblem(path, text, 'config-invalid');
    }
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length));
  } catch (error) {
    throw error instanceof ToolError ? error : unreadable(path, error);
  } finally {
    await file.close();
  }
}

function unreadable(path: string, error: unknown): ToolError {
  const { code = 'unknown' } = error as { code?: string };
  const reasons: Readonly<Record<string, { zh: string; en: string }>> = {
    ENOENT: { zh: '没有这个配置文件', en: 'there is no such configuration file' },
    EACCES: { zh: '没有读取配置文件的权限', en: 'the configuration file may not be read' },
    EISDIR: { zh: '是目录，不是配置文件', en: 'a directory, no configuration file' },
    ERR_ENCODING_INVALID_ENCODED_DATA: {
      zh: '配置文件不是 UTF-8 编码',
      en: 'the configuration file is not UTF-8',
    },
  };
  const reason = reasons[code] ?? { zh: `无法读取（${code}）`, en: `cannot be read (${code})` };
  return settingProblem(
    path === '' ? '--config' : path,
    {
      zh: `${reason.zh}。请检查 --config 或 WECOMLOG_CONFIG。`,
      en: `${reason.en}. See --config or WECOMLOG_CONFIG.`,
    },
    'config-unreadable',
  );
}

async function readSettings(parsed: Parsed, commands: readonly Command[]): Promise<ConfigFile> {
  const common = new Map<string, Setting>();
  const sections = new Map<string, Layer>();
  const problems: ToolError[] = [];
  const all = settingsOfAll(commands);
  const names = [...all.keys(), ...commands.map((command) => command.name)];
  for (const pair of pairsOf(parsed.document.contents, parsed, problems)) {
    const name = keyOf(pair);
    const value = follow(pair.value, parsed);
    const command = commands.find((known) => known.name === name);
    // A name may be that of a command and of an option: a section holds more keys, an option never does.
    if (command !== undefined && (parsed.yaml.isMap(value) || !all.has(name))) {
      const section = await readSection(command, value, parsed, commands, problems);
      sections.set(name, section);
    } else if (all.has(name)) {
      await readPair(pair, all.get(name)!, parsed, common, problems);
    } else {
      problems.push(unknownSetting(parsed.place(pair.key), name, names));
    }
  }
  return { common, sections, problems };
}

async function readSection(
  command: Command,
  value: unknown,
  parsed: Parsed,
  commands: readonly Command[],
  problems: ToolError[],
): Promise<Layer> {
  const layer = new Map<string, Setting>();
  const settings = settingsOf(command);
  const all = settingsOfAll(commands);
  for (const pair of pairsOf(value, parsed, problems)) {
    const name = keyOf(pair);
    const flag = settings.get(name);
    const place = parsed.place(pair.key);
    if (flag !== undefined) await readPair(pair, flag, parsed, layer, problems);
    else if (all.has(name)) problems.push(misplacedSetting(place, name, command, commands));
    else problems.push(unknownSetting(place, name, [...settings.keys()]));
  }
  return layer;
}

async function readPair(
  pair: Pair,
  flag: Flag,
  parsed: Parsed,
  layer: Map<string, Setting>,
  problems: ToolError[],
): Promise<void> {
  const name = keyOf(pair);
  const place = parsed.place(pair.value ?? pair.key);
  if (name === 'config') {
    const text = {
      zh: '配置文件中不能写 config。',
      en: 'config cannot stand in the file it names.',
    };
    problems.push(settingProblem(place, text, 'setting-misplaced'));
    return;
  }
  const reading = await readValue(name, flag, rawOf(pair.value, parsed));
  if ('complaint' in reading) {
    problems.push(settingProblem(place, reading.complaint));
    return;
  }
  const value =
    flag.kind === 'path' ? fromFolder(dirname(parsed.path), reading.value) : reading.value;
  const origin = { from: 'file', file: parsed.path, line: parsed.line(pair.key) } as const;
  layer.set(name, { name, value, origin });
}

/** The pairs of a map; none of nothing, and of anything else none and a problem. */
function pairsOf(value: unknown, { yaml, place }: Parsed, problems: ToolError[]): readonly Pair[] {
  if (value === null || value === undefined) return [];
  if (yaml.isMap(value)) return (value as YAMLMap).items;
  if (yaml.isScalar(value) && value.value === null) return [];
  const text = {
    zh: '这里应为“选项: 值”，每行一个。',
    en: 'here options are wanted, one a line, as "option: value".',
  };
  problems.push(settingProblem(place(value), text, 'config-invalid'));
  return [];
}

function keyOf({ key }: Pair): string {
  return String((key as { value?: unknown } | null)?.value ?? key);
}

function rawOf(node: unknown, parsed: Parsed): RawScalar | RawScalar[] {
  const value = follow(node, parsed);
  if (parsed.yaml.isSeq(value)) return value.items.map((item) => scalarOf(item, parsed));
  return scalarOf(value, parsed);
}

function scalarOf(node: unknown, parsed: Parsed): RawScalar {
  const value = follow(node, parsed);
  if (value === null || value === undefined) return { text: '', type: 'nothing' };
  if (!parsed.yaml.isScalar(value)) return { text: String(value), type: 'boolean' };
  if (value.value === null) return { text: '', type: 'nothing' };
  const isText = typeof value.value === 'string';
  // A number as it is written: 1788258610 and 0x10 are their owner's words.
  const text = isText ? (value.value as string) : (value.source ?? String(value.value));
  return { text, type: typeof value.value === 'number' ? 'number' : isText ? 'text' : 'boolean' };
}

/** What an alias stands for. */
function follow(node: unknown, { yaml, document }: Parsed): unknown {
  return yaml.isAlias(node) ? (node as Alias).resolve(document) : node;
}

/** Paths count from the folder of the file that names them, wherever the command is started. */
function fromFolder(folder: string, value: SettingValue): SettingValue {
  const joined = (path: string): string =>
    path === '-' || isAbsolute(path) ? path : join(folder, path);
  return typeof value === 'string'
    ? joined(value)
    : (value as readonly string[]).map((path) => joined(path));
}
