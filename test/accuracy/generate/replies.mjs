/** The replies of the WeCom server that the logged programs receive, many different codes. */
import { createRandom } from './random.mjs';

/** Codes with the English text that the server is known to send. */
const KNOWN_TEXTS = {
  40001: 'invalid credential',
  40007: 'invalid media_id',
  40008: 'invalid message type',
  40013: 'invalid corpid',
  40014: 'invalid access_token',
  40029: 'invalid code',
  40031: 'all list invalid',
  40056: 'invalid agentid',
  40058: 'markdown.content exceed max length 4096. invalid Request Parameter',
  40066: 'Warning: wrong json format. invalid party list',
  40070: 'all list invalid',
  40096: 'invalid external userid',
  41001: 'access_token missing',
  41004: 'corpsecret missing',
  41008: 'missing code',
  41047: 'invalid group msg id',
  42001: 'access_token expired',
  42009: 'suite_access_token expired',
  45009: 'api freq out of limit',
  48002: 'API forbidden',
  60003: 'department not found',
  60011: 'no privilege to access/modify contact/party/agent',
  60020: 'not allow to access from your ip',
  60102: 'userid existed',
  60104: 'mobile existed',
  60111: 'userid not found',
  81013: 'user & party & tag all invalid',
  84014: 'invalid code for miniprogram',
  84061: 'not external contact',
  86003: 'chat member count out of range (2-500)',
  90001: 'not set miniapp page, "page" expected',
  93000: 'invalid webhook url',
  93004: 'robot was removed',
  301002: 'not allow operate another agent with this accesstoken.',
  301005: 'not allow del corp creator',
  301017: 'voice file only support amr like myvoice.amr',
  600002: 'device has registered',
  600014: 'device not registered',
  640003: 'spaceid not found',
  670016: 'invalid contact identity',
  701008: 'license account not enough',
  846605: 'invalid req_id',
  846608: 'stream message update expired (>6 minutes), cannot update',
  850003: 'authorization expired',
  853000: 'signature is incorrect, please check if the bot secret is correct',
  853004: 'cli token expired, please re-fetch',
  853006: 'this tool is not available for your corporation',
  2000002: 'invalid aibot param',
};

/** The rest of the codes, with made-up texts of the usual kind. */
const OTHER_CODES = [
  40003, 40004, 40005, 40006, 40009, 40011, 40016, 40017, 40018, 40020, 40022, 40024, 40027, 40032,
  40033, 40035, 40039, 40050, 40054, 40057, 40059, 40063, 40068, 40071, 40073, 40077, 40078, 40080,
  40082, 40084, 40085, 40089, 40092, 40093, 40097, 40100, 41002, 41006, 41009, 41010, 41011, 41016,
  41019, 41021, 41022, 41025, 41033, 41036, 41039, 41042, 41045, 41048, 42007, 42013, 43004, 44001,
  44004, 45001, 45002, 45004, 45007, 45022, 45024, 45026, 45032, 46003, 46004, 48003, 48005, 50001,
  50002, 50003, 60001, 60004, 60006, 60008, 60010, 60012, 60028, 60103, 60106, 60110, 60123, 60125,
  60127, 60132, 72023, 72037, 80001, 81001, 81011, 81014, 82001, 82003, 84019, 84022, 84024, 84052,
  84055, 84058, 84063, 84067, 84070, 84074, 85002, 85005, 86001, 86005, 86101, 86201, 86207, 86217,
  86220, 90002, 90101, 90103, 90106, 90200, 90204, 90208, 90300, 90305, 90311, 90317, 90324, 90329,
  90338, 91040, 301012, 301015, 301021, 301024, 301036, 302003, 302007, 600001, 600005, 600010,
  600018, 600025, 600033, 600041, 600045, 610001, 610004, 6000, 2000004, 710000, 740001, 844002,
];

const OTHER_TEXTS = [
  'invalid parameter',
  'invalid userid list',
  'no permission, agentid 1000002 not allowed',
  'param `limit` should be in [1, 1000]',
  'user is not in the visible range of the app',
  '参数错误：名称长度须为 1~32 个字符',
  'invalid string value `woOhrAAA2048`. object not found',
  'request body size 524289 exceed limit 524288',
  "field 'touser' missing",
  'over quota 200 in 60s',
];

const SPECIAL = [
  { code: 0, text: 'ok' },
  { code: -1, text: 'system busy' },
];

/** Unix seconds at which the logged world stands still: 2026-09-14 08:30:15 in Shanghai. */
export const WORLD_SECONDS = 1789345815;

/**
 * A fixed list of replies, well mixed.
 * @returns {Array<{code: number, errmsg: string, reply: {errcode: number, errmsg: string}}>}
 */
export function createReplies() {
  const random = createRandom(2019);
  const codes = [
    ...Object.entries(KNOWN_TEXTS).map(([code, text]) => ({ code: Number(code), text })),
    ...OTHER_CODES.map((code) => ({ code, text: random.pick(OTHER_TEXTS) })),
  ];
  for (let at = codes.length - 1; at > 0; at--) {
    const other = random.integer(0, at);
    [codes[at], codes[other]] = [codes[other], codes[at]];
  }
  const mixed = codes.flatMap((one, index) => (index % 12 === 5 ? [...SPECIAL, one] : [one]));
  return mixed.map(({ code, text }, index) => {
    const errmsg = code === 0 ? text : text + tail(code, index, random);
    return { code, errmsg, text, reply: { errcode: code, errmsg } };
  });
}

/** What follows the text of a message: hint, address and link, each of which may be missing. */
function tail(code, index, random) {
  const hint = `${WORLD_SECONDS - 3}${random.digits(14)}`;
  const old = `${WORLD_SECONDS - 3}_${random.integer(1, 99)}_${random.hex(32)}`;
  const link = `more info at https://open.work.weixin.qq.com/devtool/query?e=${code}`;
  if (index % 9 === 4) return '';
  if (index % 9 === 7) return `, hint: [${hint}]`;
  if (index % 9 === 2) return `, hint: [${old}], ${link}`;
  return `, hint: [${hint}], from ip: ${random.ip()}, ${link}`;
}
