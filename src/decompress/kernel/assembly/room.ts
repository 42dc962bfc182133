// Room for tables, in the memory behind the constants.

let next: i32 = (<i32>__heap_base + 63) & ~63;

/** Offset of `length` bytes that nothing else uses. */
export function reserve(length: i32): i32 {
  const at = next;
  next = (next + length + 63) & ~63;
  return at;
}

/** Where the memory begins that nothing in here uses, once all is reserved. */
export function free(): i32 {
  return next;
}
