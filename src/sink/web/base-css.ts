/** The style sheet that all pages share: text, tables, badges, folded details, controls, charts, paper. */
import { GROUP_NAMES, type Group } from '../../model/taxonomy.ts';
import { themeCss } from './theme.ts';

/** The whole sheet. Pages need no style attribute beside it, so that a strict policy can forbid them. */
export function baseCss(): string {
  return [themeCss(), TEXT, BOXES, TABLES, BADGES, CONTROLS, CHARTS, groupCss(), PRINT].join('');
}

const TEXT = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:var(--space-4)}
body{margin:0;background:var(--page);color:var(--ink);font:var(--text)/1.55 var(--sans);overflow-wrap:break-word}
h1,h2,h3{line-height:1.3;margin:0;text-wrap:balance}
h1{font-size:var(--text-title)}
h2{font-size:1.25rem;margin:0 0 var(--space-3)}
h3{font-size:var(--text);margin:0 0 var(--space-2)}
p,ul,ol{margin:0 0 var(--space-3)}
ul,ol{padding-left:1.4em}
li{margin:0 0 var(--space-1)}
a{color:var(--link);text-underline-offset:.15em}
code,pre,kbd{font-family:var(--mono);font-size:.92em}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:2px}
.muted{color:var(--muted)}
.small{font-size:var(--text-small)}
.strong{font-weight:600}
.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.nowrap{white-space:nowrap}
.good{color:var(--good)}.warning{color:var(--warning)}.critical{color:var(--critical)}
.unseen{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.facts{display:flex;flex-wrap:wrap;gap:0 var(--space-4);margin:0;padding:0;list-style:none;color:var(--muted);font-size:var(--text-small)}
`;

const BOXES = `
.page{max-width:72rem;margin:0 auto;padding:var(--space-6) var(--space-4) var(--space-12)}
section{margin:var(--space-8) 0 0}
.card{background:var(--surface);border:1px solid var(--line);border-radius:var(--round);padding:var(--space-4)}
.stack>*+*{margin-top:var(--space-3)}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,22rem),1fr));gap:var(--space-4)}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,9.5rem),1fr));gap:var(--space-3);margin:0}
.figures>div{background:var(--surface);border:1px solid var(--line);border-radius:var(--round);padding:var(--space-3) var(--space-4)}
.figures dt{color:var(--muted);font-size:var(--text-small)}
.figures dd{margin:0}
.figures .value{white-space:nowrap;font-size:var(--text-figure);font-weight:600;line-height:1.25;font-variant-numeric:tabular-nums}
details>summary{cursor:pointer;padding:var(--space-1) 0}
details>summary:hover{color:var(--link)}
details[open]>summary{margin-bottom:var(--space-2)}
.sample{margin:0 0 var(--space-2);padding:var(--space-2) var(--space-3);background:var(--sunken);border-radius:var(--round);white-space:pre-wrap;overflow-wrap:anywhere;max-height:16rem;overflow:auto}
.callout{border-left:4px solid var(--line);padding-left:var(--space-3)}
.callout.critical,.callout.warning{color:inherit}
.callout.critical{border-color:var(--critical)}
.callout.warning{border-color:var(--warning)}
`;

const TABLES = `
.scroll{overflow-x:auto;background:var(--surface);border:1px solid var(--line);border-radius:var(--round)}
table{border-collapse:collapse;width:100%}
caption{text-align:left;color:var(--muted);font-size:var(--text-small);padding:var(--space-2) var(--space-3)}
th,td{padding:var(--space-2) var(--space-3);text-align:left;vertical-align:top;border-top:1px solid var(--line)}
thead th{border-top:0;color:var(--muted);font-size:var(--text-small);font-weight:600;vertical-align:bottom}
tbody th{font-weight:600}
th.number,td.number{text-align:right}
tbody tr:target{background:var(--sunken)}
`;

const BADGES = `
.badge{display:inline-flex;align-items:center;gap:.4em;font-size:var(--text-small);white-space:nowrap}
.dot{flex:none;width:.7em;height:.7em;border-radius:2px;background:var(--color,var(--muted))}
.tag{display:inline-block;padding:0 .5em;border:1px solid currentColor;border-radius:1em;font-size:var(--text-small);line-height:1.5;white-space:nowrap}
.legend{display:flex;flex-wrap:wrap;gap:var(--space-1) var(--space-4);margin:0 0 var(--space-2);padding:0;list-style:none}
`;

const CONTROLS = `
button,input,select{font:inherit;color:inherit;background:var(--surface);border:1px solid var(--line);border-radius:var(--round);padding:var(--space-1) var(--space-3);min-height:2.25rem}
button{cursor:pointer}
button:hover{border-color:var(--muted)}
.controls{display:flex;flex-wrap:wrap;gap:var(--space-2);align-items:center;margin:0 0 var(--space-3)}
.controls input[type=search]{flex:1 1 14rem;min-width:0}
th button{all:unset;cursor:pointer;color:inherit;font:inherit}
th button:focus-visible{outline:3px solid var(--link);outline-offset:2px}
th button::after{content:"\\2195";opacity:.45;margin-left:.3em}
th[aria-sort=ascending] button::after{content:"\\2191";opacity:1}
th[aria-sort=descending] button::after{content:"\\2193";opacity:1}
[hidden]{display:none!important}
.print-only{display:none}
`;

const CHARTS = `
.chart{display:grid;grid-template-columns:auto minmax(0,1fr);margin:0}
.chart svg,.spark,.bar,.lane{display:block;overflow:visible}
svg text{fill:var(--muted);font:var(--text-small) var(--sans);font-variant-numeric:tabular-nums}
.grid-line{stroke:var(--line);stroke-width:1}
.base-line{stroke:var(--muted);stroke-width:1}
.hit{fill:transparent}
.hit:hover{fill:var(--ink);fill-opacity:.08}
.spark{width:7.5rem;height:1.5rem}
.bar{width:100%;height:.75rem;min-width:4rem}
.lane{width:100%;height:1.25rem}
.plot-fill{fill:var(--color,var(--plot))}
.plot-stroke{stroke:var(--color,var(--plot));stroke-linecap:round}
.heat{fill:var(--plot)}
.heat-none{fill:var(--sunken)}
`;

/** Whatever has the class of a group hands its colour down to dots, bars and columns in it. */
function groupCss(): string {
  const groups = Object.keys(GROUP_NAMES) as Group[];
  return groups.map((group) => `.group-${group}{--color:var(--group-${group})}\n`).join('');
}

const PRINT = `
@media print{
@page{margin:14mm 12mm}
body{background:#fff;font-size:9.5pt}
.page{max-width:none;padding:0}
.controls,.screen-only{display:none!important}
.scroll{overflow:visible}
.card,.scroll,.figures>div{break-inside:avoid-page}
.scroll.long,.card.long{break-inside:auto}
h2,h3,h4,section>p,summary{break-after:avoid}
tr,.sample,svg{break-inside:avoid}
thead{display:table-header-group}
.sample{max-height:none}
details::details-content{content-visibility:visible;display:block;height:auto}
details.stays-folded:not([open])::details-content{content-visibility:hidden;display:none}
details.unprinted:not([open]){display:none}
summary{list-style:none}
th button{display:none}
.print-only{display:inline}
a{color:inherit;text-decoration:none}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
@media (max-width:40rem){
.page{padding:var(--space-4) var(--space-3) var(--space-8)}
.wide-only{display:none}
}
`;
