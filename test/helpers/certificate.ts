/** X.509 certificates made on the spot, so that no key lies in the repository and none expires. */
import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';

export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

let serial = 1;

/** A certificate for `name` with its subject alternative names; signed by `authority`, or by itself. */
export function certificateFor(
  name: string,
  sans: readonly string[],
  authority?: Certificate,
): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const issuer = authority === undefined ? name : 'test authority';
  const signer = authority === undefined ? privateKey : createPrivateKey(authority.key);
  const tbs = sequence(
    tagged(0xa0, integer(2)),
    integer(serial++),
    ECDSA_SHA256,
    commonName(issuer),
    sequence(time('20200101000000Z'), time('21200101000000Z')),
    commonName(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(...extensions(sans, authority === undefined))),
  );
  const signature = sign('sha256', tbs, signer);
  const der = sequence(tbs, ECDSA_SHA256, tagged(0x03, Buffer.of(0), signature));
  return {
    cert: pem('CERTIFICATE', der),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
  };
}

/** An authority that signs others. */
export function authority(): Certificate {
  return certificateFor('test authority', []);
}

function extensions(sans: readonly string[], isAuthority: boolean): Buffer[] {
  const names = sans.map((san) =>
    /^[\d.]+$/.test(san)
      ? tagged(0x87, Buffer.from(san.split('.').map(Number)))
      : tagged(0x82, Buffer.from(san)),
  );
  return [
    ...(isAuthority ? [extension([0x55, 0x1d, 0x13], sequence(Buffer.of(0x01, 0x01, 0xff)))] : []),
    ...(names.length > 0 ? [extension([0x55, 0x1d, 0x11], sequence(...names))] : []),
  ];
}

function extension(id: readonly number[], value: Buffer): Buffer {
  return sequence(objectId(id), tagged(0x04, value));
}

const objectId = (bytes: readonly number[]): Buffer => tagged(0x06, Buffer.from(bytes));
/** 1.2.840.10045.4.3.2 */
const ECDSA_SHA256 = sequence(objectId([0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02]));

function commonName(name: string): Buffer {
  return sequence(
    tagged(0x31, sequence(objectId([0x55, 0x04, 0x03]), tagged(0x0c, Buffer.from(name)))),
  );
}

function integer(value: number): Buffer {
  return tagged(0x02, Buffer.of(value));
}

function time(text: string): Buffer {
  return tagged(0x18, Buffer.from(text));
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, ...parts);
}

function tagged(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...size), content]);
}

function pem(label: string, der: Buffer): string {
  const body = der.toString('base64').replace(/.{1,64}/g, '$&\n');
  return `-----BEGIN ${label}-----\n${body}-----END ${label}-----\n`;
}
