/**
 * The members of one map of an overlay file, read with their types. What does not fit is refused with
 * the file, the line and what is allowed.
 */
import type { Document, LineCounter, Node, YAMLMap } from 'yaml';
import type { Bilingual } from '../model/lang.ts';
import { ToolError } from '../model/tool-error.ts';

export interface Members {
  /** Names of the members, in order. */
  readonly names: readonly string[];
  /** Refuses any member that is not one of these. */
  only(names: readonly string[]): void;
  /** The maps in a list; none if it is absent. */
  items(name: string): readonly Members[];
  members(name: string): Members | undefined;
  isText(name: string): boolean;
  text(name: string): string | undefined;
  integer(name: string): number | undefined;
  /** An integer over 0. */
  positive(name: string): number | undefined;
  oneOf<Id extends string>(name: string, ids: readonly Id[]): Id | undefined;
  /** A path of the API, without host and query. */
  apiPath(name: string): string | undefined;
  /** What `read` gives, which must be something. */
  required<Value>(name: string, read: (members: Members) => Value | undefined): Value;
  refuseName(name: string, allowed: readonly string[]): never;
  refuseMissing(name: string, errcode: number): never;
}

interface File {
  readonly path: string;
  readonly yaml: typeof import('yaml');
  readonly counter: LineCounter;
}

const INT32_MAX = 2_147_483_647;

/** The members of the file's outermost map. JSON is read as the YAML it is. */
export async function openMembers(path: string, text: string): Promise<Members> {
  const yaml = await import('yaml');
  const counter = new yaml.LineCounter();
  // Tabs indent JSON, but nothing in YAML.
  const isJson = /^\s*[{[]/.test(text);
  const document: Document = yaml.parseDocument(isJson ? text.replace(/^[\t ]+/gm, '') : text, {
    lineCounter: counter,
  });
  const file = { path, yaml, counter };
  const [error] = document.errors;
  if (error !== undefined) {
    const words = error.message.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/, '');
    refuse(file, error.pos[0], {
      zh: `既不是合法的 YAML 也不是合法的 JSON：${words}`,
      en: `is neither YAML nor JSON: ${words}`,
    });
  }
  const root = document.contents;
  if (root === null) return membersOf(file, new yaml.YAMLMap());
  if (yaml.isMap(root)) return membersOf(file, root as YAMLMap);
  return refuse(file, root.range?.[0] ?? 0, {
    zh: '最外层应是映射，成员为 codes、owners、tolerate。',
    en: 'must be a map whose members are codes, owners and tolerate.',
  });
}

/** Raw access to a map: what a name leads to, and where it stands. */
interface Access {
  readonly names: readonly string[];
  nodeOf(name: string): Node | undefined;
  /** The value of a scalar, the node of anything else, undefined for nothing and for null. */
  scalarOf(name: string): unknown;
  mustBe(name: string, zh: string, en: string): never;
  refuseName(name: string, allowed: readonly string[]): never;
  /** Refuses the map as a whole. */
  refuseMap(text: Bilingual): never;
}

function membersOf(file: File, map: YAMLMap): Members {
  const access = accessTo(file, map);
  const values = valuesOf(access);
  const { names, refuseName, refuseMap } = access;
  const members: Members = {
    names,
    ...values,
    ...childrenOf(file, access),
    only(allowed) {
      for (const name of names) if (!allowed.includes(name)) refuseName(name, allowed);
    },
    required: (name, read) =>
      read(members) ?? refuseMap({ zh: `缺少 ${name}。`, en: `lacks ${name}.` }),
    refuseName,
    refuseMissing: (name, errcode) =>
      refuseMap({
        zh: `${errcode} 不在目录中，新增错误码必须给出 ${name}。`,
        en: `${errcode} is not in the catalogue, so ${name} must be given.`,
      }),
  };
  return members;
}

function accessTo(file: File, map: YAMLMap): Access {
  const { isScalar } = file.yaml;
  // Codes as keys are numbers to YAML.
  const names = map.items.map(({ key }) => String(isScalar(key) ? key.value : key));
  const pairOf = (name: string) => map.items[names.indexOf(name)];
  const refuseAt = (name: string, text: Bilingual): never => {
    const key = pairOf(name)?.key as Node | undefined;
    return refuse(file, key?.range?.[0] ?? map.range?.[0] ?? 0, text);
  };
  const nodeOf = (name: string): Node | undefined => {
    const node = pairOf(name)?.value as Node | null | undefined;
    return node === null || (isScalar(node) && node.value === null) ? undefined : node;
  };
  return {
    names,
    nodeOf,
    scalarOf(name) {
      const node = nodeOf(name);
      return isScalar(node) ? node.value : node;
    },
    mustBe: (name, zh, en) =>
      refuseAt(name, { zh: `${name} 应为${zh}。`, en: `${name} must be ${en}.` }),
    refuseName: (name, allowed) =>
      refuseAt(name, {
        zh: `没有“${name}”这个成员，可用的有：${allowed.join('、')}。`,
        en: `there is no member "${name}"; there are: ${allowed.join(', ')}.`,
      }),
    refuseMap: (text) => refuse(file, map.range?.[0] ?? 0, text),
  };
}

function childrenOf(file: File, { nodeOf, mustBe }: Access): Pick<Members, 'items' | 'members'> {
  const { isMap, isSeq } = file.yaml;
  return {
    items(name) {
      const node = nodeOf(name);
      if (node === undefined) return [];
      if (!isSeq(node)) return mustBe(name, '列表', 'a list');
      return node.items.map((item) => {
        if (isMap(item)) return membersOf(file, item as YAMLMap);
        return mustBe(name, '映射的列表', 'a list of maps');
      });
    },
    members(name) {
      const node = nodeOf(name);
      if (node === undefined) return undefined;
      return isMap(node) ? membersOf(file, node as YAMLMap) : mustBe(name, '映射', 'a map');
    },
  };
}

type Values = Pick<Members, 'isText' | 'text' | 'integer' | 'positive' | 'oneOf' | 'apiPath'>;

function valuesOf({ scalarOf, mustBe }: Access): Values {
  const text = (name: string): string | undefined => {
    const value = scalarOf(name);
    if (value === undefined) return undefined;
    if (typeof value === 'string' && value.trim() !== '') return value.trim().replace(/\s+/g, ' ');
    return mustBe(name, '非空的文字', 'a text that is not empty');
  };
  const integer = (name: string): number | undefined => {
    const value = scalarOf(name);
    if (value === undefined) return undefined;
    const number = typeof value === 'string' && /^-?\d{1,10}$/.test(value) ? Number(value) : value;
    const isFit = Number.isInteger(number) && Math.abs(number as number) <= INT32_MAX;
    return isFit
      ? (number as number)
      : mustBe(name, '整数，例如 60020', 'an integer, such as 60020');
  };
  return {
    text,
    integer,
    isText: (name) => typeof scalarOf(name) === 'string',
    positive(name) {
      const number = integer(name);
      if (number === undefined || number > 0) return number;
      return mustBe(name, '大于 0 的整数', 'an integer over 0');
    },
    oneOf(name, ids) {
      const value = scalarOf(name);
      const id = ids.find((known) => known === value);
      if (value === undefined || id !== undefined) return id;
      return mustBe(name, `以下之一：${ids.join('、')}`, `one of: ${ids.join(', ')}`);
    },
    apiPath(name) {
      const path = text(name)
        ?.replace(/^\/?cgi-bin\//, '/cgi-bin/')
        .replace(/\/+$/, '');
      if (path === undefined || /^\/cgi-bin\/[\w/-]+$/.test(path)) return path;
      return mustBe(
        name,
        '接口路径，不含主机和参数，例如 /cgi-bin/user/get',
        'a path without host and query, such as /cgi-bin/user/get',
      );
    },
  };
}

function refuse({ path, counter }: File, offset: number, { zh, en }: Bilingual): never {
  const { line } = counter.linePos(offset);
  throw new ToolError('overlay-invalid', {
    zh: `${path} 第 ${line} 行：${zh}`,
    en: `${path}:${line}: ${en}`,
  });
}
