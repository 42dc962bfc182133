/**
 * Evidence: words in a record that tell whose code it is. Words are data; the kernel looks them up
 * in one pass, `createScalarEvidence` is the readable reference it must agree with.
 */
import { type Arena, loadKernel } from '../model/arena.ts';
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
/** The record carries an annotation of ours; what stands behind it is no evidence. */
export const ANNOTATION = 1 << 7;
/** Parameters of WeCom that others have as well: agents and suites of tests are everywhere. */
export const WECOM_FIELD = 1 << 8;

/** What every text annotation begins with. */
export const ANNOTATION_MARK = '  ← ';

interface Word {
  readonly text: string;
  readonly bit: number;
  /** Where in the word the three bytes stand by which the kernel first finds it. */
  readonly anchor: number;
  /** A request id must follow: `rid: 6348bdf8-…`. */
  readonly isRequestId?: true;
  /** `text` holds one byte a letter, not UTF-8. */
  readonly isBytes?: true;
}

/**
 * Words of one bit that share three letters, `stem`, by which they are found. Letters that few words
 * of ordinary logs hold make the kernel fast.
 */
const words = (bit: number, stem: string, ...texts: string[]): Word[] =>
  texts.map((text) => ({ text, bit, anchor: text.indexOf(stem) }));

/** Chinese words are met raw, as `\\u4f01…` with one or two backslashes, and percent-encoded. */
const chinese = (bit: number, ...texts: string[]): Word[] =>
  texts.flatMap((text) => {
    const escaped = [...text].map((letter) => `u${letter.charCodeAt(0).toString(16)}`);
    const encoded = encodeURIComponent(text).toLowerCase();
    return [
      { text, bit, anchor: 0 },
      { text: escaped.join('\\'), bit, anchor: 0 },
      { text: escaped.join('\\\\'), bit, anchor: 0 },
      { text: encoded, bit, anchor: 0 },
    ];
  });

/** The same words in GB18030, byte for byte. */
const gb18030 = (bit: number, ...words: (readonly number[])[]): Word[] =>
  words.map((bytes) => ({ text: String.fromCharCode(...bytes), bit, anchor: 0, isBytes: true }));

/** In lower case; compared without case. */
const WORDS: readonly Word[] = [
  ...words(WECOM_HOST, 'wei', 'qyapi.weixin'),
  ...words(WECOM_HOST, 'k.w', 'work.weixin.qq'),
  ...words(WECOM_HOST, 'dev', 'devtool/query', 'devtool\\/query'),
  ...words(DINGTALK_NAME, 'din', 'dingtalk', 'ding talk', 'dingding'),
  ...chinese(DINGTALK_NAME, '钉钉'),
  ...words(HINT, 'hin', 'hint'),
  ...words(WEIXIN_NAME, 'wei', 'api.weixin.qq', 'mp.weixin', 'weixin.mp', 'weixin.open'),
  ...words(WEIXIN_NAME, 'app', 'component_appid', 'authorizer_appid', 'miniapp'),
  ...words(WEIXIN_NAME, 'wxm', 'wxmp', 'wxma'),
  ...words(WEIXIN_NAME, 'mmb', 'mmbizurl'),
  ...words(WEIXIN_NAME, 'req', '[ req_id'),
  { text: 'rid:', bit: WEIXIN_NAME, anchor: 0, isRequestId: true },
  { text: 'rid%3a%20', bit: WEIXIN_NAME, anchor: 0, isRequestId: true },
  { text: 'rid%3a+', bit: WEIXIN_NAME, anchor: 0, isRequestId: true },
  ...words(WECOM_WORD, 'cor', 'corpid', 'corpsecret', 'corp_secret'),
  ...words(WECOM_FIELD, 'cor', 'corp_id'),
  ...words(WECOM_FIELD, 'age', 'agentid', 'agent_id'),
  ...words(WECOM_WORD, 'ext', 'external_user', 'externalcontact'),
  ...words(WECOM_WORD, 'sui', 'suite_ticket', 'suite_access'),
  ...words(WECOM_FIELD, 'sui', 'suite_id'),
  ...words(WECOM_WORD, 'qya', 'qyapi'),
  ...words(WECOM_WORD, 'wxc', 'wxcp'),
  ...words(WECOM_WORD, 'wxw', 'wxwork'),
  ...words(WECOM_WORD, 'kwx', 'workwx'),
  ...words(WECOM_WORD, 'wei', 'weixin.cp', 'workweixin', 'weixin_qy', 'weixinqy', 'qyweixin'),
  ...words(WECOM_WORD, 'wec', 'wecom', 'workwechat', 'wechatwork', 'wechat_work', 'wechat.work'),
  ...words(WECOM_WORD, 'wew', 'wework'),
  ...words(WECOM_WORD, 'qyw', 'qywx'),
  ...words(WECOM_WORD, 'aib', 'aibot'),
  ...chinese(WECOM_WORD, '企业微信', '企微', '企业号'),
  // 钉钉; 企业微信, 企微, 企业号; 公众号, 小程序
  ...gb18030(DINGTALK_NAME, [0xb6, 0xa4, 0xb6, 0xa4]),
  ...gb18030(
    WECOM_WORD,
    [0xc6, 0xf3, 0xd2, 0xb5, 0xce, 0xa2, 0xd0, 0xc5],
    [0xc6, 0xf3, 0xce, 0xa2],
    [0xc6, 0xf3, 0xd2, 0xb5, 0xba, 0xc5],
  ),
  ...gb18030(
    WEIXIN_FIELD,
    [0xb9, 0xab, 0xd6, 0xda, 0xba, 0xc5],
    [0xd0, 0xa1, 0xb3, 0xcc, 0xd0, 0xf2],
  ),
  ...words(DINGTALK_FIELD, 'sub', 'sub_code', 'subcode'),
  ...words(WEIXIN_FIELD, 'nid', 'openid', 'unionid'),
  ...words(WEIXIN_FIELD, 'app', '"appid', 'appid=', 'invalid appid', 'appsecret'),
  ...chinese(WEIXIN_FIELD, '公众号', '小程序'),
  ...words(ANNOTATION, '←', ANNOTATION_MARK),
  ...words(ANNOTATION, 'wec', '"wecom":[{"errcode":', '"wecom_'),
];

/**
 * The bucket of a word, by the first letter of its anchor. A survivor of the nibble tables must fit
 * one bucket in all three places, so letters that would blur each other are kept apart.
 */
const BUCKET_LETTERS: readonly string[] = ['wq', 'ce', 'a', 'nsk', 'd', 'rhm', '%u', ''];

const BUCKETS = BUCKET_LETTERS.length;
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
  const kernel = loadKernel(arena, 'record', KERNEL_BASE64) as {
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
  const wanted = WORDS.map((word) => ({
    ...word,
    pattern: foldedBytes(word),
    skip: anchorBytes(word),
  }));
  let hintAt = 0;
  return {
    read(start) {
      let mask = 0;
      hintAt = 0;
      for (let at = start; bytes[at] !== 0x0a; at++) {
        for (const { pattern, bit, isRequestId } of wanted) {
          if (!pattern.every(([value, fold], index) => (bytes[at + index]! | fold) === value))
            continue;
          if (isRequestId === true && !isRequestIdAt(bytes, at, pattern.length)) continue;
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

/** Whether the word of `length` bytes at `at` is one of its own, with a request id behind it. */
function isRequestIdAt(bytes: Uint8Array, at: number, length: number): boolean {
  const behind = String.fromCharCode(...bytes.subarray(at + length, at + length + 10));
  return !/[a-z]/i.test(String.fromCharCode(bytes[at - 1]!)) && /^ ?[0-9a-f]{8}-/i.test(behind);
}

/** Each byte of the word with the bits that fold its case. */
function foldedBytes({ text, isBytes }: Word): (readonly [value: number, fold: number])[] {
  return [...Buffer.from(text, isBytes === true ? 'latin1' : 'utf8')].map(
    (byte) => [byte, byte >= 0x61 && byte <= 0x7a ? 0x20 : 0] as const,
  );
}

/** Bytes before a word's anchor. */
function anchorBytes({ text, anchor }: Word): number {
  return Buffer.byteLength(text.slice(0, anchor));
}

function bucketed(): Word[][] {
  const buckets: Word[][] = Array.from({ length: BUCKETS }, () => []);
  for (const word of WORDS) {
    const letter = word.text[word.anchor]!;
    const found = BUCKET_LETTERS.findIndex((letters) => letters.includes(letter));
    buckets[found < 0 ? BUCKETS - 1 : found]!.push(word);
  }
  return buckets;
}

function nibbleTables(): Uint8Array {
  const table = new Uint8Array(TABLE_BYTES);
  bucketed().forEach((bucket, number) => {
    for (const word of bucket) {
      const skip = anchorBytes(word);
      foldedBytes(word)
        .slice(skip, skip + 3)
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
    for (const word of bucket) {
      const folded = foldedBytes(word);
      if (folded.length > WORD_BYTES_MAX) throw new RangeError(`word too long: ${word.text}`);
      const head = [folded.length, Math.log2(word.bit), word.isRequestId === true ? 1 : 0];
      out.push(...head, anchorBytes(word), ...folded.flat());
    }
    out.push(0);
  });
  return Uint8Array.from(out);
}
