/** TLS: both versions of HTTP, client certificates, and certificates that are renewed. */
import { writeFileSync } from 'node:fs';
import { connect as connectHttp2 } from 'node:http2';
import { join } from 'node:path';
import { connect, type PeerCertificate } from 'node:tls';
import { beforeAll, describe, expect, test } from 'vitest';
import { openWebConfig } from '../../src/server/web-config-file.ts';
import { authority, type Certificate, certificateFor } from '../helpers/certificate.ts';
import { folderOf } from '../helpers/folder.ts';
import { ask, type Running, raw, serverOf } from './fixtures.ts';

let ca: Certificate;
let server: Certificate;
let prometheus: Certificate;
let stranger: Certificate;
beforeAll(() => {
  ca = authority();
  server = certificateFor('localhost', ['localhost', '127.0.0.1'], ca);
  prometheus = certificateFor('prometheus', ['prometheus.example', '10.0.0.9'], ca);
  stranger = certificateFor('stranger', ['prometheus.example']);
});

async function tlsServer(section = '', http = ''): Promise<Running & { folder: string }> {
  const folder = folderOf({
    'web.yml': `tls_server_config:\n  cert_file: tls.crt\n  key_file: tls.key\n${section}\n${http}`,
    'tls.crt': server.cert,
    'tls.key': server.key,
    'ca.crt': ca.cert,
  });
  const problems: unknown[] = [];
  const webConfig = openWebConfig(join(folder, 'web.yml'), (problem) => problems.push(problem));
  return { ...(await serverOf({}, { webConfig })), folder };
}

const get = (port: number, client: Partial<Certificate> = {}) =>
  ask(port, '/-/healthy', { isTls: true, ca: ca.cert, ...client }).then(({ status }) => status);

/** The certificate that a new connection sees. */
function seen(port: number): Promise<PeerCertificate> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
      resolve(socket.getPeerCertificate());
      socket.destroy();
    });
    socket.on('error', reject);
  });
}

describe('a TLS server', () => {
  test('speaks HTTP/1 and HTTP/2', async () => {
    const { port, server: running } = await tlsServer();
    expect(running.hasTls).toBe(true);
    expect(await get(port)).toBe(200);
    const session = connectHttp2(`https://127.0.0.1:${port}`, { ca: ca.cert });
    const stream = session.request({ ':path': '/metrics', 'accept-encoding': 'identity' });
    let text = '';
    for await (const chunk of stream) text += (chunk as Buffer).toString();
    expect(text).toContain('wecom_events_total{');
    await running.close(60_000);
    session.destroy();
  });

  test('streams over HTTP/2 until it stops', async () => {
    const { port, server: running } = await tlsServer();
    const session = connectHttp2(`https://127.0.0.1:${port}`, { ca: ca.cert });
    const stream = session.request({ ':path': '/api/v1/stream' });
    let text = '';
    let isClosing = false;
    for await (const chunk of stream) {
      text += (chunk as Buffer).toString();
      if (isClosing || !text.endsWith('}}\n\n')) continue;
      isClosing = true;
      void running.close(60_000);
    }
    expect(text).toMatch(/^retry: \d+\n\nid: \S+\nevent: view\ndata: \{/);
    await running.close(60_000);
    session.destroy();
  });

  test('speaks HTTP/1 alone if told so', async () => {
    const { port } = await tlsServer('', 'http_server_config: {http2: false}');
    expect(await get(port)).toBe(200);
    const protocol = await new Promise((resolve, reject) => {
      const socket = connect(
        { port, host: '127.0.0.1', ca: ca.cert, ALPNProtocols: ['h2', 'http/1.1'] },
        () => {
          resolve(socket.alpnProtocol);
          socket.destroy();
        },
      );
      socket.on('error', reject);
    });
    expect(protocol).toBe('http/1.1');
  });

  test('does not answer plain HTTP, and lives on', async () => {
    const { port } = await tlsServer();
    expect(await raw(port, 'GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n')).not.toContain('200');
    expect(await get(port)).toBe(200);
  });

  test.each([
    ['RequireAndVerifyClientCert', [true, false, false]],
    ['VerifyClientCertIfGiven', [true, false, true]],
    ['RequireAnyClientCert', [true, true, false]],
    ['RequestClientCert', [true, true, true]],
  ])('with %s lets in those it should', async (type, [known, strange, none]) => {
    const { port } = await tlsServer(`  client_auth_type: ${type}\n  client_ca_file: ca.crt`);
    const isIn = (client: Partial<Certificate>): Promise<boolean> =>
      get(port, client).then(
        (status) => status === 200,
        () => false,
      );
    expect([await isIn(prometheus), await isIn(stranger), await isIn({})]).toEqual([
      known,
      strange,
      none,
    ]);
  });

  test.each([
    ['prometheus.example', true],
    ['10.0.0.9', true],
    ['other.example', false],
  ])('that wants the name %s of its clients: %s', async (san, isIn) => {
    const { port } = await tlsServer(
      `  client_auth_type: RequireAndVerifyClientCert\n  client_ca_file: ca.crt\n  client_allowed_sans: [${san}]`,
    );
    const result = await get(port, prometheus).then(
      (status) => status === 200,
      () => false,
    );
    expect(result).toBe(isIn);
  });

  test('shows a renewed certificate to the next connection', async () => {
    const { port, folder } = await tlsServer();
    const before = await seen(port);
    const renewed = certificateFor('localhost', ['renewed.example', '127.0.0.1'], ca);
    writeFileSync(join(folder, 'tls.key'), renewed.key);
    // Half renewed: the former pair holds.
    expect((await seen(port)).serialNumber).toBe(before.serialNumber);
    writeFileSync(join(folder, 'tls.crt'), renewed.cert);
    expect((await seen(port)).serialNumber).not.toBe(before.serialNumber);
    expect(await get(port)).toBe(200);
  });
});
