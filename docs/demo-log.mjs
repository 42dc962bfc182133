/** Lines as services log them, ending at a given moment: for pictures of the live page. */

const MINUTE_MS = 60_000;

/** The same story is the same every time. */
function createRandom(seed) {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

const orders = (ms, level, message) => ({
  ms,
  service: 'orders',
  text: `${stamp(ms)} ${level} [http-nio-8080-exec-7] c.s.o.WecomClient : ${message}`,
});

const json = (ms, service, body) => ({
  ms,
  service,
  text: JSON.stringify({ time: stamp(ms), hostname: `${service}-${1 + (ms % 2)}`, ...body }),
});

const hint = (ms) => `hint: [${Math.floor(ms / 1000)}309442871540917]`;

/** How each failure stands in its log. */
const LINES = {
  60020: (ms) =>
    orders(
      ms,
      'ERROR',
      `POST https://qyapi.weixin.qq.com/cgi-bin/message/send?access_token=Xk3vQd81jf0aLw -> {"errcode":60020,"errmsg":"not allow to access from your ip, ${hint(ms)}, from ip: 203.0.113.${ms % 2 === 0 ? 24 : 25}"}`,
    ),
  40014: (ms) =>
    orders(
      ms,
      'WARN ',
      `GET https://qyapi.weixin.qq.com/cgi-bin/user/get -> {"errcode":40014,"errmsg":"invalid access_token, ${hint(ms)}"}`,
    ),
  45009: (ms) =>
    json(ms, 'notify', {
      level: 'error',
      api: '/cgi-bin/appchat/send',
      errcode: 45009,
      errmsg: `api freq out of limit, ${hint(ms)}`,
    }),
  93000: (ms) =>
    json(ms, 'notify', {
      level: 'error',
      api: '/cgi-bin/webhook/send',
      errcode: 93000,
      errmsg: `invalid webhook url, ${hint(ms)}`,
    }),
  60111: (ms) =>
    json(ms, 'sync', {
      level: 'warn',
      api: '/cgi-bin/user/get',
      userid: 'ZhangSan',
      errcode: 60111,
      errmsg: `userid not found, ${hint(ms)}`,
    }),
  84061: (ms) =>
    json(ms, 'sync', {
      level: 'info',
      api: '/cgi-bin/externalcontact/get',
      errcode: 84061,
      errmsg: `not external contact, ${hint(ms)}`,
    }),
  50001: (ms) =>
    orders(
      ms,
      'ERROR',
      `jsapi: {"errcode":50001,"errmsg":"redirect_url unauthorized domain name, ${hint(ms)}"}`,
    ),
};

/** `[errcode, from, to, a minute]`, minutes counted back from the end. */
const STORIES = {
  calm: [
    [60111, 175, 14, 0.25],
    [84061, 178, 0, 0.3],
    [45009, 96, 88, 4],
    [40014, 131, 130, 2],
    [40014, 41, 40, 2],
  ],
  incident: [
    [60111, 175, 0, 0.25],
    [84061, 178, 0, 0.3],
    [45009, 96, 88, 4],
    [45009, 6, 0, 3],
    [40014, 131, 130, 2],
    [40014, 41, 40, 2],
    [60020, 24, 20, 3],
    [60020, 20, 0, 11],
    [93000, 17, 2, 0.6],
    [50001, 52, 3, 0.12],
  ],
};

/** The three hours before `endMs`, in order of time: `{ms, service, text}`. */
export function demoLines(endMs, story) {
  const random = createRandom(20_260_901);
  const lines = [];
  for (let minute = 180; minute > 0; minute--) {
    for (let call = 0; call < 12; call++) {
      const ms = endMs - minute * MINUTE_MS + Math.floor(random() * MINUTE_MS);
      lines.push(
        call % 3 === 0
          ? json(ms, 'notify', {
              level: 'info',
              api: '/cgi-bin/appchat/send',
              errcode: 0,
              errmsg: 'ok',
            })
          : orders(
              ms,
              'INFO ',
              'POST https://qyapi.weixin.qq.com/cgi-bin/message/send -> {"errcode":0,"errmsg":"ok"}',
            ),
      );
    }
  }
  for (const [errcode, from, to, rate] of STORIES[story]) {
    const count = Math.max(1, Math.round((from - to) * rate));
    for (let index = 0; index < count; index++) {
      const ms = endMs - Math.floor((to + random() * (from - to)) * MINUTE_MS) - 1000;
      lines.push(LINES[errcode](ms));
    }
  }
  return lines.sort((one, other) => one.ms - other.ms);
}

/** On a clock in Shanghai. */
function stamp(ms) {
  return `${new Date(ms + 8 * 3_600_000).toISOString().slice(0, -1)}+08:00`;
}
