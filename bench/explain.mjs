/** How much longer does `explain` take than Node itself needs to start and do nothing? */
import { readFileSync } from 'node:fs';
import { loadCatalog } from '../dist/index.js';
import { TEMPORARY } from './make-log.mjs';
import {
  checkEqual,
  median,
  pairsText,
  run,
  runInTurn,
  say,
  sayTarget,
  sayTimes,
  tool,
} from './measure.mjs';

const PAIRS = 15;
const RATIO_MAX = 3;
const ERRCODE = 40014;

export function measureExplain() {
  const explain = tool('explain', String(ERRCODE));
  checkAnswer(explain);
  say('answers', 'right: the text names the code and its meaning');
  const { first, second, ratios } = runInTurn(explain, [process.execPath, '-e', '0'], PAIRS);
  sayTimes('explain', first);
  sayTimes('node -e 0', second);
  sayTarget('ratio', pairsText(ratios), `at most ${RATIO_MAX}`, median(ratios) <= RATIO_MAX);
}

function checkAnswer(explain) {
  const path = `${TEMPORARY}explained.txt`;
  run(explain, path);
  const text = readFileSync(path, 'utf8');
  const { meaning } = loadCatalog('zh').get(ERRCODE);
  checkEqual('explain names the code', text.includes(String(ERRCODE)), true);
  checkEqual('explain names the meaning', text.includes(meaning), true);
}
