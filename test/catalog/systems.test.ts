import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../src/catalog/catalog.ts';
import { loadRetired, loadSystems } from '../../src/catalog/systems.ts';

const zh = await loadSystems('zh');
const en = await loadSystems('en');

describe('systems', () => {
  it('are those of the libraries and tools, 76 codes in all', () => {
    expect(zh.systems.map(({ id }) => id).sort()).toEqual([
      'bluetooth',
      'callback-crypto',
      'finance-sdk',
      'ibeacon',
      'nfc',
      'spec-sdk',
      'web-login-component',
      'wecom-cli',
      'wifi',
    ]);
    expect(zh.systems.flatMap(({ entries }) => entries)).toHaveLength(76);
  });

  it('are the first half of the key: one number means something else in each', () => {
    expect(zh.get('finance-sdk', 10001)?.meaning).toBe('网络请求错误');
    expect(zh.get('bluetooth', 10001)?.meaning).not.toBe('网络请求错误');
    expect(zh.get('callback-crypto', -40001)).toMatchObject({
      system: 'callback-crypto',
      meaning: '签名验证错误',
    });
    expect(zh.get('callback-crypto', 40001)).toBeUndefined();
    expect(zh.find(10001).map(({ system }) => system)).toEqual(
      expect.arrayContaining(['finance-sdk', 'bluetooth']),
    );
  });

  it('have words in both languages', () => {
    for (const { title, source, entries } of en.systems) {
      expect(title).not.toMatch(/[\u4e00-\u9fff]/);
      expect(source).not.toBe('');
      for (const { meaning, remedy } of entries) {
        expect(meaning + remedy).not.toMatch(/[\u4e00-\u9fff]/);
        expect(meaning).not.toBe('');
        expect(remedy).toMatch(/\.$/);
      }
    }
  });
});

describe('retired codes', () => {
  it('are 154, none of which is a code of today', async () => {
    const catalog = loadCatalog('zh');
    const retired = await loadRetired('zh');
    expect(retired).toHaveLength(154);
    expect(retired.filter(({ errcode }) => catalog.get(errcode) !== undefined)).toEqual([]);
    expect(retired[0]).toEqual({ errcode: 40002, meaning: '不合法的凭证类型' });
    expect((await loadRetired('en'))[0]).toEqual({
      errcode: 40002,
      meaning: 'Invalid credential type',
    });
  });
});
