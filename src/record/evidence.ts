/**
 * Evidence: words in a record that tell whose code it is. Words are data; the kernel looks them up
 * in one pass, `createScalarEvidence` is the readable reference it must agree with.
 */
import type { Arena } from '../model/arena.ts';
import { KERNEL_BASE64 } from './kernel/kernel.generated.ts';

/** Bits of the mask, from the strongest evidence to the weakest. */
export const WECOM_HOST = 1 << 0;
export const DINGTALK_NAME = 1 << 1;
/** A hint; its form decides (see hint.ts). */
export const HINT = 1 << 2;
export const WEIXIN_NAME = 1 << 3;
export const WECOM_WORD = 1 << 4;
export const DINGTALK_FIELD = 1 << 5;
export const WEIXIN_FIELD = 1 << 6;
/** Words that make a spoken key count, though they name no platform. */
export const SPOKEN_WORD = 1 << 7;
/** The record carries an annotation of ours; what stands behind it is no evidence. */
export const ANNOTATION = 1 << 8;

/** What every text annotation begins with. */
export const ANNOTATION_MARK = '  ← ';

interface Word {
  readonly text: string;
  readonly bit: number;
  /** A request id must follow: `rid: 6348bdf8-…`. */
  readonly isRequestId?: true;
}

/** Chinese words are met raw, as `\\u4f01…` and percent-encoded. */
const words = (bit: number, ...texts: string[]): Word[] =>
  texts.flatMap((text) => {
    if (!/[^\0-\x7f]/.test(text) || text === ANNOTATION_MARK) return [{ text, bit }];
    const escaped = [...text].map(
      (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
    return [text, escaped.join(''), escaped.join('\\'), encodeURIComponent(text).toLowerCase()].map(
      (form) => ({
        text: form,
        bit,
      }),
    );
  });

/** In lower case; compared without case. Sources: TAXONOMY of platforms, docs/architecture.md. */
const WORDS: readonly Word[] = [
  ...words(WECOM_HOST, 'qyapi.weixin', 'work.weixin.qq', 'devtool/query', 'devtool\\/query'),
  ...words(DINGTALK_NAME, 'dingtalk', 'ding talk', '钉钉', 'dingding'),
  ...words(HINT, 'hint'),
  ...words(
    WEIXIN_NAME,
    'api.weixin.qq',
    'mp.weixin',
    'weixin.mp',
    'weixin.open',
    'component_appid',
    'authorizer_appid',
    '[ req_id',
  ),
  { text: 'rid:', bit: WEIXIN_NAME, isRequestId: true },
  ...words(
    WECOM_WORD,
    'corpid',
    'corp_id',
    'corpsecret',
    'corp_secret',
    'agentid',
    'agent_id',
    'external_user',
    'externalcontact',
  ),
  ...words(
    WECOM_WORD,
    'suite_id',
    'suite_ticket',
    'suite_access',
    'wxcp',
    'weixin.cp',
    '企业微信',
    '企微',
    '企业号',
    'wecom',
  ),
  ...words(
    WECOM_WORD,
    'wework',
    'wxwork',
    'workwx',
    'workwechat',
    'wechatwork',
    'wechat_work',
    'wechat.work',
    'workweixin',
    'qywx',
  ),
  ...words(WECOM_WORD, 'qyweixin', 'weixin_qy', 'weixinqy', 'aibot', 'toparty', 'totag'),
  ...words(DINGTALK_FIELD, 'sub_code', 'subcode'),
  ...words(
    WEIXIN_FIELD,
    'openid',
    'unionid',
    '公众号',
    '小程序',
    '"appid',
    'appid=',
    'invalid appid',
    'appsecret',
  ),
  ...words(ANNOTATION, ANNOTATION_MARK, '"wecom":[{"errcode":', '"wecom_'),
  ...words(SPOKEN_WORD, 'errmsg', 'err_msg', 'wechat', 'weixin', '微信', 'wxerror', 'access_token'),
];

const BUCKETS = 8;
const TABLE_BYTES = 128;
const LANES_BYTES = 16;
/** Words longer than this would make an entry's length overflow its byte. */
const WORD_BYTES_MAX = 64;

/** Reads the evidence of one record. */
export interface EvidenceReader {
  /**
   * Mask of the record that starts at `start`; a line feed ends it. Reading stops at the first
   * `WECOM_HOST`: the mask is then that bit, and `ANNOTATION` if one was seen before.
   */
  read(start: number): number;
  /** Offset of the first hint of the record read last, or 0 if there is none. */
  hintAt(): number;
}

/** The kernel where the arena is WebAssembly memory, the reference elsewhere. */
export function createEvidence(arena: Arena): EvidenceReader {
  return arena.memory === undefined ? createScalarEvidence(arena) : createKernelEvidence(arena);
}

/** The kernel over an arena of WebAssembly memory. */
export function createKernelEvidence(arena: Arena): EvidenceReader {
  const index = wordIndex();
  const tableAt = arena.allocate(TABLE_BYTES + LANES_BYTES + index.length);
  arena.bytes.set(nibbleTables(), tableAt);
  arena.bytes.set(index, tableAt + TABLE_BYTES + LANES_BYTES);
  const module = new WebAssembly.Module(Buffer.from(KERNEL_BASE64, 'base64'));
  const instance = new WebAssembly.Instance(module, { env: { memory: arena.memory } });
  const kernel = instance.exports as {
    evidence(start: number, table: number, hintBit: number, decisive: number, kept: number): number;
    hintOffset(): number;
  };
  const hintBit = Math.log2(HINT);
  return {
    read: (start) => kernel.evidence(start, tableAt, hintBit, WECOM_HOST, ANNOTATION),
    hintAt: () => kernel.hintOffset(),
  };
}

/** The reference: looks for every word at every place. */
export function createScalarEvidence(arena: Arena): EvidenceReader {
  const { bytes } = arena;
  const wanted = WORDS.map((word) => ({ ...word, pattern: foldedBytes(word.text) }));
  let hintAt = 0;
  return {
    read(start) {
      let mask = 0;
      hintAt = 0;
      for (let at = start; bytes[at] !== 0x0a; at++) {
        for (const { pattern, bit, isRequestId } of wanted) {
          if (!pattern.every(([value, fold], index) => (bytes[at + index]! | fold) === value))
            continue;
          if (isRequestId === true && !requestIdFollows(bytes, at, pattern.length)) continue;
          mask |= bit;
          if (bit === HINT && hintAt === 0) hintAt = at;
        }
        if ((mask & WECOM_HOST) !== 0) return mask & (WECOM_HOST | ANNOTATION);
      }
      return mask;
    },
    hintAt: () => hintAt,
  };
}

function requestIdFollows(bytes: Uint8Array, at: number, length: number): boolean {
  const text = String.fromCharCode(...bytes.subarray(at - 1, at + length + 10));
  return /^[^a-z]rid: ?[0-9a-f]{8}-/i.test(text);
}

/** Each byte of the word with the bits that fold its case. */
function foldedBytes(text: string): (readonly [value: number, fold: number])[] {
  return [...Buffer.from(text)].map(
    (byte) => [byte, byte >= 0x61 && byte <= 0x7a ? 0x20 : 0] as const,
  );
}

/** Words with like beginnings share a bucket, which keeps false survivors rare. */
function bucketed(): Word[][] {
  const sorted = [...WORDS].sort((left, right) => (left.text < right.text ? -1 : 1));
  const buckets: Word[][] = Array.from({ length: BUCKETS }, () => []);
  sorted.forEach((word, index) => {
    buckets[Math.floor((index * BUCKETS) / sorted.length)]!.push(word);
  });
  return buckets;
}

function nibbleTables(): Uint8Array {
  const table = new Uint8Array(TABLE_BYTES);
  bucketed().forEach((bucket, number) => {
    for (const { text } of bucket) {
      foldedBytes(text)
        .slice(0, 3)
        .forEach(([value, fold], position) => {
          for (const byte of [value, value & ~fold]) {
            table[position * 32 + (byte & 0x0f)]! |= 1 << number;
            table[position * 32 + 16 + (byte >> 4)]! |= 1 << number;
          }
        });
    }
  });
  table.fill(0x0f, 96, 112);
  table.fill(0x0a, 112, 128);
  return table;
}

/** Eight offsets of buckets, then their entries; see kernel/assembly/kernel.ts. */
function wordIndex(): Uint8Array {
  const out: number[] = Array(BUCKETS * 4).fill(0);
  bucketed().forEach((bucket, number) => {
    for (let byte = 0; byte < 4; byte++) out[number * 4 + byte] = (out.length >> (8 * byte)) & 0xff;
    for (const { text, bit, isRequestId } of bucket) {
      const folded = foldedBytes(text);
      if (folded.length > WORD_BYTES_MAX) throw new RangeError(`evidence word too long: ${text}`);
      out.push(folded.length, Math.log2(bit), isRequestId === true ? 1 : 0, ...folded.flat());
    }
    out.push(0);
  });
  return Uint8Array.from(out);
}
