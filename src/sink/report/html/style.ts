/** What the style of the report adds to that of all pages. */
export const REPORT_CSS = `
.head-line{display:flex;flex-wrap:wrap;align-items:center;gap:var(--space-2) var(--space-3)}
.head .facts{margin:var(--space-1) 0 var(--space-4)}
.verdict{font-size:var(--text-large);font-weight:600;line-height:1.5;margin:0 0 var(--space-1)}
.head+section,.head~section:nth-of-type(1){margin-top:var(--space-4)}
h4{margin:var(--space-3) 0 var(--space-1);font-size:var(--text-small);color:var(--muted)}
.change{font-size:var(--text-small);font-weight:600;white-space:nowrap}
.baseline{margin:var(--space-3) 0 0}
.baseline p,.baseline ul{margin:0 0 var(--space-1)}
.figures .value{margin-right:var(--space-1)}
.figures dd{display:flex;flex-wrap:wrap;align-items:baseline}
.sub{margin:var(--space-6) 0 var(--space-2)}
.contents{display:flex;flex-wrap:wrap;gap:var(--space-1) var(--space-3);margin:var(--space-8) 0 0;padding:var(--space-3) 0;border-top:1px solid var(--line);border-bottom:1px solid var(--line);font-size:var(--text-small)}
.contents ul{display:flex;flex-wrap:wrap;gap:var(--space-1) var(--space-3);margin:0;padding:0;list-style:none}
.items{margin:0;padding:0;list-style:none}
.items>li{padding:var(--space-2) 0 var(--space-2) var(--space-3);margin:0 0 var(--space-2);border-left:3px solid var(--color,var(--line))}
.of-critical{--color:var(--critical)}
.of-warning{--color:var(--warning)}
.items>li:last-child{margin-bottom:0}
.to-do h3::first-letter{text-transform:uppercase}
.to-do{columns:20rem 3;column-gap:var(--space-4)}
.to-do>.card{break-inside:avoid;margin:0 0 var(--space-4)}
.halves{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,20rem),1fr));gap:0 var(--space-6)}
.halves h4:first-child{margin-top:0}
.diagnosis+.diagnosis{margin-top:var(--space-3)}
.over{margin:var(--space-3) 0 0;padding:0;list-style:none}
.diagnosis .facts{margin-bottom:var(--space-2)}
.code-cell,.code{font-variant-numeric:tabular-nums;white-space:nowrap}
.code-cell{border-left:3px solid var(--color,transparent)}
.codes .fills{min-width:14rem}
.lane-column{width:32%;min-width:12rem}
.incidents td:first-child{min-width:14rem}
.head-line h1{flex:1;min-width:0}
.names code{display:inline-block;max-width:100%;overflow-wrap:anywhere}
.bars{font-size:var(--text-small)}
.bars td{border:0;padding:.15rem .5rem .15rem 0;vertical-align:middle}
.bars .bar-cell{width:45%}
.bar-column{width:22%}
.bar-column .bar{margin-top:.35em}
.fills{overflow-wrap:anywhere}
.terms{margin:0 0 var(--space-4)}
.terms>div{display:grid;grid-template-columns:9rem 1fr;gap:0 var(--space-3);padding:var(--space-1) 0}
.terms dt{font-weight:600}
.terms dd{margin:0}
.trust{list-style-position:inside}
footer{margin-top:var(--space-6);border-top:1px solid var(--line);padding-top:var(--space-3)}
.places{min-width:14rem}
.clamp{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:3;line-clamp:3;overflow:hidden}
.stackable .fills{width:100%}
.breakdown .fills{width:auto}
.scroll+p,.scroll+details,.card+details{margin-top:var(--space-2)}
@media (max-width:40rem){
h1{font-size:1.375rem}
.figures .value{font-size:1.5rem}
.stackable,.stackable tbody{display:block}
.stackable thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
.stackable[data-sortable] thead{position:static;clip-path:none;width:auto;height:auto;display:block}
.stackable thead tr{display:flex;flex-wrap:wrap;padding:var(--space-2)}
.stackable thead th{padding:var(--space-1) var(--space-2)}
.stackable thead th:not(:has(button)){display:none}
.stackable tbody tr{display:grid;grid-template-columns:1fr auto;gap:var(--space-1) var(--space-4);padding:var(--space-3);border-top:1px solid var(--line);border-left:3px solid var(--color,transparent)}
.stackable tbody tr:first-child{border-top:0}
.stackable[data-sortable] tbody tr:first-child{border-top:1px solid var(--line)}
.stackable td,.stackable tbody th{display:block;min-width:0;padding:0;border:0}
.stackable .fills,.stackable .lane-column,.stackable .places,.incidents td:first-child{grid-column:1/-1;min-width:0;width:auto}
.codes .code-cell{grid-area:1/1}
.codes td.number{grid-area:1/2}
.incidents td.number{text-align:right}
.breakdown tbody tr{display:flex;flex-wrap:wrap}
.breakdown td{flex:none}
.breakdown td.fills{flex:1 0 100%}
.breakdown .bar-column{display:none}
.breakdown td[data-label]::before{content:attr(data-label) " ";color:var(--muted);font-weight:400;font-size:var(--text-small)}
.terms>div{grid-template-columns:1fr}
}
@media print{
.figures{grid-template-columns:repeat(4,1fr)}
.figures .value{font-size:1.375rem}
.to-do{columns:2}
.codes .fills,.lane-column,.incidents td:first-child{min-width:0}
.lane-column{width:26%}
.places{min-width:8.5rem}
.spark{width:4.5rem}
.codes th,.codes td{padding:.3rem .4rem;font-size:8.5pt}
.codes .fills{min-width:15rem}
.incidents thead .lane{visibility:hidden}
.clamp{-webkit-line-clamp:none;line-clamp:none;display:block}
}
`;
