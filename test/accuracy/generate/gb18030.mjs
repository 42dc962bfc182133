/** Encodes text as GB18030, which the platform can only decode: the two-byte part, turned round. */

let table;

/**
 * @param {string} text characters of the Basic Multilingual Plane that GBK has
 * @returns {Buffer}
 */
export function encodeGb18030(text) {
  table ??= buildTable();
  const out = [];
  for (const character of text) {
    if (character < '\u0080') {
      out.push(character.charCodeAt(0));
      continue;
    }
    const pair = table.get(character);
    if (pair === undefined) throw new Error(`no two-byte form for ${character}`);
    out.push(pair >> 8, pair & 0xff);
  }
  return Buffer.from(out);
}

function buildTable() {
  const decoder = new TextDecoder('gb18030');
  const map = new Map();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if (character.length === 1 && character !== '\ufffd' && !map.has(character))
        map.set(character, (lead << 8) | trail);
    }
  }
  return map;
}
