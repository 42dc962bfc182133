/** The line that says whether all is well, and the figures under it. */
import { formatCount, formatRate } from '../../report/figures.ts';
import { html, type Markup } from '../../web/markup.ts';
import {
  agoMarkup,
  codeName,
  duration,
  exactMoment,
  moment,
  type PageContext,
} from '../context.ts';
import { LEVEL_ICONS } from '../icons.ts';
import type { Reason, StateView } from '../state.ts';

/** One sentence; it changes only with the state, because it is read aloud when it does. */
export function stateLine(state: StateView, context: PageContext): Markup {
  const { words } = context;
  const { level, reason } = state;
  const action =
    reason.kind === 'code' ? words.blank + words.actions[reason.owner] + words.stop : '';
  return html`${LEVEL_ICONS[level]}<span><strong>${words.levels[level]}</strong>${words.colon}${reasonText(reason, context)}${action}</span>`;
}

/** The level of the state line as the class that gives it its colour. */
export function levelClass({ level }: StateView): string {
  if (level === 'trouble') return 'critical';
  if (level === 'failing' || level === 'unsure') return 'warning';
  return level === 'fine' ? 'good' : 'muted';
}

function reasonText(reason: Reason, context: PageContext): string {
  const { words } = context;
  switch (reason.kind) {
    case 'code': {
      const name = codeName(reason.errcode, context);
      return words.reasonCode(name, reason.meaning, moment(reason.sinceMs, context), reason.others);
    }
    case 'not-saved':
      return words.reasonNotSaved(reason.text);
    case 'share': {
      const { failures, calls } = reason;
      return words.reasonShare(formatRate(failures, calls), failures, calls);
    }
    case 'silent':
      return words.reasonSilent(moment(reason.lastWrittenMs, context));
    default:
      return words[PLAIN[reason.kind]];
  }
}

const PLAIN = {
  'nothing-followed': 'reasonNothing',
  behind: 'reasonBehind',
  'no-line': 'reasonNoLine',
  'no-code': 'reasonNoCode',
  harmless: 'reasonHarmless',
  'no-failure': 'reasonNoFailure',
} as const;

export function stateFigures(state: StateView, context: PageContext): Markup {
  const { words } = context;
  const { failures, successesLastHour: worked, lastWrittenMs } = state;
  const calls = failures.lastHour + (worked ?? 0);
  const rate =
    calls === 0
      ? undefined
      : worked === null
        ? words.noRate
        : words.ofCalls(formatRate(failures.lastHour, calls), calls);
  return html`<dl class="figures">
${figure(words.lastLine, lastWrittenMs === 0 ? '–' : exactMoment(lastWrittenMs, context), lastWrittenMs === 0 ? words.never : html`${agoMarkup(lastWrittenMs, context)} · ${lagText(state, context)}`)}
${figure(words.failuresIn.ten, formatCount(failures.lastTenMinutes), undefined)}
${figure(words.failuresIn.hour, formatCount(failures.lastHour), rate)}
${figure(words.failuresIn.day, formatCount(failures.lastDay), words.countingSince(moment(state.sinceMs, context)))}
</dl>`;
}

function figure(label: string, value: string, remark: Markup | string | undefined): Markup {
  return html`<div><dt>${label}</dt><dd class="value">${value}</dd>${
    remark === undefined ? undefined : html`<dd class="small muted">${remark}</dd>`
  }</div>`;
}

function lagText({ lagBytes, lagSeconds }: StateView, { words, lang }: PageContext): string {
  if (lagBytes === 0) return words.lagNone;
  return words.lagSome(lagBytes, duration(lagSeconds, lang));
}
