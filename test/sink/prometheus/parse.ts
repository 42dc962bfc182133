/** Strict readers of the two exposition formats: anything the formats do not allow is an error. */

export interface Parsed {
  readonly types: Record<string, string>;
  readonly helps: Record<string, string>;
  /** Value by `name{label="value",…}` as written. */
  readonly samples: Record<string, number>;
  readonly exemplars: Record<string, string>;
}

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const LABEL = '[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\\\\n]|\\\\[\\\\"n])*"';
const LABELS = `\\{(?:${LABEL}(?:,${LABEL})*)?\\}`;
const VALUE = '(?:[+-]?(?:\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?|Inf)|NaN)';
const SAMPLE = new RegExp(`^(${NAME})(${LABELS})? (${VALUE})( # ${LABELS} ${VALUE} ${VALUE})?$`);
const SUFFIXES: Record<string, readonly string[]> = {
  counter: ['_total'],
  gauge: [''],
  histogram: ['_bucket', '_sum', '_count'],
};

export function parseText(text: string): Parsed {
  if (!text.endsWith('\n')) throw new Error('does not end with a line feed');
  const lines = text.split('\n').filter((line) => line !== '');
  return parse(lines, false);
}

export function parseOpenMetrics(text: string): Parsed {
  if (!text.endsWith('\n# EOF\n')) throw new Error('does not end with # EOF');
  const lines = text.slice(0, -1).split('\n').slice(0, -1);
  if (lines.includes('')) throw new Error('has an empty line');
  return parse(lines, true);
}

function parse(lines: readonly string[], isOpenMetrics: boolean): Parsed {
  const parsed: Parsed = { types: {}, helps: {}, samples: {}, exemplars: {} };
  let family = '';
  for (const line of lines) {
    const comment = /^# (TYPE|HELP) (\S+) (.*)$/.exec(line);
    if (comment !== null) {
      const [, kind, name, rest] = comment as unknown as [string, string, string, string];
      if (name !== family && (name in parsed.types || name in parsed.helps)) {
        throw new Error(`family ${name} twice`);
      }
      family = name;
      const escapes = isOpenMetrics ? /^(?:[^\\"]|\\[\\"n])*$/ : /^(?:[^\\]|\\[\\n])*$/;
      if (!escapes.test(rest)) throw new Error(`help is not escaped: ${line}`);
      (kind === 'TYPE' ? parsed.types : parsed.helps)[name] = rest;
      continue;
    }
    addSample(parsed, family, line, isOpenMetrics);
  }
  return parsed;
}

function addSample(parsed: Parsed, family: string, line: string, isOpenMetrics: boolean): void {
  const match = SAMPLE.exec(line);
  if (match === null) throw new Error(`not a sample: ${line}`);
  const [, name, labels = '', value, exemplar] = match;
  const suffixes = SUFFIXES[parsed.types[family] ?? ''] ?? [];
  const names = suffixes.map((suffix) =>
    !isOpenMetrics && suffix === '_total' ? family : family + suffix,
  );
  if (!names.includes(name!)) throw new Error(`${name} is not of family ${family}`);
  const key = name! + labels;
  if (key in parsed.samples) throw new Error(`series twice: ${key}`);
  parsed.samples[key] = Number(value!.replace('Inf', 'Infinity'));
  if (exemplar === undefined) return;
  if (!isOpenMetrics || !/_(?:total|bucket)$/.test(name!)) throw new Error(`exemplar: ${line}`);
  parsed.exemplars[key] = exemplar.slice(3);
}
