// Whether a record that is counted here may name its host (AssemblyScript): then it is left to
// ../../../record/host.ts, which knows. This may only ever say yes too often.

// `stdo` of stdout, `stde` of stderr.
const STDOUT: u32 = 0x6f647473;
const STDERR: u32 = 0x65647473;
const NAME_BYTES_MAX: i32 = 64;

/**
 * Whether the record, whose time ends with an offset before `offsetEnd` (0 without one), may name its
 * host where ../../../record/host.ts looks for it: behind the time of syslog, in the JSON that a
 * container runtime wrapped, in keys and values.
 */
@inline
export function mayNameHost(record: i32, offsetEnd: i32): bool {
  const first = load<u8>(record);
  if (first == 0x74) return hasHost(record);
  if (offsetEnd == 0 || first == 0x5b || load<u8>(record, 10) != 0x54) return false;
  return load<u8>(offsetEnd) == 0x20 && namesHostBehind(offsetEnd + 1);
}

function namesHostBehind(word: i32): bool {
  const head = load<u32>(word);
  if (head == STDOUT || head == STDERR) {
    if (load<u8>(word, 6) == 0x20 && load<u8>(word, 9) == 0x7b) return hasHost(word);
  }
  const name = nameLength(word);
  if (name < 2 || load<u8>(word + name) != 0x20) return false;
  const program = word + name + 1;
  const length = nameLength(program);
  return length > 0 && load<u8>(program + length) == 0x5b && isDigit(load<u8>(program + length, 1));
}

/** Letters, digits, dots, hyphens, underscores and slashes at `at`, up to a bound. */
function nameLength(at: i32): i32 {
  let length = 0;
  while (length < NAME_BYTES_MAX) {
    const byte = <u32>load<u8>(at + length);
    // Hyphen, dot, slash and digits are neighbours.
    if (byte - 0x2d >= 13 && (byte | 0x20) - 0x61 >= 26 && byte != 0x5f) break;
    length++;
  }
  return length;
}

/** Where one of sixteen bytes may begin `host`, or ends the line. */
@inline
function hostStops(at: i32): v128 {
  const bytes = v128.load(at);
  const tails = i8x16.eq(v128.load(at, 3), i8x16.splat(0x74));
  const heads = v128.and(i8x16.eq(bytes, i8x16.splat(0x68)), tails);
  return v128.or(heads, i8x16.eq(bytes, i8x16.splat(0x0a)));
}

/** Whether `host` stands in the rest of the line. */
function hasHost(from: i32): bool {
  let place = from;
  let feeds = 0;
  while (feeds == 0) {
    while (!v128.any_true(v128.or(hostStops(place), hostStops(place + 16)))) place += 32;
    const bytes = v128.load(place);
    const tails = i8x16.eq(v128.load(place, 3), i8x16.splat(0x74));
    let hits = i8x16.bitmask(v128.and(i8x16.eq(bytes, i8x16.splat(0x68)), tails));
    feeds = i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(0x0a)));
    if (feeds != 0) hits &= (feeds & -feeds) - 1;
    while (hits != 0) {
      if (load<u16>(place + ctz(hits), 1) == 0x736f) return true;
      hits &= hits - 1;
    }
    place += 16;
  }
  return false;
}

@inline
function isDigit(byte: u32): bool {
  return byte - 0x30 < 10;
}
