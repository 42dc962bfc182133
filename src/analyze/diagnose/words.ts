/** Numbers, times and often needed sentences of the rules, in both languages. */
import type { Bilingual } from '../../model/lang.ts';
import type { CodeRun, CodeView, DiagnosisView } from './view.ts';

/** `1,234` */
export function count(number: number): string {
  return `${number}`.replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** English `1 time`, `2 times`. */
export function many(number: number, one: string, more = `${one}s`): string {
  return `${count(number)} ${number === 1 ? one : more}`;
}

/** `09-05 10:03` on the clock of the report; with the year where the log covers more than one. */
export function momentOf(ms: number, view: DiagnosisView): string {
  const wall = (at: number): string => new Date(at + view.zone.offsetMs(at)).toISOString();
  const isOneYear = wall(view.fromMs).slice(0, 4) === wall(view.toMs).slice(0, 4);
  return wall(ms)
    .slice(isOneYear ? 5 : 0, 16)
    .replace('T', ' ');
}

/** `40014 出现 12 次` with first and last time where they are known. */
export function metSentence(code: CodeView, view: DiagnosisView): Bilingual {
  const { errcode, events, firstMs, lastMs } = code;
  if (firstMs > lastMs) {
    return {
      zh: `${errcode} 出现 ${count(events)} 次，都没有时间。`,
      en: `${errcode} was met ${many(events, 'time')}, never with a time.`,
    };
  }
  const [from, to] = [momentOf(firstMs, view), momentOf(lastMs, view)];
  return {
    zh: `${errcode} 出现 ${count(events)} 次，最早 ${from}，最晚 ${to}。`,
    en: `${errcode} was met ${many(events, 'time')}, first at ${from}, last at ${to}.`,
  };
}

/** How many in the worst bucket: 12 in the minute from 10:03. */
export function peakSentence(
  { errcode }: CodeView,
  { peak, peakMs }: CodeRun,
  view: DiagnosisView,
): Bilingual {
  const at = momentOf(peakMs, view);
  const width = widthOf(view);
  return {
    zh: `最密集处：从 ${at} 起的${width.zh}内有 ${count(peak)} 次 ${errcode}。`,
    en: `Densest: ${many(peak, 'time')} ${errcode} within ${width.en} from ${at}.`,
  };
}

/** One run: from when to when it went on without ten quiet minutes. */
export function runSentence({ errcode }: CodeView, run: CodeRun, view: DiagnosisView): Bilingual {
  const [from, to] = [momentOf(run.fromMs, view), momentOf(run.toMs, view)];
  return {
    zh: `最长的一轮从 ${from} 到 ${to}，其间 ${count(run.events)} 次 ${errcode}，没有停过十分钟。`,
    en: `The worst stretch went from ${from} to ${to}: ${many(run.events, 'time')} ${errcode} without a pause of ten minutes.`,
  };
}

/** The interfaces a code was met with; nothing where the log names none. */
export function apiSentences({ errcode, apis, events }: CodeView): Bilingual[] {
  if (apis.length === 0) return [];
  const listed = apis.slice(0, APIS_SHOWN).map(({ name, events: met }) => [name, count(met)]);
  return [
    {
      zh: `涉及的接口：${listed.map(([name, met]) => `${name}（${met} 次）`).join('、')}；${errcode} 共 ${count(events)} 次。`,
      en: `Interfaces: ${listed.map(([name, met]) => `${name} (${met})`).join(', ')}, of ${count(events)} in all.`,
    },
  ];
}

const APIS_SHOWN = 3;

function widthOf({ bucketMs }: DiagnosisView): Bilingual {
  const minutes = bucketMs / 60_000;
  if (minutes === 1) return { zh: '一分钟', en: 'the minute' };
  if (minutes === 60) return { zh: '一小时', en: 'the hour' };
  return minutes < 60
    ? { zh: ` ${minutes} 分钟`, en: `the ${minutes} minutes` }
    : { zh: ` ${minutes / 60} 小时`, en: `the ${minutes / 60} hours` };
}
