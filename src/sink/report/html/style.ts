/** What the style of the report adds to that of all pages. */
export const REPORT_CSS = `
.head-line{display:flex;flex-wrap:wrap;align-items:center;gap:var(--space-2) var(--space-3)}
.head-line button{margin-left:auto}
.head .facts{margin:var(--space-1) 0 var(--space-4)}
.verdict{font-size:var(--text-large);font-weight:600;line-height:1.5;margin:0 0 var(--space-1)}
.head+section,.head~section:nth-of-type(1){margin-top:var(--space-4)}
h4{margin:var(--space-3) 0 var(--space-1);font-size:var(--text-small);color:var(--muted)}
.sub{margin:var(--space-6) 0 var(--space-2)}
.contents{display:flex;flex-wrap:wrap;gap:var(--space-1) var(--space-3);margin:var(--space-8) 0 0;padding:var(--space-3) 0;border-top:1px solid var(--line);border-bottom:1px solid var(--line);font-size:var(--text-small)}
.contents ul{display:flex;flex-wrap:wrap;gap:var(--space-1) var(--space-3);margin:0;padding:0;list-style:none}
.items{margin:0;padding:0;list-style:none}
.items>li{padding:var(--space-2) 0 var(--space-2) var(--space-3);margin:0 0 var(--space-2);border-left:3px solid var(--color,var(--line))}
.items>li:last-child{margin-bottom:0}
.to-do{align-items:start}
.diagnosis+.diagnosis{margin-top:var(--space-3)}
.diagnosis .facts{margin-bottom:var(--space-2)}
.code-cell,.code{font-variant-numeric:tabular-nums;white-space:nowrap}
.code-cell{border-left:3px solid var(--color,transparent)}
.codes .fills{min-width:18rem}
.lane-column{width:40%;min-width:10rem}
.names code{overflow-wrap:anywhere}
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
@media (max-width:40rem){
.stackable,.stackable tbody,.stackable tr,.stackable td,.stackable tbody th{display:block;width:auto}
.stackable thead tr{display:flex;flex-wrap:wrap;gap:0 var(--space-3)}
.stackable thead th{display:block;padding:var(--space-2) var(--space-3) 0;border:0}
.stackable tr{padding:var(--space-2) 0;border-top:1px solid var(--line)}
.stackable thead tr{border:0}
.stackable td,.stackable tbody th{border-top:0;padding:var(--space-1) var(--space-3)}
.stackable td.number{text-align:left}
.codes .fills,.lane-column{min-width:0}
.bar-column{display:none}
.terms>div{grid-template-columns:1fr}
}
`;
