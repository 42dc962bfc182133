import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeHtml, html, markupText, trusted } from '../../../src/sink/web/markup.ts';

describe('html', () => {
  test('escapes every text, in content and in attributes', () => {
    const evil = `<script>alert("1")</script>' onload='x' \`&`;
    expect(markupText(html`<p title="${evil}">${evil}</p>`)).toBe(
      '<p title="&#60;script&#62;alert(&#34;1&#34;)&#60;/script&#62;&#39; onload=&#39;x&#39; &#96;&#38;">' +
        '&#60;script&#62;alert(&#34;1&#34;)&#60;/script&#62;&#39; onload=&#39;x&#39; &#96;&#38;</p>',
    );
  });

  test('keeps markup within markup, and joins lists without a blank', () => {
    const items = ['a', '<b>'].map((text) => html`<li>${text}</li>`);
    expect(markupText(html`<ul>${items}${trusted('<!-- end -->')}</ul>`)).toBe(
      '<ul><li>a</li><li>&#60;b&#62;</li><!-- end --></ul>',
    );
  });

  test('writes nothing of what is absent, and 0 as a number', () => {
    expect(markupText(html`${undefined}${null}${false}${0}${''}`)).toBe('0');
  });

  test('takes no object from outside for markup', () => {
    const forged = JSON.parse('{"markup":"<b>","0":"<b>"}');
    expect(() => markupText(html`${forged}`)).toThrow(TypeError);
  });

  test('shows what would steer the reader, keeps lines', () => {
    expect(escapeHtml('a\u202eb\u0000c\u001b[31m\r\nd\te')).toBe('a\\u202eb\\x00c\\x1b[31m\nd\te');
  });

  test('leaves of any text neither a mark of markup nor a control character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escapeHtml(text)).toMatch(/^(?:[^<>"'`&\p{Cc}\p{Cs}]|&#\d+;|[\n\t])*$/u);
      }),
    );
  });
});
