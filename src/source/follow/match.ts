/** Which stream of its log a file is a copy of, or goes on. */
import { plainContent } from './content.ts';
import { attempt, type Desk, openAs } from './desk.ts';
import { isOlder } from './held.ts';
import { type Content, compare, ladder, type Verdict } from './marks.ts';
import type { Found } from './observe.ts';
import { identityOf, isUnknown, type Stream } from './stream.ts';

export interface Match {
  readonly verdict: Verdict;
  /** Undefined where no stream of the log is known; `verdict` is `different` then. */
  readonly stream: Stream | undefined;
}

/** What cannot be told yet of one stream may be the best answer: it comes first. */
const ORDER: readonly Verdict[] = ['again', 'continues', 'prefix', 'undecided', 'different'];

/** The stream that `content` fits best; the one delivered furthest, of those it goes on. */
export async function chooseStream(desk: Desk, found: Found, content: Content): Promise<Match> {
  let best: Match = { verdict: 'different', stream: undefined };
  for (const stream of desk.streams.values()) {
    if (!found.logs.includes(stream.log) || isOlder(desk, stream, found)) continue;
    const match = { verdict: await verdictOf(desk, stream, content), stream };
    if (isBetter(match, best)) best = match;
  }
  return best;
}

function isBetter(one: Match, other: Match): boolean {
  const difference = ORDER.indexOf(one.verdict) - ORDER.indexOf(other.verdict);
  if (difference !== 0) return difference < 0;
  const [offset, otherOffset] = [one.stream?.offset ?? -1, other.stream?.offset ?? -1];
  return offset > otherOffset || (offset === otherOffset && one.stream?.phase === 'seeking');
}

async function verdictOf(desk: Desk, stream: Stream, content: Content): Promise<Verdict> {
  if (isUnknown(stream) && stream.body === undefined) return 'different';
  const verdict = await compare(content, stream.marks, stream.holeBytes);
  if (verdict === 'different' || verdict === 'again' || stream.body === undefined) return verdict;
  if (stream.body.kind === 'compressed') return verdict;
  return compareWithBody(desk, stream, content, verdict);
}

/** A copy is never longer than its original, and agrees with it where nothing was delivered yet. */
async function compareWithBody(
  desk: Desk,
  stream: Stream,
  content: Content,
  verdict: Verdict,
): Promise<Verdict> {
  const { path } = stream.body!;
  const held = stream.file;
  const file = held ?? (await openAs(desk, path, identityOf(stream.body!)));
  if (file === undefined) return verdict;
  try {
    const stat = await attempt(desk, path, () => file.stat());
    if (stat === undefined) return verdict;
    const own = plainContent(file, stat.sizeBytes);
    const { lengthBytes } = content;
    const isShorter = lengthBytes <= stat.sizeBytes;
    const isSame = isShorter && (await agree(own, content));
    // Emptied in place it is no original any more: the next read notices, and then it is asked again.
    const intact = plainContent(file, stat.sizeBytes);
    if (
      stream.offset > 0 &&
      (await compare(intact, stream.marks, stream.holeBytes)) !== 'continues'
    )
      return 'again';
    if (isShorter && lengthBytes <= stream.offset) return verdict;
    return isSame ? 'continues' : 'different';
  } finally {
    if (held === undefined) await file.close();
  }
}

/** Whether `content` and the beginning of `own` have the same windows. */
async function agree(own: Content, content: Content): Promise<boolean> {
  for (const at of [content.lengthBytes, ...ladder(content.lengthBytes)]) {
    if ((await own.hashAt(at)) !== (await content.hashAt(at))) return false;
  }
  return true;
}
