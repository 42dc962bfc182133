/** Logs for rules: lines as a service writes them, a given number in each minute. */

export interface Call {
  readonly errcode: number;
  readonly errmsg?: string;
  readonly api?: string;
  /** How often in each minute. */
  readonly times?: number;
}

const START_MS = Date.parse('2026-09-05T00:00:00Z');

/** One line. */
export function line(ms: number, { errcode, errmsg = 'said', api }: Call): string {
  const time = new Date(ms).toISOString();
  const path = api === undefined ? '' : ` POST https://qyapi.weixin.qq.com${api}`;
  return `${time}${path} {"errcode":${errcode},"errmsg":"${errmsg}"}\n`;
}

/** `call` in each of `minutes` minutes from minute `from` of the log on, spread over the minute. */
export function stretch(from: number, minutes: number, call: Call): string {
  const { times = 1 } = call;
  let text = '';
  for (let minute = from; minute < from + minutes; minute++) {
    for (let index = 0; index < times; index++) {
      text += line(START_MS + minute * 60_000 + Math.floor((index * 60_000) / times), call);
    }
  }
  return text;
}
