/**
 * Masks what must not leave a log: credentials, addresses, people. Works on text in which every
 * byte above 0x7F may be anything, so it serves UTF-8 read as Latin-1 as well as decoded text.
 */

/** What stands for a masked value. */
export const MASK = '***';

/** `text` with secrets replaced. What it leaves alone keeps its place and its bytes. */
export function maskSecrets(text: string): string {
  let masked = text;
  for (const { pattern, replacement } of RULES) masked = masked.replace(pattern, replacement);
  return masked;
}

/** The same, but lines with 60020 keep the caller's own address: who reads them must allow it. */
export function maskAllButExit(text: string): string {
  return text.replace(/[^\n]+/g, (line) =>
    line.includes('60020') ? maskAround(line) : maskSecrets(line),
  );
}

const EXIT = /(from ip\s*:?\s*)((?:\d{1,3}\.){3}\d{1,3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7})/gi;
const EXIT_MASKED = /(from ip\s*:?\s*)\*\*\*/gi;

/** Puts the addresses back where they stood; none, if the line holds others that look masked. */
function maskAround(line: string): string {
  const masked = maskSecrets(line);
  const exits = [...line.matchAll(EXIT)].map((found) => found[2]!);
  if ([...masked.matchAll(EXIT_MASKED)].length !== exits.length) return masked;
  let next = 0;
  return masked.replace(EXIT_MASKED, (_, before: string) => before + exits[next++]!);
}

/** A key in any quoting, escaped or not, and the separator behind it. */
const keyed = (names: string, value: string): RegExp =>
  new RegExp(
    `((?<![A-Za-z0-9])(?:${names})(?:\\\\*["']|&quot;|%22)?[ \\t]*(?:=>|[:=]|%3[AaDd])[ \\t]*(?:\\\\*["']|&quot;|%22|u')?)(${value})`,
    'gi',
  );

const CREDENTIALS = [
  '(?:suite_|provider_|corp_|user_|agent_)?access_?token',
  '(?:corp|suite|app|provider|client)?_?secret',
  '(?:suite|jsapi|user|login|agent|tfa)?_?ticket',
  '(?:permanent|auth|pre_auth|welcome|response|launch|tfa)_?code',
  'refresh_token|session_?key|encoding_?aes_?key|aeskey|password|passwd|authorization|msg_signature|token',
].join('|');

const PEOPLE =
  'external_?userid|open_?userid|user_?id|userid_?list|touser|to_?user|from_?user(?:name)?|to_?username|openid|unionid|mobile|telephone|phone|email|biz_mail|real_?name';

/** Lists of members, external contacts and the like that a reply left out, of any spelling. */
const LEFT_OUT =
  'invalid[a-z_]{0,24}(?:user|party|parties|tag|list)[a-z_]{0,12}|unlicensed?_?users?[a-z_]{0,12}|excess_?users?|fail[a-z_]{0,24}list|user_list';
const LEFT_OUT_KEY = `(?<![A-Za-z0-9])(?:${LEFT_OUT})(?:\\\\*["'])?[ \\t]*(?:=>|[:=])[ \\t]*`;

/** Eight groups, or fewer with `::`; at least one of them has a letter or stands beside `::`. */
const IPV6 =
  /(?<![0-9a-z:.])(?:(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}|(?:[0-9a-f]{1,4}:){1,6}(?::[0-9a-f]{1,4}){1,6}|::(?:[0-9a-f]{1,4}:){0,6}[0-9a-f]{1,4})(?![0-9a-z:])/gi;

const RULES: readonly { readonly pattern: RegExp; readonly replacement: string }[] = [
  // Lists, numbers without quotes (as strings, or the line would be JSON no more), XML, bearer tokens.
  {
    pattern:
      /((?:user_?id_?list|users|to_?user|mobiles?)(?:\\*["'])?[ \t]*[:=][ \t]*)\[[^\]\n]*\]/gi,
    replacement: `$1["${MASK}"]`,
  },
  {
    pattern: new RegExp(`(${LEFT_OUT_KEY})\\[(?=[\\s\\\\"']*\\w)[^\\]{}\\n]*(?:\\]|$)`, 'gim'),
    replacement: `$1["${MASK}"]`,
  },
  {
    pattern: new RegExp(`(${LEFT_OUT_KEY}\\\\*["'])[^"'\\\\\\n]+`, 'gi'),
    replacement: `$1${MASK}`,
  },
  {
    pattern: new RegExp(
      `("(?:${PEOPLE}|${CREDENTIALS})"[ \\t]*:[ \\t]*)-?\\d+(?=[\\s,}\\]])`,
      'gi',
    ),
    replacement: `$1"${MASK}"`,
  },
  {
    pattern: new RegExp(`(<(?:${PEOPLE}|${CREDENTIALS})>(?:<!\\[CDATA\\[)?)[^<\\]\\n]+`, 'gi'),
    replacement: `$1${MASK}`,
  },
  { pattern: /((?:bearer|basic)[ \t]+)[\w.~+/=-]{8,}/gi, replacement: `$1${MASK}` },
  { pattern: keyed(CREDENTIALS, '[A-Za-z0-9_\\-.+/=%@!]{4,}'), replacement: `$1${MASK}` },
  // A webhook key and an OAuth code are long; a plain `code=40014` or `key=name` is neither.
  {
    pattern: keyed('key|code', '(?=[A-Za-z_-]*\\d)[A-Za-z0-9_\\-]{16,}'),
    replacement: `$1${MASK}`,
  },
  {
    pattern: keyed(LEFT_OUT, '(?!\\d+(?=[\\s,}\\]]))[^\\s"\'\\\\,;&}\\])<[{]+'),
    replacement: `$1${MASK}`,
  },
  { pattern: keyed(PEOPLE, '[^\\s"\'\\\\,;&}\\])<]{1,128}'), replacement: `$1${MASK}` },
  { pattern: /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/g, replacement: MASK },
  { pattern: /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.]\d)/g, replacement: MASK },
  { pattern: IPV6, replacement: MASK },
  { pattern: /(?<![\d_-])(?:\+?86[- ]?)?1[3-9]\d{9}(?!\d)/g, replacement: MASK },
  // External members and customer groups are known by their prefix.
  { pattern: /(?<![A-Za-z0-9_-])w[mor][A-Za-z0-9_-]{20,64}/g, replacement: MASK },
];
