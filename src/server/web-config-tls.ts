/** The TLS section of the web configuration: Go's words for it, turned into Node's. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createSecureContext, type SecureContextOptions, type TLSSocket } from 'node:tls';
import { booleanOf, type Refuse, type Section, sectionOf, textOf } from './web-config-values.ts';

export type ClientAuth = keyof typeof CLIENT_AUTH;

export interface TlsSettings {
  readonly clientAuth: ClientAuth;
  /** Subject alternative names of which a client's certificate must have one; empty: any. */
  readonly allowedSans: readonly string[];
  /** Certificates read, ready for a secure context. */
  readonly context: SecureContextOptions;
  /** The files that were read. */
  readonly files: readonly string[];
}

/** Whether a certificate is asked for, has to be there, and has to be of a known authority. */
const CLIENT_AUTH = {
  NoClientCert: { asks: false, requires: false, verifies: false },
  RequestClientCert: { asks: true, requires: false, verifies: false },
  RequireAnyClientCert: { asks: true, requires: true, verifies: false },
  VerifyClientCertIfGiven: { asks: true, requires: false, verifies: true },
  RequireAndVerifyClientCert: { asks: true, requires: true, verifies: true },
} as const;

const VERSIONS = { TLS10: 'TLSv1', TLS11: 'TLSv1.1', TLS12: 'TLSv1.2', TLS13: 'TLSv1.3' } as const;

const CURVES = {
  CurveP256: 'prime256v1',
  CurveP384: 'secp384r1',
  CurveP521: 'secp521r1',
  X25519: 'X25519',
} as const;

/** Suites of TLS 1.3 are always on, as in Go. */
const TLS13_SUITES = [
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
];

const CIPHERS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(TLS13_SUITES.map((suite) => [suite, ''])),
  TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA: 'ECDHE-ECDSA-AES128-SHA',
  TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA: 'ECDHE-ECDSA-AES256-SHA',
  TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA: 'ECDHE-RSA-AES128-SHA',
  TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA: 'ECDHE-RSA-AES256-SHA',
  TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256: 'ECDHE-ECDSA-AES128-GCM-SHA256',
  TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384: 'ECDHE-ECDSA-AES256-GCM-SHA384',
  TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256: 'ECDHE-RSA-AES128-GCM-SHA256',
  TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384: 'ECDHE-RSA-AES256-GCM-SHA384',
  TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256: 'ECDHE-RSA-CHACHA20-POLY1305',
  TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256: 'ECDHE-ECDSA-CHACHA20-POLY1305',
};

const KEYS = [
  'cert',
  'key',
  'client_ca',
  'cert_file',
  'key_file',
  'client_ca_file',
  'client_auth_type',
  'client_allowed_sans',
  'min_version',
  'max_version',
  'cipher_suites',
  'prefer_server_cipher_suites',
  'curve_preferences',
];

/** Any of these switches TLS on. */
const SWITCHES = KEYS.slice(0, 7);

/** The settings of `section`, undefined where it asks for no TLS; `folder` is where paths start. */
export function readTlsSettings(
  section: Section,
  folder: string,
  refuse: Refuse,
): TlsSettings | undefined {
  sectionOf(section, ['tls_server_config'], KEYS, refuse);
  const text = (key: string): string | undefined => textOf(section[key], at(key), refuse);
  if (SWITCHES.every((key) => text(key) === undefined)) return undefined;
  const files: string[] = [];
  const pem = (key: string): string | undefined => {
    const inline = text(key);
    const file = text(`${key}_file`);
    if (file === undefined) return inline;
    if (inline !== undefined) {
      refuse(
        at(key),
        `${key} 与 ${key}_file 只能写一个。`,
        `has both ${key} and ${key}_file; write one.`,
      );
    }
    const path = resolve(folder, file);
    files.push(path);
    return readPem(path, at(`${key}_file`), refuse);
  };
  const cert = pem('cert') ?? refuse(at('cert_file'), '缺少 cert_file。', 'lacks cert_file.');
  const key = pem('key') ?? refuse(at('key_file'), '缺少 key_file。', 'lacks key_file.');
  const ca = pem('client_ca');
  const clientAuth = readClientAuth(section, ca !== undefined, refuse);
  const allowedSans = readSans(section, clientAuth, refuse);
  const context = {
    cert,
    key,
    ...(ca === undefined ? {} : { ca }),
    ...readLimits(section, refuse),
  };
  try {
    createSecureContext(context);
  } catch (error) {
    const reason = (error as Error).message;
    refuse(
      at('cert_file'),
      `证书与私钥不能使用：${reason}`,
      `certificate and key do not serve: ${reason}`,
    );
  }
  return { clientAuth, allowedSans, context, files };
}

function at(key: string): string[] {
  return ['tls_server_config', key];
}

function readPem(path: string, place: readonly string[], refuse: Refuse): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code = 'unknown' } = error as { code?: string };
    return refuse(place, `无法读取 ${path}（${code}）。`, `cannot read ${path} (${code}).`);
  }
}

function readClientAuth(section: Section, hasAuthority: boolean, refuse: Refuse): ClientAuth {
  const place = at('client_auth_type');
  const word = textOf(section.client_auth_type, place, refuse) ?? 'NoClientCert';
  // The toolkit's older word.
  const auth = word === 'RequireClientCert' ? 'RequireAnyClientCert' : word;
  const words = Object.keys(CLIENT_AUTH).join(', ');
  if (!Object.hasOwn(CLIENT_AUTH, auth)) {
    refuse(place, `client_auth_type 只能是：${words}。`, `client_auth_type may be: ${words}.`);
  }
  if (hasAuthority && auth === 'NoClientCert') {
    refuse(
      place,
      '写了 client_ca，却没有写 client_auth_type。',
      'has client_ca but no client_auth_type.',
    );
  }
  return auth as ClientAuth;
}

function readSans(section: Section, clientAuth: ClientAuth, refuse: Refuse): string[] {
  const place = at('client_allowed_sans');
  const sans = listOf(section.client_allowed_sans, place, refuse);
  if (sans.length > 0 && !CLIENT_AUTH[clientAuth].requires) {
    const words = 'RequireAnyClientCert, RequireAndVerifyClientCert';
    refuse(
      place,
      `client_allowed_sans 需要 client_auth_type 为：${words}。`,
      `client_allowed_sans wants client_auth_type to be one of: ${words}.`,
    );
  }
  return sans;
}

function readLimits(section: Section, refuse: Refuse): SecureContextOptions {
  const minVersion = wordOf(section, 'min_version', VERSIONS, refuse) ?? VERSIONS.TLS12;
  const maxVersion = wordOf(section, 'max_version', VERSIONS, refuse) ?? VERSIONS.TLS13;
  const order = Object.values(VERSIONS);
  if (order.indexOf(minVersion) > order.indexOf(maxVersion)) {
    refuse(
      at('min_version'),
      'min_version 高于 max_version。',
      'min_version is above max_version.',
    );
  }
  const names = wordsOf(section, 'cipher_suites', CIPHERS, refuse).filter((name) => name !== '');
  const curves = wordsOf(section, 'curve_preferences', CURVES, refuse);
  const prefers = booleanOf(
    section.prefer_server_cipher_suites,
    at('prefer_server_cipher_suites'),
    refuse,
  );
  return {
    minVersion,
    maxVersion,
    honorCipherOrder: prefers ?? true,
    ...(names.length === 0 ? {} : { ciphers: [...TLS13_SUITES, ...names].join(':') }),
    ...(curves.length === 0 ? {} : { ecdhCurve: curves.join(':') }),
  };
}

function wordOf<Value>(
  section: Section,
  key: string,
  values: Readonly<Record<string, Value>>,
  refuse: Refuse,
): Value | undefined {
  const word = textOf(section[key], at(key), refuse);
  return word === undefined ? undefined : meaningOf(word, key, values, refuse);
}

function wordsOf<Value>(
  section: Section,
  key: string,
  values: Readonly<Record<string, Value>>,
  refuse: Refuse,
): Value[] {
  return listOf(section[key], at(key), refuse).map((word) => meaningOf(word, key, values, refuse));
}

function meaningOf<Value>(
  word: string,
  key: string,
  values: Readonly<Record<string, Value>>,
  refuse: Refuse,
): Value {
  if (Object.hasOwn(values, word)) return values[word]!;
  const words = Object.keys(values).join(', ');
  return refuse(
    at(key),
    `${key} 不认识 ${word}；可用的有：${words}。`,
    `${key} does not know ${word}; known are: ${words}.`,
  );
}

function listOf(value: unknown, place: readonly string[], refuse: Refuse): string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  return refuse(place, `${place.at(-1)} 应为文本列表。`, `${place.at(-1)} wants a list of texts.`);
}

/** What a TLS server is told of client certificates; the rest `isClientAllowed` sees to. */
export function clientAuthOptions({ clientAuth }: TlsSettings): {
  readonly requestCert: boolean;
  readonly rejectUnauthorized: boolean;
} {
  const { asks, requires, verifies } = CLIENT_AUTH[clientAuth];
  return { requestCert: asks, rejectUnauthorized: requires && verifies };
}

/** Whether the client behind a finished handshake showed the certificate that is asked for. */
export function isClientAllowed(socket: TLSSocket, settings: TlsSettings): boolean {
  const { requires, verifies } = CLIENT_AUTH[settings.clientAuth];
  const certificate = socket.getPeerCertificate();
  const isGiven = certificate !== null && Object.keys(certificate).length > 0;
  if (!isGiven) return !requires;
  if (verifies && !socket.authorized) return false;
  if (settings.allowedSans.length === 0) return true;
  const names = sansOf(certificate.subjectaltname ?? '');
  return names.some((name) => settings.allowedSans.includes(name));
}

/** The values of `DNS:one, IP Address:127.0.0.1, URI:…, email:…`; quoted ones are JSON texts. */
function sansOf(text: string): string[] {
  const values = text.matchAll(/(?:DNS|IP Address|URI|email):("(?:[^"\\]|\\.)*"|[^,]*)/g);
  return [...values].map(([, value]) =>
    value!.startsWith('"') ? (JSON.parse(value!) as string) : value!,
  );
}
