/**
 * Writes the sample logs into samples/: four days of a small made-up company whose programs talk
 * to WeCom. Every run writes the same bytes. README.md tells what each file is for.
 *
 *     npm run samples
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const API = 'https://qyapi.weixin.qq.com/cgi-bin';
const LINK = 'https://open.work.weixin.qq.com/devtool/query?e=';
const SHANGHAI_MS = 8 * 3_600_000;
/** Days of September 2026. */
const DAYS = [1, 2, 3, 4];
/** A second line came in on the 2nd, and two hours later its address was made a trusted one. */
const OFFICE_IP = '198.51.100.20';
const NEW_LINE_IP = '203.0.113.45';
const CLUSTER_IP = '198.51.100.77';
const CHANGE = [2, '09:07:00'];
const TRUSTED = [2, '11:02:00'];
/** A name that a finder would take for a log line if it read this file. */
const CLIENT_ERROR = ['WeChat', 'Client', 'Exception'].join('');
const SUCCESS = 0;
const NOT_TRUSTED = 60020;
const NO_USER = 60111;
/** Of the official account and of DingTalk. */
const NO_LOGIN = 40029;
const NO_KEYWORD = 310000;
const OK = { errcode: SUCCESS, errmsg: 'ok' };

/** What the server says; the Chinese is how Java's SDK puts it. */
const TEXTS = {
  '-1': ['system busy', '系统繁忙'],
  40014: ['invalid access_token', '不合法的access_token'],
  42001: ['access_token expired', 'access_token已过期'],
  45009: ['api freq out of limit', '接口调用超过限制'],
  60020: ['not allow to access from your ip', '访问ip不在白名单之中'],
  60111: ['userid not found', 'UserID不存在'],
  81013: ['user & party & tag all invalid', 'UserID、部门ID、标签ID全部非法或无权限'],
  84061: ['not external contact', '不存在外部联系人的关系'],
  301002: ['not allow operate another agent with this accesstoken.', '无权限操作指定的应用'],
  853006: ['this tool is not available for your corporation', '该工具对企业不可用'],
};

/** The files by name, with the codes that each is meant to hold (see generate.d.mts). */
export function createSamples() {
  const files = [
    ['order-service.log', orderService(), (text) => Buffer.from(text)],
    ['notify-bot.ndjson', notifyBot(), (text) => Buffer.from(text)],
    ['sync-job.log', syncJob(), (text) => Buffer.from(text)],
    ['gateway.log.1.gz', gateway(), (text) => compress(Buffer.from(text))],
    ['legacy-gbk.log', legacy(), encodeGbk],
    ['k8s/notify-7c9d5.log', notifyPod(), (text) => Buffer.from(text)],
  ];
  return new Map(files.map(([name, log, encode]) => [name, log.close(encode)]));
}

/** Spring Boot with WxJava: one line for a success, the SDK's block and a stack for a failure. */
function orderService() {
  const random = createRandom(11);
  const log = createLog();
  const head = (ms, level, thread, logger) =>
    `${shanghai(ms).replace(',', '.')} ${level.padStart(5)} 2231 --- [nio-8080-exec-${thread}] ${logger.padEnd(40)} : `;
  const notifier = 'c.e.order.notify.WecomNotifier';
  const service = 'm.c.w.cp.api.impl.BaseWxCpServiceImpl';
  for (const ms of workingTimes(random, 19)) {
    if (isOutage(ms)) continue;
    const body = JSON.stringify({ ...OK, msgid: random.text(24) });
    const order = `${head(ms, 'INFO', random.integer(1, 9), notifier)}订单通知已发送 orderNo=SO${random.digits(8)}`;
    log.add(ms, `${order} url=${API}/message/send 响应：${body}`, [SUCCESS]);
    if (random.integer(1, 4) > 1) continue;
    log.add(ms + 2_100, `${head(ms + 2_100, 'INFO', 3, 'c.e.order.OrderController')}订单已签收`);
  }
  const refuse = (ms, path, code) => {
    const thread = random.integer(1, 9);
    const body = `{"errcode":${code},"errmsg":"${refusal(random, ms, code)}"}`;
    const lines = [
      head(ms, 'ERROR', thread, service),
      `【请求地址】: ${API}/${path}?access_token=******`,
      `【请求参数】：{"touser":"u${random.digits(4)}","msgtype":"textcard","agentid":1000003}`,
      `【错误信息】：错误代码：${code}, 错误信息：${TEXTS[code][1]}, 微信原始报文：${body}`,
    ];
    log.add(ms, lines.join('\n'), [code]);
    if (random.integer(1, 3) === 1) log.add(ms + 2, stack(ms + 2, thread, code, body), [code]);
  };
  const stack = (ms, thread, code, body) =>
    [
      `${head(ms, 'ERROR', thread, notifier)}订单通知发送失败，不再重试`,
      '',
      `me.chanjar.weixin.common.error.WxErrorException: 错误代码：${code}, 错误信息：${TEXTS[code][1]}, 微信原始报文：${body}`,
      '\tat me.chanjar.weixin.cp.api.impl.BaseWxCpServiceImpl.executeInternal(BaseWxCpServiceImpl.java:372)',
      '\tat me.chanjar.weixin.cp.api.impl.WxCpMessageServiceImpl.send(WxCpMessageServiceImpl.java:33)',
      '\tat com.example.order.notify.WecomNotifier.send(WecomNotifier.java:58)',
    ].join('\n');
  for (const minutes of [7, 13, 14, 22, 31, 40, 48, 57, 66, 71, 85, 97, 104, 113]) {
    const ms = at(2, '09:00:00') + minutes * 60_000 + random.integer(0, 59_000);
    refuse(ms, 'message/send', 60020);
  }
  refuse(at(1, '13:22:41'), 'message/send', 42001);
  refuse(at(3, '15:27:09'), 'message/send', 42001);
  for (const ms of [at(1, '16:40:12'), at(3, '11:18:30'), at(4, '10:09:55')])
    refuse(ms, 'message/send', 81013);
  refuse(at(2, '17:05:21'), 'externalcontact/get', 84061);
  refuse(at(4, '14:51:02'), 'externalcontact/get', 84061);
  refuse(at(3, '09:44:17'), 'message/send', -1);
  // A login by the official account, through the same SDK: the number means another thing there.
  const login = at(4, '09:31:44');
  const rid = `${Math.floor(login / 1000).toString(16)}-${random.hex(8)}-${random.hex(8)}`;
  const reply = JSON.stringify({ errcode: NO_LOGIN, errmsg: `invalid code, rid: ${rid}` });
  const lines = [
    head(login, 'ERROR', 2, 'm.c.w.mp.api.impl.BaseWxMpServiceImpl'),
    '【请求地址】: https://api.weixin.qq.com/sns/oauth2/access_token?appid=******',
    `【错误信息】：${reply}`,
  ];
  log.add(login, lines.join('\n'), [], { foreign: [NO_LOGIN] });
  return log;
}

/** A Node program with pino: every line a JSON object, the reply nested in it. */
function notifyBot() {
  const random = createRandom(22);
  const log = createLog();
  const add = (ms, level, fields, msg, codes = []) => {
    const base = { level, time: ms, pid: 41, hostname: 'notify-1.example.com' };
    log.add(ms, JSON.stringify({ ...base, ...fields, msg }), codes);
  };
  const answer = (ms, api, body, msg, level = body === OK ? 30 : 50) => {
    const response = { status: 200, body, ms: random.integer(41, 380) };
    add(ms, level, { api: `/cgi-bin/${api}`, response }, msg, [body.errcode]);
  };
  for (const ms of workingTimes(random, 20)) {
    const api = random.pick(['webhook/send', 'message/send', 'webhook/send']);
    answer(ms, api, OK, 'message sent');
  }
  for (const day of DAYS) add(at(day, '00:00:00'), 30, { queue: 0 }, 'new day, counters reset');
  const refuse = (ms, api, errcode, msg) =>
    answer(ms, api, { errcode, errmsg: refusal(random, ms, errcode, OFFICE_IP) }, msg);
  for (const day of [1, 2, 3, 4]) {
    const ms = at(day, '10:00:03') + random.integer(0, 90_000);
    refuse(ms, 'message/send', 40014, 'token refused, fetching a new one');
    answer(ms + 310, 'gettoken', { ...OK, expires_in: 7200 }, 'token renewed', 30);
  }
  refuse(at(3, '14:00:30'), 'message/send', 42001, 'token refused, fetching a new one');
  refuse(at(2, '19:12:08'), 'message/send', 81013, 'nobody left to send to');
  for (const time of ['11:20:05', '11:20:37', '16:03:51'])
    refuse(at(4, time), 'aibot/tool', 853006, 'assistant tool refused');
  return log;
}

/** A Python job, frozen into one binary, that copies the contacts at night and in the morning. */
function syncJob() {
  const random = createRandom(33);
  const log = createLog();
  const head = (ms, level, logger = 'sync.contacts') => `${shanghai(ms)} ${level} ${logger}: `;
  // The file was cut by hand once: it begins in the middle of an entry, and nothing dates that.
  log.add(at(1, '00:00:00'), `  reply of the last page: ${pythonDict(OK)}`, [SUCCESS]);
  log.add(at(1, '00:00:00'), '  412 members in 37 departments, nothing changed');
  const fail = (ms, code) => {
    const text = `Error code: ${code}, message: ${refusal(random, ms, code)}`;
    const lines = [
      `${head(ms, 'ERROR')}run failed`,
      'Traceback (most recent call last):',
      '  File "sync/contacts.py", line 88, in run',
      '  File "wechatpy/client/base.py", line 158, in _handle_result',
      `wechatpy.exceptions.${CLIENT_ERROR}: ${text}`,
    ];
    log.add(ms, lines.join('\n'), [code]);
  };
  const run = (ms, members) => {
    log.add(ms, `${head(ms, 'INFO')}run started`);
    if (isOutage(ms)) return fail(ms + 640, 60020);
    for (const path of ['department/list', 'user/list', 'tag/list']) {
      ms += random.integer(300, 2_400);
      const reply = pythonDict({ ...OK, size: random.integer(3, 40) });
      log.add(ms, `${head(ms, 'INFO', 'sync.http')}GET ${API}/${path} ${reply}`, [SUCCESS]);
    }
    log.add(ms + 900, `${head(ms + 900, 'INFO')}run done, ${members} members`);
  };
  for (const day of DAYS) {
    run(at(day, '02:00:00'), 412);
    for (const time of ['09:00:00', '09:30:00', '10:00:00', '10:30:00', '11:00:00', '11:30:00'])
      if (day === 2 || time === '10:00:00') run(at(day, time), 413);
  }
  for (const ms of [at(1, '02:00:09'), at(3, '02:00:11'), at(4, '02:00:08'), at(4, '10:00:07')]) {
    const request = `GET ${API}/user/get userid=u${random.digits(4)}`;
    const reply = { errcode: NO_USER, errmsg: refusal(random, ms, NO_USER) };
    log.add(ms, `${head(ms, 'WARNING')}${request} ${pythonDict(reply)}`, [NO_USER]);
  }
  const lost = at(3, '10:00:12');
  const words = `${head(lost, 'WARNING')}giving up after 3 tries, message: request failed`;
  log.add(lost, `${words}, hint: [${hint(random, lost)}]`, [], { nearMisses: 1 });
  return log;
}

/** The door to the outside, first two days: nginx's access log and a Go relay in one file. */
function gateway() {
  const random = createRandom(44);
  const log = createLog();
  const relay = (ms, level, rest, codes = [], more = {}) =>
    log.add(
      ms,
      `ts=${new Date(ms).toISOString()} level=${level} caller=relay.go:${rest}`,
      codes,
      more,
    );
  const quoted = (body) => JSON.stringify(JSON.stringify(body));
  for (const ms of workingTimes(random, 22, [1, 2])) {
    const status = random.pick(['200 31', '200 31', '202 17', '404 153']);
    const request = `POST /hooks/${random.pick(['alert', 'order', 'build'])} HTTP/1.1`;
    const agent = random.pick(['Alertmanager/0.28.1', 'curl/8.5.0', 'Grafana/12.1']);
    const client = `192.0.2.${random.integer(10, 90)} - - [${nginxTime(ms)}]`;
    log.add(ms, `${client} "${request}" ${status} "-" "${agent}"`);
    if (isOutage(ms + 190) || !status.startsWith('200')) continue;
    relay(ms + 190, 'debug', `190 integration=wechat response=${quoted(OK)}`, [SUCCESS]);
  }
  for (const time of ['09:12:20', '09:48:02', '10:20:44', '10:52:31']) {
    const ms = at(2, time);
    const reply = quoted({ errcode: NOT_TRUSTED, errmsg: refusal(random, ms, NOT_TRUSTED) });
    relay(ms, 'debug', `190 integration=wechat response=${reply}`, [NOT_TRUSTED]);
    relay(ms + 2, 'error', '310 component=dispatcher msg="Notify for alerts failed" attempts=1');
  }
  // Only the link names the code.
  const linked = at(1, '18:30:10');
  const cause = `${TEXTS[40014][0]}, hint: [${hint(random, linked)}], more info at ${LINK}40014`;
  relay(linked, 'error', `77 err="wecom: ${cause}"`, [40014]);
  const cut = at(2, '10:05:09');
  const rest = `${TEXTS[NOT_TRUSTED][0]}, hint: [${hint(random, cut)}], from ip: 203.0.1`;
  relay(cut, 'error', `80 msg="body cut" body="${rest}"`, [], { nearMisses: 1 });
  const ding = quoted({ errcode: NO_KEYWORD, errmsg: 'keywords not in content' });
  const request = '91 url=https://oapi.dingtalk.com/robot/send response=';
  relay(at(1, '11:47:36'), 'error', request + ding, [], { foreign: [NO_KEYWORD] });
  return log;
}

/** An old Windows program in Chinese: GB18030, CR LF, a banner without a time at each start. */
function legacy() {
  const random = createRandom(55);
  const log = createLog('\r\n');
  for (const day of [1, 3])
    log.add(at(day, '08:00:00'), `考勤服务 3.2 启动\r\n配置文件 D:\\attend\\attend.ini`);
  const head = (ms) => `[${shanghai(ms).slice(0, 19)}] `;
  for (const day of DAYS) {
    for (const time of ['08:31:02', '08:46:40', '09:02:15', '18:02:33', '18:31:20']) {
      const ms = at(day, time) + random.integer(0, 50) * 1000;
      const text = `企业微信 打卡提醒 已发送 ${random.integer(3, 30)} 人，返回 errcode=${SUCCESS}, errmsg=ok`;
      log.add(ms, head(ms) + text, [SUCCESS]);
    }
  }
  const refuse = (day, time, code, ip) => {
    const ms = at(day, time);
    const text = `企业微信 打卡提醒 发送失败，错误码：${code}，错误信息：${refusal(random, ms, code, ip)}`;
    log.add(ms, head(ms) + text, [code]);
  };
  refuse(2, '09:15:08', NOT_TRUSTED);
  refuse(2, '10:45:08', NOT_TRUSTED);
  refuse(1, '20:31:20', 42001, OFFICE_IP);
  refuse(4, '18:31:58', 60111, OFFICE_IP);
  return log;
}

/** A pod's log as the container runtime keeps it: zap's JSON behind time, stream and `F`. */
function notifyPod() {
  const random = createRandom(66);
  const log = createLog();
  const add = (ms, level, fields, codes = []) => {
    const time = `${new Date(ms + SHANGHAI_MS).toISOString().slice(0, 23)}${random.digits(6)}+08:00`;
    const line = JSON.stringify({ level, logger: 'notify', ...fields });
    log.add(ms, `${time} ${level === 'error' ? 'stderr' : 'stdout'} F ${line}`, codes);
  };
  const answer = (ms, errcode, msg) => {
    const errmsg = errcode === SUCCESS ? 'ok' : refusal(random, ms, errcode, CLUSTER_IP);
    const level = errcode === SUCCESS ? 'info' : 'error';
    add(ms, level, { msg, resp: JSON.stringify({ errcode, errmsg }) }, [errcode]);
  };
  for (const ms of workingTimes(random, 13)) answer(ms, 0, 'POST /cgi-bin/message/send');
  for (const day of DAYS) add(at(day, '06:00:00'), 'info', { msg: 'agent list loaded', agents: 4 });
  // Ten o'clock on the third: one notice to everybody, faster than the server allows.
  let ms = at(3, '10:00:01');
  for (let sent = 0; sent < 34; sent++) {
    ms += random.integer(400, 2_300);
    answer(ms, sent < 8 ? 0 : 45009, 'POST /cgi-bin/message/send notice=20260903');
  }
  for (let late = 0; late < 6; late++) {
    ms += 60_000 + random.integer(0, 900);
    answer(ms, late < 2 ? 45009 : 0, 'POST /cgi-bin/message/send notice=20260903 retry');
  }
  answer(at(4, '15:12:26'), 301002, 'POST /cgi-bin/agent/set');
  return log;
}

/** Seconds of the server's clock and fifteen digits of its own. */
function hint(random, ms) {
  return `${Math.floor(ms / 1000)}${random.digits(15)}`;
}

/** What the server writes: its text, a hint, the caller's address and a link. */
function refusal(random, ms, code, ip = ms < at(...CHANGE) ? OFFICE_IP : NEW_LINE_IP) {
  const [text] = TEXTS[code];
  return `${text}, hint: [${hint(random, ms)}], from ip: ${ip}, more info at ${LINK}${code}`;
}

function isOutage(ms) {
  return ms >= at(...CHANGE) && ms < at(...TRUSTED);
}

/** Milliseconds of a time of day in Shanghai. */
function at(day, time) {
  return Date.parse(`2026-09-0${day}T${time}+08:00`);
}

/** As Python's logging writes it. */
function shanghai(ms) {
  return new Date(ms + SHANGHAI_MS).toISOString().slice(0, 23).replace('T', ' ').replace('.', ',');
}

function nginxTime(ms) {
  const [date, time] = shanghai(ms).split(' ');
  return `${date.slice(8)}/Sep/2026:${time.slice(0, 8)} +0800`;
}

/** `count` moments of each day between half past eight and seven in the evening. */
function workingTimes(random, count, days = DAYS) {
  return days.flatMap((day) =>
    Array.from({ length: count }, () => at(day, '08:30:00') + random.integer(0, 37_800_000)),
  );
}

/** A flat object as Python shows it. */
function pythonDict(object) {
  return JSON.stringify(object)
    .replaceAll('"', "'")
    .replace(/[:,](?=['\d])/g, '$& ');
}

/** Entries in order of time, and what they are meant to hold. */
function createLog(newline = '\n') {
  const entries = [];
  const meant = { counted: {}, foreign: {}, nearMisses: 0 };
  return {
    add(ms, text, codes = [], { foreign = [], nearMisses = 0 } = {}) {
      entries.push({ ms, text });
      for (const code of codes) meant.counted[code] = (meant.counted[code] ?? 0) + 1;
      for (const code of foreign) meant.foreign[code] = (meant.foreign[code] ?? 0) + 1;
      meant.nearMisses += nearMisses;
    },
    close(encode) {
      entries.sort((left, right) => left.ms - right.ms);
      return { bytes: encode(entries.map(({ text }) => text + newline).join('')), ...meant };
    },
  };
}

/** A linear congruence: the same numbers on every machine. */
function createRandom(seed) {
  const next = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 2 ** 32;
  };
  const integer = (from, to) => from + Math.floor(next() * (to - from + 1));
  const pick = (list) => list[integer(0, list.length - 1)];
  const letters = (alphabet, length) =>
    Array.from({ length }, () => alphabet[integer(0, alphabet.length - 1)]).join('');
  return {
    integer,
    pick,
    digits: (length) => letters('0123456789', length),
    hex: (length) => letters('0123456789abcdef', length),
    text: (length) => letters('ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz', length),
  };
}

/** Node puts no time into the header; byte 9 would tell the system, 255 is `unknown`. */
function compress(bytes) {
  return gzipSync(bytes, { level: 9 }).fill(255, 9, 10);
}

/** The two-byte part of GB18030, which the platform can only decode, turned round. */
function encodeGbk(text) {
  const decoder = new TextDecoder('gb18030');
  const pairs = new Map();
  for (let pair = 0x8140; pair <= 0xfefe; pair++) {
    const letter = decoder.decode(Uint8Array.of(pair >> 8, pair & 0xff));
    if (letter.length === 1 && !pairs.has(letter)) pairs.set(letter, [pair >> 8, pair & 0xff]);
  }
  const encode = (letter) => (letter < '\u0080' ? letter.charCodeAt(0) : pairs.get(letter));
  return Buffer.from([...text].flatMap(encode));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, { bytes }] of createSamples()) {
    const path = fileURLToPath(new URL(`samples/${name}`, import.meta.url));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }
}
