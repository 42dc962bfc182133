/** Light or dark, and copying: what the reader's own browser does. */
import type { PageWords } from '../words.ts';

const THEME_KEY = 'wecomlog-theme';

/** Keeps the choice in this browser; `onChange` is called when colours are others than before. */
export function wireTheme(onChange: () => void): void {
  const select = document.querySelector<HTMLSelectElement>('[data-theme-choice]');
  const { dataset } = document.documentElement;
  if (select !== null) {
    select.value = dataset.theme ?? 'auto';
    select.addEventListener('change', () => {
      if (select.value === 'auto') delete dataset.theme;
      else dataset.theme = select.value;
      remember(select.value);
      onChange();
    });
  }
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', onChange);
}

/** A browser may forbid to keep anything. */
function remember(theme: string): void {
  try {
    if (theme === 'auto') localStorage.removeItem(THEME_KEY);
    else localStorage.setItem(THEME_KEY, theme);
  } catch {}
}

export function wireCopying(words: PageWords): void {
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('button[data-copy]') : null;
    const text = button?.parentElement?.querySelector('code')?.textContent;
    if (button === null || text === undefined || text === null) return;
    void copy(text).then((isCopied) => {
      if (isCopied) button.textContent = words.copied;
    });
  });
}

/** Over plain HTTP from another machine there is no clipboard: then the text is selected and copied. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    document.body.append(area);
    area.select();
    const isCopied = document.execCommand('copy');
    area.remove();
    return isCopied;
  }
}
