/**
 * Scores a finder against labelled cases, strictly: a code is found or not, and what is found
 * beyond the labels is a false alarm. Pure functions only.
 */

/**
 * @param {ReadonlyArray<Case>} cases labelled cases
 * @param {(bytes: Uint8Array) => ReadonlyArray<{errcode: number, platform: string}>} find
 * @returns {Score}
 */
export function scoreCases(cases, find) {
  const score = { ...emptyTally(), mistakes: [], platformMistakes: [], byShape: {}, byWrap: {} };
  for (const one of cases) {
    const events = find(one.bytes);
    const found = [...new Set(events.map((event) => event.errcode))];
    const missing = one.codes.filter((code) => !found.includes(code));
    const extra = found.filter((code) => !one.codes.includes(code));
    const counts = {
      hits: found.length - extra.length,
      misses: missing.length,
      extra: extra.length,
    };
    score.byShape[one.shape] ??= emptyTally();
    score.byWrap[one.wrap] ??= emptyTally();
    for (const tally of [score, score.byShape[one.shape], score.byWrap[one.wrap]])
      addTo(tally, counts);
    if (missing.length + extra.length > 0) score.mistakes.push({ one, found, missing, extra });
    const claimed = one.platform === undefined ? [] : wrongPlatforms(one, events);
    if (claimed.length > 0) score.platformMistakes.push({ one, claimed });
  }
  return score;
}

/** @returns {number} found codes among labelled ones; 1 where nothing was labelled */
export function recall({ truePositives, falseNegatives }) {
  const labelled = truePositives + falseNegatives;
  return labelled === 0 ? 1 : truePositives / labelled;
}

/** @returns {number} labelled codes among found ones; 1 where nothing was found */
export function precision({ truePositives, falsePositives }) {
  const found = truePositives + falsePositives;
  return found === 0 ? 1 : truePositives / found;
}

/** Splits a labelled corpus as its scoring rule says: what is scored strictly, and what apart. */
export function splitStrict(cases) {
  const strict = [];
  const apart = { 'other-vendor': [], 'source code, prose, doubtful': [] };
  for (const one of cases) {
    if (one.shape === 'other-vendor') apart['other-vendor'].push(one);
    else if (/SOURCE CODE|DOC|COMMIT SUBJECT|doubtful|beyond/u.test(one.note))
      apart['source code, prose, doubtful'].push(one);
    else strict.push(one);
  }
  return { strict, apart };
}

/** Events of logs that should yield none, by file and shape. */
export function countEvents(logs, find) {
  return logs.map(({ name, bytes }) => {
    const shapes = {};
    const platforms = {};
    const events = find(bytes);
    for (const { shape, platform } of events) {
      shapes[shape] = (shapes[shape] ?? 0) + 1;
      platforms[platform] = (platforms[platform] ?? 0) + 1;
    }
    return { name, events, shapes, platforms };
  });
}

function emptyTally() {
  return { cases: 0, exact: 0, truePositives: 0, falsePositives: 0, falseNegatives: 0 };
}

function addTo(tally, { hits, misses, extra }) {
  tally.cases += 1;
  if (misses + extra === 0) tally.exact += 1;
  tally.truePositives += hits;
  tally.falseNegatives += misses;
  tally.falsePositives += extra;
}

function wrongPlatforms(one, events) {
  return events
    .filter(({ errcode, platform }) => one.codes.includes(errcode) && platform !== one.platform)
    .map(({ platform }) => platform);
}
