// XXH64 with seed 0, as frames carry it (its lower 32 bits). https://github.com/Cyan4973/xxHash, doc.

import { reserve } from './room';

const PRIME_1: u64 = 0x9e3779b185ebca87;
const PRIME_2: u64 = 0xc2b2ae3d27d4eb4f;
const PRIME_3: u64 = 0x165667b19e3779f9;
const PRIME_4: u64 = 0x85ebca77c2b2ae63;
const PRIME_5: u64 = 0x27d4eb2f165667c5;

const STRIPE_BYTES: i32 = 32;

let lane1: u64 = 0;
let lane2: u64 = 0;
let lane3: u64 = 0;
let lane4: u64 = 0;
let total: u64 = 0;
/** The beginning of a stripe that is not whole yet. */
const rest = reserve(STRIPE_BYTES);
let restLength: i32 = 0;

export function hashReset(): void {
  lane1 = PRIME_1 + PRIME_2;
  lane2 = PRIME_2;
  lane3 = 0;
  lane4 = 0 - PRIME_1;
  total = 0;
  restLength = 0;
}

export function hashUpdate(at: i32, length: i32): void {
  const end = at + length;
  let from = at;
  total += length;
  if (restLength > 0) {
    const taken = min(STRIPE_BYTES - restLength, length);
    memory.copy(rest + restLength, from, taken);
    restLength += taken;
    from += taken;
    if (restLength < STRIPE_BYTES) return;
    stripe(rest);
    restLength = 0;
  }
  for (; end - from >= STRIPE_BYTES; from += STRIPE_BYTES) stripe(from);
  restLength = end - from;
  memory.copy(rest, from, restLength);
}

/** The lower 32 bits of the hash of all bytes since the reset. */
export function hashDigest(): i32 {
  let hash =
    total < <u64>STRIPE_BYTES
      ? PRIME_5
      : merged(
          merged(
            merged(
              merged(rotl(lane1, 1) + rotl(lane2, 7) + rotl(lane3, 12) + rotl(lane4, 18), lane1),
              lane2,
            ),
            lane3,
          ),
          lane4,
        );
  hash += total;
  let at = rest;
  const end = rest + restLength;
  for (; end - at >= 8; at += 8) {
    hash = rotl(hash ^ round(0, load<u64>(at)), 27) * PRIME_1 + PRIME_4;
  }
  if (end - at >= 4) {
    hash = rotl(hash ^ (<u64>load<u32>(at) * PRIME_1), 23) * PRIME_2 + PRIME_3;
    at += 4;
  }
  for (; at < end; at++) hash = rotl(hash ^ (<u64>load<u8>(at) * PRIME_5), 11) * PRIME_1;
  hash = (hash ^ (hash >> 33)) * PRIME_2;
  hash = (hash ^ (hash >> 29)) * PRIME_3;
  return <i32>(hash ^ (hash >> 32));
}

function stripe(at: usize): void {
  lane1 = round(lane1, load<u64>(at));
  lane2 = round(lane2, load<u64>(at, 8));
  lane3 = round(lane3, load<u64>(at, 16));
  lane4 = round(lane4, load<u64>(at, 24));
}

// @ts-ignore: decorator
@inline
function round(lane: u64, input: u64): u64 {
  return rotl(lane + input * PRIME_2, 31) * PRIME_1;
}

// @ts-ignore: decorator
@inline
function merged(hash: u64, lane: u64): u64 {
  return (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
}
