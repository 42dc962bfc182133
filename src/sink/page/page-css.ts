/** What the live page adds to the style of all pages: its head, its two columns, its cards on a phone. */

export function pageCss(): string {
  return [HEAD, STATE, COLUMNS, CARDS, LISTS, LINES, SNIPPETS, NARROW].join('');
}

const HEAD = `
.skip{position:absolute;left:-999rem}
.skip:focus{left:var(--space-4);top:var(--space-2);z-index:9;background:var(--surface);padding:var(--space-2) var(--space-3);border-radius:var(--round)}
.top{background:var(--surface);border-bottom:1px solid var(--line)}
.bar-line{max-width:90rem;margin:0 auto;padding:var(--space-2) var(--space-4);display:flex;flex-wrap:wrap;align-items:center;gap:var(--space-2) var(--space-4)}
.top h1{font-size:var(--text-large);margin-right:auto}
.top h1 .muted{font-weight:400;font-size:var(--text-small);margin-left:var(--space-2)}
.connection{margin:0;color:var(--muted);font-size:var(--text-small)}
.pulse{display:inline-block;width:.6em;height:.6em;border-radius:50%;background:var(--good);margin-right:.45em}
.lost{margin:0;padding:var(--space-2) var(--space-4);background:var(--critical);color:var(--surface);text-align:center}
.languages{display:flex;gap:var(--space-1);font-size:var(--text-small)}
.languages a{padding:var(--space-1) var(--space-2);border-radius:var(--round);text-decoration:none;color:var(--muted)}
.languages a[aria-current]{background:var(--sunken);color:var(--ink);font-weight:600}
.theme select{font-size:var(--text-small);min-height:2rem;padding:0 var(--space-2)}
.needs-script{display:none!important}
.scripted .needs-script:not([hidden]){display:revert!important}
.scripted .controls.needs-script{display:flex!important}
main:focus{outline:0}
`;

const STATE = `
.live{max-width:90rem;padding-top:var(--space-4)}
.live section{margin:0 0 var(--space-6)}
.live h2{font-size:var(--text-large);margin:0 0 var(--space-2)}
.state-line{display:flex;gap:var(--space-3);align-items:flex-start;margin:0 0 var(--space-4);padding:var(--space-3) var(--space-4);border:1px solid var(--line);border-left:6px solid currentColor;border-radius:var(--round);background:var(--surface);font-size:var(--text-large);line-height:1.45}
.state-line>span{color:var(--ink)}
.state-line strong{color:var(--tone,var(--ink))}
.state-line.critical{--tone:var(--critical)}
.state-line.warning{--tone:var(--warning)}
.state-line.good{--tone:var(--good)}
.icon{flex:none;display:inline-block;width:1.25em;height:1.25em;vertical-align:-.25em}
.state-line .icon{width:1.6em;height:1.6em;vertical-align:0;margin-top:-.05em}
.icon-fill{fill:currentColor}
.icon-line{fill:none;stroke:var(--surface);stroke-width:2.4;stroke-linecap:round;stroke-linejoin:round}
.live .figures{grid-template-columns:repeat(4,minmax(0,1fr));gap:var(--space-3)}
.live .figures .value{font-size:1.5rem}
.is-empty .not-empty{display:none}
.only-empty ul{margin-bottom:var(--space-3)}
body:not(.is-empty) .only-empty{display:none}
.is-empty .columns{display:block}
.is-empty .columns>div:last-child{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,28rem),1fr));gap:0 var(--space-8)}
`;

const COLUMNS = `
.columns{display:grid;grid-template-columns:minmax(0,1fr);gap:0 var(--space-6)}
.columns>div{min-width:0}
@media (min-width:68rem){
.columns{grid-template-columns:minmax(0,1fr) 25rem}
}
`;

const CARDS = `
.plain{list-style:none;padding:0;margin:0}
.plain>li+li{margin-top:var(--space-3)}
.live .card{padding:var(--space-3) var(--space-4)}
.live .card h3{margin:0 0 var(--space-1);font-weight:600;text-wrap:wrap}
.code{font-family:var(--mono);font-weight:600;font-variant-numeric:tabular-nums}
.sign{font-size:var(--text-small);font-weight:600;margin-right:var(--space-1);white-space:nowrap}
.sign .icon{margin-right:.3em}
.sign.notice{color:var(--muted)}
.callout.notice{border-color:var(--line)}
.card .facts{margin:0 0 var(--space-2)}
.card details p{margin:0}
.callout.notice .facts{margin:0}
.pairs{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:var(--space-1) var(--space-3);margin:0}
.pairs dt{color:var(--muted)}
.pairs dd{margin:0}
.addresses{margin-top:var(--space-2)}
.addresses pre{white-space:pre-wrap;overflow-wrap:anywhere}
.addresses p{margin:0 0 var(--space-1)}
.card .snippet{margin-bottom:var(--space-1)}
.drawing{min-height:200px;position:relative}
.chart-tip{position:absolute;top:0;right:0;margin:0;padding:0 var(--space-2);background:var(--surface);border:1px solid var(--line);border-radius:var(--round);font-size:var(--text-small);font-variant-numeric:tabular-nums;pointer-events:none}
`;

const LISTS = `
.rows>li{display:flex;gap:.5em;align-items:baseline}
.rows>li+li,.counts>li+li{margin-top:var(--space-2)}
.counts>li{display:flex;gap:var(--space-3);justify-content:space-between}
.place{display:block;color:var(--muted);font-size:var(--text-small);overflow-wrap:anywhere}
.tight th,.tight td{padding:var(--space-1) var(--space-3)}
.tight caption{padding:var(--space-2) var(--space-3) var(--space-1)}
.tight .name{font-weight:400;overflow-wrap:anywhere}
.tight .bar{height:.3rem;margin:3px 0 2px;overflow:hidden}
.path{font-family:var(--mono);font-size:var(--text-small)}
.remarks{margin-top:var(--space-2);font-size:var(--text-small);color:var(--muted)}
.live .remarks>li+li{margin-top:var(--space-1)}
.scroll+.small{margin-top:var(--space-2)}
.scroll+h3,.small+h3{margin-top:var(--space-4)}
.scroll+.scroll{margin-top:var(--space-3)}
.cells tbody th{font-weight:400;min-width:13rem}
.cells .remedy{min-width:15rem;font-size:var(--text-small)}
.cells .spark{width:6rem}
.cells td:nth-child(5){white-space:nowrap}
`;

const LINES = `
.tall{max-height:27rem;overflow:auto}
.tall thead th{position:sticky;top:0;background:var(--surface);box-shadow:0 1px 0 var(--line)}
.lines{table-layout:fixed}
.lines th:nth-child(1){width:7.5rem}
.lines th:nth-child(2){width:15rem}
.lines td{padding:var(--space-1) var(--space-3);font-size:var(--text-small)}
.when{font-variant-numeric:tabular-nums;color:var(--muted)}
.what{display:flex;gap:.5em;align-items:baseline;border-top:1px solid var(--line)}
.lines td.what{display:table-cell}
.what .dot{display:inline-block;margin-right:.5em}
.line code{overflow-wrap:anywhere;font-size:.95em;line-height:1.45}
`;

const SNIPPETS = `
.snippet{display:flex;gap:var(--space-2);align-items:flex-start;margin:0 0 var(--space-3)}
.snippet pre{flex:1;min-width:0;margin:0;padding:var(--space-2) var(--space-3);background:var(--sunken);border-radius:var(--round);white-space:pre;max-height:14rem;overflow:auto;font-size:var(--text-small);line-height:1.5}
.snippet button{min-height:2.1rem;padding:0 var(--space-2);font-size:var(--text-small);white-space:nowrap}
.setup>h3:not(:first-child){margin-top:var(--space-4)}
.setup p{margin-bottom:var(--space-2)}
.button{display:inline-block;padding:var(--space-1) var(--space-3);border:1px solid var(--line);border-radius:var(--round);background:var(--surface);text-decoration:none;margin-right:var(--space-2)}
.links .button{margin-bottom:var(--space-1)}
.button:hover{border-color:var(--muted)}
`;

/** On a phone the cells of a row stand below each other, each with its name. */
const NARROW = `
@media (max-width:40rem){
.bar-line{padding:var(--space-2) var(--space-3);gap:var(--space-1) var(--space-3)}
.live .figures{grid-template-columns:repeat(2,minmax(0,1fr));gap:var(--space-2)}
.live .figures>div{padding:var(--space-2) var(--space-3)}
.live .figures .value{font-size:1.25rem}
.state-line{font-size:var(--text);padding:var(--space-3)}
.cells thead,.lines thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.cells,.cells tbody,.cells caption,.lines,.lines tbody,.lines caption{display:block}
.cells tr{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:var(--space-1) var(--space-3);padding:var(--space-3);border-top:1px solid var(--line)}
.cells th,.cells td{display:block;border:0;padding:0;text-align:left!important;min-width:0}
.cells tbody th,.cells .remedy{grid-column:1/-1}
.cells td::before{content:attr(data-label);display:block;color:var(--muted);font-size:var(--text-small)}
.lines tr{display:block;padding:var(--space-2) var(--space-3);border-top:1px solid var(--line)}
.lines td,.lines td.what{display:block;border:0;padding:0}
}
@media (prefers-reduced-motion:no-preference){
.pulse{animation:pulse 2.4s ease-in-out infinite}
@keyframes pulse{50%{opacity:.35}}
}
`;
