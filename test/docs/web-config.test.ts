/** The example of docs/web-config.md is a web configuration, for us and for promtool. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parseWebConfig } from '../../src/server/web-config.ts';
import { authority, certificateFor } from '../helpers/certificate.ts';
import { folderOf } from '../helpers/folder.ts';
import { promtool } from '../helpers/promtool.ts';

const page = readFileSync(
  fileURLToPath(new URL('../../docs/web-config.md', import.meta.url)),
  'utf8',
);
const example = /```yaml\n([\s\S]*?)```/.exec(page)![1]!;

/** The example with its optional keys switched on. */
const whole = example.replace(/^( +)# (client_)/gm, '$1$2');

describe('docs/web-config.md', () => {
  test.each([
    ['as it stands', example],
    ['with all its keys', whole],
  ])('has an example that is valid %s', (_, text) => {
    const pair = certificateFor('localhost', ['localhost']);
    const path = join(
      folderOf({
        'web.yml': text,
        'wecomlog.crt': pair.cert,
        'wecomlog.key': pair.key,
        'ca.crt': authority().cert,
      }),
      'web.yml',
    );
    const config = parseWebConfig(text, path);
    expect(config.tls).toBeDefined();
    expect([...config.users.keys()]).toEqual(['prometheus']);
    const { isClean, said } = promtool(['check', 'web-config', path]);
    // The promtool of Debian 12 does not know the names of clients.
    if (!said.includes('client_allowed_sans')) expect(isClean, said).toBe(true);
  });

  test('has an example whose optional keys were found', () => {
    expect(whole).toMatch(/^ {2}client_auth_type: RequireAndVerifyClientCert$/m);
    expect(whole).toMatch(/^ {2}client_allowed_sans:/m);
  });

  test('names every key there is', () => {
    let keys = '';
    try {
      parseWebConfig('tls_server_config: {x: 1}', 'web.yml');
    } catch (error) {
      keys = (error as Error).message.split('known are: ')[1]!;
    }
    for (const key of keys.replace('.', '').split(', ')) expect(page).toContain(`\`${key}\``);
  });
});
