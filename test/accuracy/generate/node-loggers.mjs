/**
 * Lines written by the real Node loggers (pino, winston, bunyan, log4js, console) about WeCom
 * replies. Clock, process id and host name are replaced by fixed ones.
 */
import { Writable } from 'node:stream';
import { format as formatText, inspect } from 'node:util';
import { WORLD_SECONDS } from './replies.mjs';

const PROCESS_ID = 40414;
const HOST = 'notify-7c9d5';

/**
 * @param {ReadonlyArray<object>} replies from createReplies
 * @param {number} perWay how many lines each way of logging writes
 * @returns {Promise<Array<{logger: string, shape: string, text: string, codes: number[]}>>}
 */
export async function nodeLines(replies, perWay) {
  const restore = stopClock();
  try {
    const ways = { ...(await pinoWays()), ...(await winstonWays()), ...(await bunyanWays()) };
    Object.assign(ways, await log4jsWays(), consoleWays());
    return runWays(ways, replies, perWay);
  } finally {
    restore();
  }
}

function runWays(ways, replies, perWay) {
  const out = [];
  let next = 0;
  for (const [name, { shape, write, failureOnly }] of Object.entries(ways)) {
    for (let turn = 0; turn < perWay; turn++) {
      let one = replies[next++ % replies.length];
      while (failureOnly === true && one.code <= 0) one = replies[next++ % replies.length];
      out.push({ logger: name, shape, text: scrub(write(one)), codes: [one.code] });
    }
  }
  return out;
}

/** Replaces what differs between machines: paths, process id, line numbers of this file. */
function scrub(text) {
  return text
    .replace(/file:\/\/[^\s)"\\]*\//gu, 'file:///srv/notify/dist/')
    .replace(/node-loggers\.mjs:\d+:\d+/gu, 'sender.js:88:13')
    .replace(/\b(?:node-loggers)\b/gu, 'sender')
    .replace(
      /(?:\\n| )+at (?:async )?(?:run|Object|process|generate|main|write|nodeLines)[^\n"]*?(?=\\n|\n|"|$)/gu,
      '',
    )
    .replace(/\n+$/u, '')
    .replaceAll(String(process.pid), String(PROCESS_ID));
}

function stopClock() {
  const RealDate = globalThis.Date;
  const now = WORLD_SECONDS * 1000 + 482;
  globalThis.Date = class extends RealDate {
    constructor(...parts) {
      if (parts.length === 0) super(now);
      else super(...parts);
    }
    static now() {
      return now;
    }
  };
  return () => {
    globalThis.Date = RealDate;
  };
}

function collector() {
  const chunks = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(String(chunk));
      done();
    },
  });
  const take = () => chunks.splice(0).join('');
  return { stream, take };
}

/** An error as an HTTP client throws it, with the reply in it. */
function httpError({ reply }) {
  const error = new Error('Request failed with business error');
  error.stack = `Error: ${error.message}\n    at send (/srv/notify/dist/wecom.js:88:13)\n    at async /srv/notify/dist/main.js:40:5`;
  error.response = { status: 200, statusText: 'OK', data: reply };
  return error;
}

function textError(message) {
  const error = new Error(message);
  error.stack = `Error: ${message}\n    at send (/srv/notify/dist/wecom.js:88:13)`;
  return error;
}

async function pinoWays() {
  const { default: pino } = await import('pino');
  const { stream, take } = collector();
  const base = { pid: PROCESS_ID, hostname: HOST };
  const plain = pino({ base, level: 'debug' }, stream);
  const named = pino(
    {
      base: { service: 'notify' },
      messageKey: 'message',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    stream,
  );
  const after = (log) => (one) => {
    log(one);
    return take();
  };
  const way = (shape, log, failureOnly) => ({ shape, write: after(log), failureOnly });
  return {
    'pino reply object': way('json', (one) => plain.info({ reply: one.reply, ms: 45009 }, 'send')),
    'pino reply spread': way('json', (one) => plain.warn({ ...one.reply, msgid: '' }, 'sent')),
    'pino error with data': way('json', (one) => plain.error({ err: httpError(one) }, 'failed')),
    'pino nested data': way('json', (one) =>
      plain.error({ err: { response: { data: one.reply } } }, 'failed'),
    ),
    'pino JSON in message': way('escaped', (one) =>
      plain.warn(`wecom reply ${JSON.stringify(one.reply)}`),
    ),
    'pino %o': way('escaped', (one) => plain.info('reply %o of %s', one.reply, 'message/send')),
    'pino key=value message': way(
      'key-value',
      (one) => named.error(`wecom errcode=${one.code}, errmsg=${one.errmsg}`),
      true,
    ),
    'pino error text': way(
      'key-value',
      (one) =>
        named.error(textError(`企业微信返回错误 errcode: ${one.code} errmsg: ${one.errmsg}`)),
      true,
    ),
    'pino body string': way('escaped', (one) =>
      named.info({ res: { statusCode: 200, body: JSON.stringify(one.reply) } }, 'http'),
    ),
    'pino wecomErrCode': way('json', (one) =>
      named.warn({ wecomErrCode: one.code, wecomErrMsg: one.errmsg }, 'push'),
    ),
    'pino child': way('json', (one) =>
      plain.child({ module: 'wecom', agentid: 1000002 }).error({ data: one.reply }, '发送失败'),
    ),
  };
}

async function winstonWays() {
  const { default: winston } = await import('winston');
  const { stream, take } = collector();
  const { format } = winston;
  const logger = (...formats) =>
    winston.createLogger({
      level: 'debug',
      format: format.combine(...formats),
      transports: [new winston.transports.Stream({ stream })],
    });
  const json = logger(format.timestamp(), format.json());
  const errors = logger(format.errors({ stack: true }), format.timestamp(), format.json());
  const simple = logger(format.simple());
  const splat = logger(format.splat(), format.simple());
  const coloured = logger(format.colorize({ all: true }), format.simple());
  const pretty = logger(format.prettyPrint({ depth: 6 }));
  const logstash = logger(format.logstash());
  const printed = logger(
    format.timestamp(),
    format.printf(
      ({ timestamp, level, message, meta }) =>
        `${timestamp} [${level.toUpperCase()}] ${message}${meta === undefined ? '' : ` ${inspect(meta, { depth: 6, breakLength: Number.POSITIVE_INFINITY })}`}`,
    ),
  );
  const way = (shape, log, failureOnly) => ({
    shape,
    failureOnly,
    write: (one) => {
      log(one);
      return take();
    },
  });
  return {
    'winston json meta': way('json', (one) => json.error('send failed', { reply: one.reply })),
    'winston json string': way('escaped', (one) => json.info(`响应：${JSON.stringify(one.reply)}`)),
    'winston errors': way('json', (one) => errors.error(httpError(one))),
    'winston simple': way('json', (one) => simple.warn('reply', { data: one.reply })),
    'winston splat': way('struct', (one) => splat.warn('reply %o', one.reply)),
    'winston colour': way('json', (one) => coloured.error('企微应答', one.reply)),
    'winston pretty': way('struct', (one) =>
      pretty.info({ message: 'reply', body: one.reply, took: 60020 }),
    ),
    'winston logstash': way('json', (one) => logstash.info('reply', { fields: one.reply })),
    'winston printf text': way('key-value', (one) =>
      printed.info(`wecom send done errcode=${one.code} errmsg="${one.text}"`),
    ),
    'winston printf inspect': way('struct', (one) =>
      printed.error('send failed', { meta: { response: { status: 200, data: one.reply } } }),
    ),
  };
}

async function bunyanWays() {
  const { default: bunyan } = await import('bunyan');
  const { stream, take } = collector();
  const log = bunyan.createLogger({
    name: 'notify',
    hostname: HOST,
    serializers: bunyan.stdSerializers,
    streams: [{ level: 'debug', stream }],
  });
  const way = (shape, write) => ({
    shape,
    write: (one) => {
      write(one);
      return take();
    },
  });
  return {
    'bunyan reply': way('json', (one) => log.info({ reply: one.reply }, 'sent')),
    'bunyan %j': way('escaped', (one) => log.warn('reply: %j', one.reply)),
    'bunyan inspect': way('escaped', (one) => log.error('reply:', one.reply)),
    'bunyan err': way('escaped', (one) =>
      log.error(textError(`gettoken: ${JSON.stringify(one.reply)}`), 'failed'),
    ),
    'bunyan body': way('json', (one) =>
      log.error({ req_id: 'b7c40014', body: { ...one.reply, invaliduser: '' } }, 'reply'),
    ),
  };
}

async function log4jsWays() {
  const { default: log4js } = await import('log4js');
  let line = '';
  const capture = (layout) => ({
    type: {
      configure: (config, layouts) => {
        const render = layouts.layout(config.layout.type, config.layout);
        return (event) => {
          line = render(event);
        };
      },
    },
    layout,
  });
  log4js.configure({
    appenders: {
      basic: capture({ type: 'basic' }),
      coloured: capture({ type: 'coloured' }),
      bare: capture({ type: 'messagePassThrough' }),
      pattern: capture({ type: 'pattern', pattern: '%d{ISO8601} [%p] %c %z - %m' }),
      pipes: capture({ type: 'pattern', pattern: '%d|%p|%h|%c|%m%n' }),
    },
    categories: Object.fromEntries(
      ['basic', 'coloured', 'bare', 'pattern', 'pipes', 'default'].map((name) => [
        name,
        { appenders: [name === 'default' ? 'basic' : name], level: 'debug' },
      ]),
    ),
  });
  const way = (shape, category, write, failureOnly) => ({
    shape,
    failureOnly,
    write: (one) => {
      write(log4js.getLogger(category), one);
      return line.replace(/\|[^|\n]*\|pipes\|/u, `|${HOST}|pipes|`);
    },
  });
  return {
    'log4js basic object': way('struct', 'basic', (log, one) => log.info('reply', one.reply)),
    'log4js coloured JSON': way('json', 'coloured', (log, one) =>
      log.error(`wecomBot推送失败:${JSON.stringify(one.reply)}`),
    ),
    'log4js bare JSON': way('json', 'bare', (log, one) => log.info(JSON.stringify(one.reply))),
    'log4js pattern error': way('struct', 'pattern', (log, one) => log.error(httpError(one))),
    'log4js pattern text': way(
      'key-value',
      'pattern',
      (log, one) => log.warn(`发送失败, errcode：${one.code}，errmsg：${one.errmsg}`),
      true,
    ),
    'log4js pipes': way('json', 'pipes', (log, one) =>
      log.warn('reply', JSON.stringify({ result: one.reply })),
    ),
  };
}

function consoleWays() {
  return {
    'console.log object': { shape: 'struct', write: ({ reply }) => formatText('result:', reply) },
    'console.log wide object': {
      shape: 'struct',
      write: ({ reply }) =>
        inspect({
          ...reply,
          invaliduser: 'zhangsan|lisi',
          msgid: 'q4h40014',
          response_code: 'LAVoTs',
        }),
    },
    'console.log coloured object': {
      shape: 'struct',
      write: ({ reply }) => `result: ${inspect(reply, { colors: true })}`,
    },
    'console.error axios': {
      shape: 'struct',
      write: (one) => inspect(httpError(one), { depth: 4 }),
    },
    'debug module': {
      shape: 'json',
      write: ({ reply }) => `  wecom:api POST /cgi-bin/message/send ${JSON.stringify(reply)} +40ms`,
    },
    'console.table-like JSON': {
      shape: 'json',
      write: ({ reply }) => JSON.stringify({ ...reply, department: [] }, undefined, 2),
    },
  };
}
