/**
 * How log systems wrap the line of a program: container runtimes, shippers, syslog, exports, and
 * the escapings, colours and encodings that a line meets on its way.
 */
import { encodeGb18030 } from './gb18030.mjs';

const TIME = '2026-09-14T00:30:15.482913004Z';
const LOCAL_TIME = '2026-09-14T08:30:15.482913004+08:00';
const UNIX_NANOSECONDS = '1789345815482913004';
const UNIX_MILLISECONDS = 1789345815482;

/**
 * Every wrap, in a fixed order. A wrap takes the program's text (one or more lines, without the
 * last line end) and returns text or bytes, or undefined where it does not fit.
 */
export const WRAPS = {
  none: (text) => text,
  'docker-json': (text) =>
    lines(text, (line) => JSON.stringify({ log: `${line}\n`, stream: 'stdout', time: TIME })),
  cri: (text) => lines(text, (line) => `${LOCAL_TIME} stdout F ${line}`),
  'cri-partial': (text) =>
    oneLine(text) && `${LOCAL_TIME} stderr P ${text}\n${LOCAL_TIME} stderr F  (end of context)`,
  filebeat: (text) =>
    JSON.stringify({
      '@timestamp': '2026-09-14T00:30:15.482Z',
      '@metadata': { beat: 'filebeat', type: '_doc', version: '8.14.3' },
      log: { offset: 4001442, file: { path: '/var/log/app/notify.log' } },
      message: text,
      ecs: { version: '8.0.0' },
      host: { name: 'app-01' },
    }),
  'fluentd-tab': (text) =>
    lines(
      text,
      (line) =>
        `2026-09-14T08:30:15+08:00\tkube.var.log.containers.notify-7c9d_default\t${JSON.stringify({ stream: 'stdout', log: line })}`,
    ),
  'fluent-bit': (text) =>
    `[0] kube.notify: [[1789345815.482913004, {}], ${JSON.stringify({ log: text, container_name: 'notify' })}]`,
  journald: (text) =>
    JSON.stringify({
      __REALTIME_TIMESTAMP: '1789345815482913',
      PRIORITY: '6',
      _PID: '40144',
      SYSLOG_IDENTIFIER: 'notify',
      _HOSTNAME: 'app-01',
      MESSAGE: text,
    }),
  syslog3164: (text) => lines(text, (line) => `Sep 14 08:30:15 app-01 notify[60111]: ${line}`),
  syslog5424: (text) =>
    lines(
      text,
      (line) =>
        `<134>1 2026-09-14T08:30:15.482913+08:00 app-01 notify 42001 - [origin software="rsyslogd" x-pid="971"] ${line}`,
    ),
  compose: (text) => lines(text, (line) => `notify-1    | ${line}`),
  'loki-export': (text) =>
    JSON.stringify({
      labels: { app: 'notify', namespace: 'default' },
      line: text,
      timestamp: LOCAL_TIME,
    }),
  'loki-push': (text) =>
    JSON.stringify({
      streams: [{ stream: { app: 'notify' }, values: [[UNIX_NANOSECONDS, text]] }],
    }),
  'elastic-source': (text) =>
    JSON.stringify({
      _index: 'logs-2026.09.14',
      _id: 'Tz40014BkQeX',
      _score: 1,
      _source: { '@timestamp': '2026-09-14T00:30:15.482Z', message: text, level: 'ERROR' },
    }),
  'logstash-lines': (text) =>
    JSON.stringify({
      '@version': '1',
      '@timestamp': '2026-09-14T00:30:15.482Z',
      logger_name: 'com.example.notify.Sender',
      level_value: 40000,
      message: text,
    }),
  'kubectl-timestamps': (text) => lines(text, (line) => `${TIME} ${line}`),
  'kubectl-prefix': (text) => lines(text, (line) => `[pod/notify-7c9d5/notify] ${line}`),
  gelf: (text) =>
    JSON.stringify({
      version: '1.1',
      host: 'app-01',
      short_message: text.slice(0, 8),
      full_message: text,
      timestamp: 1789345815.482,
      level: 3,
      _pid: 60020,
    }),
  cloudwatch: (text) =>
    JSON.stringify({
      logStreamName: 'notify/app/4f1c',
      timestamp: UNIX_MILLISECONDS,
      message: text,
      ingestionTime: UNIX_MILLISECONDS + 940,
      eventId: '38490041442001600201',
    }),
  'json-twice': (text) => JSON.stringify({ payload: JSON.stringify({ message: text }) }),
  'json-thrice': (text) =>
    JSON.stringify({ event: JSON.stringify({ payload: JSON.stringify({ message: text }) }) }),
  html: (text) => `<pre class="log">${escapeHtml(text)}</pre>`,
  'percent-encoded': (text) =>
    `10.2.3.4 - - [14/Sep/2026:08:30:15 +0800] "GET /report?level=error&body=${encodeURIComponent(text)} HTTP/1.1" 200 17 "-" "curl/8.5.0"`,
  ansi: (text) => colour(text),
  'ansi-docker': (text) => {
    const coloured = colour(text);
    return coloured && WRAPS['docker-json'](coloured);
  },
  gb18030: (text) => {
    const chinese = /[\u4e00-\u9fff]/.test(text) ? text : `企业微信推送失败，返回：${text}`;
    return encodeGb18030(chinese);
  },
  crlf: (text) => `${text.replaceAll('\n', '\r\n')}\r\n`,
  bom: (text) => `\ufeff${text}`,
  'nginx-x22': (text) =>
    `10.2.3.4 [14/Sep/2026:08:30:15 +0800] "POST /hook HTTP/1.1" 200 body="${nginxEscape(text)}" rt=0.040`,
  'dotnet-u0022': (text) =>
    `{"Timestamp":"2026-09-14T08:30:15.4829130+08:00","EventId":0,"LogLevel":"Error","Message":"${dotnetEscape(text)}"}`,
};

/** Wraps that a human reads back only where the key itself is Latin and followed by its value. */
export const WIRE_ONLY_WRAPS = ['percent-encoded', 'nginx-x22', 'ansi', 'ansi-docker'];

function lines(text, wrapLine) {
  return text.split('\n').map(wrapLine).join('\n');
}

function oneLine(text) {
  return !text.includes('\n');
}

function escapeHtml(text) {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Colours the key and the number, as pino-pretty, jq and util.inspect do. */
function colour(text) {
  const plainKey = /(?<![\w\\])(["']?errcode["']?)(\s*[:=]\s*)(-?\d+)/giu;
  if (!plainKey.test(text)) return undefined;
  return text.replace(plainKey, `\u001b[35m$1\u001b[39m$2\u001b[1;33m$3\u001b[0m`);
}

/** What nginx does to a variable in an access log: quotes, backslashes and bytes >= 0x80. */
function nginxEscape(text) {
  let out = '';
  for (const byte of Buffer.from(text, 'utf8')) {
    const unsafe = byte < 0x20 || byte === 0x22 || byte === 0x5c || byte >= 0x7f;
    out += unsafe
      ? `\\x${byte.toString(16).toUpperCase().padStart(2, '0')}`
      : String.fromCharCode(byte);
  }
  return out;
}

/** What System.Text.Json does to a string by default. */
function dotnetEscape(text) {
  let out = '';
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const short = { 8: '\\b', 9: '\\t', 10: '\\n', 12: '\\f', 13: '\\r', 92: '\\\\' }[unit];
    if (short !== undefined) out += short;
    else if (unit < 0x20 || unit > 0x7e || '"&\'+<>`'.includes(text[at]))
      out += `\\u${unit.toString(16).toUpperCase().padStart(4, '0')}`;
    else out += text[at];
  }
  return out;
}
