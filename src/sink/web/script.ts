/**
 * What pages do beyond being read, where scripts may run: another theme, tables that sort and filter.
 * Without it nothing is missing that a reader could not find by scrolling.
 */

/**
 * The theme's button, `#theme`, names in `data-dark` and `data-light` what it leads to. Tables with
 * `data-sortable` sort by the `data-value` of their cells, or their text, in columns that name in
 * `data-sort` how (`number`, `text`, `most`: greatest first), and show `data-page` rows until asked.
 * Short tables do without the search, filters and button that their section may have.
 */
export const PAGE_SCRIPT = `'use strict';
(() => {
  const theme = document.getElementById('theme');
  if (theme) {
    const root = document.documentElement;
    const system = matchMedia('(prefers-color-scheme: dark)');
    const isDark = () => root.dataset.theme ? root.dataset.theme === 'dark' : system.matches;
    const name = () => { theme.textContent = isDark() ? theme.dataset.light : theme.dataset.dark; };
    theme.addEventListener('click', () => { root.dataset.theme = isDark() ? 'light' : 'dark'; name(); });
    system.addEventListener('change', name);
    theme.hidden = false;
    name();
  }

  for (const table of document.querySelectorAll('table[data-sortable]')) {
    const place = table.closest('section');
    const body = table.tBodies[0];
    const rest = place.querySelector('details[data-rest]');
    if (rest) {
      body.append(...rest.querySelector('tbody').rows);
      rest.remove();
    }
    const controls = place.querySelector('[data-controls]');
    const more = place.querySelector('[data-more]');
    const shown = controls?.querySelector('[data-shown]');
    const search = controls?.querySelector('input');
    const filters = controls ? [...controls.querySelectorAll('select')] : [];
    let rows = [...body.rows].map((row) => ({ row, text: row.textContent.toLowerCase() }));
    let limit = Number(table.dataset.page);
    const count = (number) => number.toString().replace(/\\B(?=(?:\\d{3})+$)/g, ',');

    const show = () => {
      const words = search ? search.value.toLowerCase().split(/\\s+/).filter(Boolean) : [];
      const isWanted = ({ row, text }) =>
        words.every((word) => text.includes(word)) &&
        filters.every((filter) => !filter.value || row.dataset[filter.dataset.filter] === filter.value);
      let found = 0;
      for (const entry of rows) {
        const wanted = isWanted(entry);
        if (wanted) found += 1;
        entry.row.hidden = !wanted || found > limit;
      }
      const seen = Math.min(found, limit);
      if (shown) {
        shown.textContent = found === 0
          ? shown.dataset.none
          : shown.dataset.shown.replace('##', count(rows.length)).replace('#', count(seen));
      }
      if (more) more.hidden = found <= limit;
    };

    const value = (row, column, kind) => {
      const cell = row.cells[column];
      const text = cell.dataset.value === undefined ? cell.textContent : cell.dataset.value;
      return kind === 'text' ? text : Number(text);
    };
    const sort = (head, column) => {
      const kind = head.dataset.sort;
      const first = kind === 'most' ? 'descending' : 'ascending';
      const next = first === 'ascending' ? 'descending' : 'ascending';
      const order = head.getAttribute('aria-sort') === first ? next : first;
      for (const other of head.parentNode.cells) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', order);
      const sign = order === 'ascending' ? 1 : -1;
      const keyed = rows.map((entry) => ({ entry, key: value(entry.row, column, kind) }));
      keyed.sort((left, right) => sign * (left.key < right.key ? -1 : left.key > right.key ? 1 : 0));
      rows = keyed.map(({ entry }) => entry);
      body.append(...rows.map(({ row }) => row));
      show();
    };

    [...table.tHead.rows[0].cells].forEach((head, column) => {
      if (!head.dataset.sort) return;
      const button = document.createElement('button');
      button.type = 'button';
      // Paper shows the words: on the second page a repeated button would be blank.
      const words = document.createElement('span');
      words.className = 'print-only';
      words.append(...head.childNodes);
      button.append(words.textContent);
      head.append(button, words);
      button.addEventListener('click', () => sort(head, column));
    });
    search?.addEventListener('input', show);
    for (const filter of filters) filter.addEventListener('change', show);
    more?.querySelector('button').addEventListener('click', () => { limit = Infinity; show(); });
    const reveal = () => {
      const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
      if (!target || !body.contains(target) || !target.hidden) return;
      if (search) search.value = '';
      for (const filter of filters) filter.value = '';
      limit = Infinity;
      show();
      target.scrollIntoView();
    };
    addEventListener('hashchange', reveal);
    if (controls) controls.hidden = false;
    show();
    reveal();
  }
})();
`;
