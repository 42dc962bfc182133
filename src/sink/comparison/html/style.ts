/** What the style of a comparison adds to that of the report. */
export const COMPARISON_CSS = `
.sides{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,20rem),1fr));gap:var(--space-3);margin:var(--space-3) 0 var(--space-4)}
.side{background:var(--surface);border:1px solid var(--line);border-radius:var(--round);padding:var(--space-3) var(--space-4);min-width:0;overflow-wrap:anywhere}
.side p{margin:0}
.head .side .facts{margin:var(--space-1) 0 0}
.side+.side{border-left:3px solid var(--plot)}
.changes{margin:0 0 var(--space-2)}
.figures.compared{grid-template-columns:repeat(auto-fit,minmax(min(100%,15rem),1fr))}
.compared dd:has(.value){gap:0 .35em}
.before{color:var(--muted);font-size:var(--text-large);font-variant-numeric:tabular-nums;white-space:nowrap}
.pair{display:block;width:100%;min-width:5rem;height:1.125rem}
.plot-before{fill:var(--muted);fill-opacity:.55}
.pair-of-charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,24rem),1fr));gap:var(--space-4) var(--space-6)}
.sides-table th:first-child{width:18rem;color:var(--muted);font-weight:400}
.compared.breakdown .pair-column{width:40%}
.callout.good{border-color:var(--good);color:inherit}
.figures.compared .value{font-size:1.5rem}
@media (min-width:64rem){
.compared.codes{table-layout:fixed}
.compared.codes th:nth-child(1){width:5.75rem}
.compared.codes th:nth-child(3){width:9.75rem}
.compared.codes th:nth-child(4),.compared.codes th:nth-child(5){width:5.25rem}
.compared.codes th:nth-child(6){width:6rem}
.compared.codes th:nth-child(7){width:6.5rem}
.compared.codes th:nth-child(8){width:8rem}
}
@media (max-width:40rem){
.sides-table th:first-child{width:auto}
.figures.compared{grid-template-columns:1fr 1fr;gap:var(--space-2)}
.figures.compared>div{padding:var(--space-2) var(--space-3)}
.figures.compared .value{font-size:1.25rem}
.before{font-size:var(--text)}
.compared.codes tbody tr,.compared.breakdown tbody tr{display:flex;flex-wrap:wrap;gap:var(--space-1) var(--space-4)}
.compared.codes tbody th,.compared td.fills,.compared.codes td,.compared td.pair-column{flex:1 0 100%;width:auto}
.compared.codes td:nth-child(3){display:flex;flex-wrap:wrap;gap:0 var(--space-3);align-items:baseline}
.compared td.number[data-label]{flex:none}
.compared td[data-label]::before{content:attr(data-label) " ";color:var(--muted);font-weight:400;font-size:var(--text-small)}
.compared.codes td:last-child{display:flex;gap:var(--space-3)}
}
@media print{
.sides,.pair-of-charts{grid-template-columns:1fr 1fr}
.figures.compared{grid-template-columns:repeat(4,1fr)}
.figures.compared .value{font-size:1rem}
.before{font-size:.875rem}
.compared.codes{table-layout:fixed}
.compared.codes th:nth-child(1){width:4.5rem}
.compared.codes th:nth-child(3){width:7rem}
.compared.codes th:nth-child(4),.compared.codes th:nth-child(5){width:3.75rem}
.compared.codes th:nth-child(6){width:4rem}
.compared.codes th:nth-child(7){width:4rem}
.compared.codes th:nth-child(8){width:5.5rem}
.compared.codes .fills{min-width:0}
.pair{min-width:3rem}
}
`;
