/** The keys under which structured logs carry the time of a record, and which to believe first. */

/**
 * In order of trust, letters compared without case. Sources: Logstash and Filebeat (`@timestamp`),
 * winston (`timestamp`), pino, bunyan, docker and logrus (`time`), zap and go-kit (`ts`), Serilog
 * (`@t`), log4j2's JsonLayout (`timeMillis`), nginx formats (`time_iso8601`, `time_local`), Python's
 * logging (`asctime`), journald's export fields, MongoDB (`t`, with `$date` inside), Fluent Bit
 * (`date`).
 */
const TIME_KEYS: readonly string[] = [
  '@timestamp',
  'timestamp',
  'time',
  'ts',
  '@t',
  'eventTime',
  'event_time',
  'logTime',
  'log_time',
  'datetime',
  'asctime',
  'timeMillis',
  'time_iso8601',
  'time_local',
  '_SOURCE_REALTIME_TIMESTAMP',
  '__REALTIME_TIMESTAMP',
  'unixtime',
  '$date',
  // Words of any payload: these count in the outermost object only.
  'date',
  't',
  'created',
];

/** Keys of this rank and beyond mean nothing inside nested or embedded objects. */
export const WEAK_RANK = TIME_KEYS.indexOf('date');
export const RANKS = TIME_KEYS.length;

/** The rank of the key in `bytes[start, end)`, 0 for the most trusted, or -1 if it is no time's. */
export function keyRank(bytes: Uint8Array, start: number, end: number): number {
  const keys = KEYS_BY_LENGTH[end - start];
  if (keys === undefined) return -1;
  for (let index = 0; index < keys.length; index += 1) {
    if (isKey(bytes, start, keys[index]!.folded)) return keys[index]!.rank;
  }
  return -1;
}

/** The bit that folds letters also folds `@` with `` ` `` and `_` with DEL; no log has such keys. */
const FOLD = 0x20;

function isKey(bytes: Uint8Array, start: number, folded: Uint8Array): boolean {
  for (let index = 0; index < folded.length; index += 1) {
    if ((bytes[start + index]! | FOLD) !== folded[index]) return false;
  }
  return true;
}

interface FoldedKey {
  readonly rank: number;
  readonly folded: Uint8Array;
}

const KEYS_BY_LENGTH: readonly (readonly FoldedKey[] | undefined)[] = Array.from(
  { length: Math.max(...TIME_KEYS.map((key) => key.length)) + 1 },
  (_, length) => {
    const keys = TIME_KEYS.flatMap((key, rank) =>
      key.length === length
        ? [{ rank, folded: Uint8Array.from(key, (letter) => letter.charCodeAt(0) | FOLD) }]
        : [],
    );
    return keys.length === 0 ? undefined : keys;
  },
);
