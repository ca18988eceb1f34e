// A table that is brought up to date in place, so that neither the focus nor what is being read gets lost.

import { foreign, h } from './dom.js';
import { sparkline } from './charts.js';

const AT_ONCE = 200;

export class Table {
  // `open` is called with the row that somebody wants to see more of.
  constructor(view, open) {
    this.view = view;
    this.open = open;
    this.sort = { id: 'hurt', down: true };
    this.limit = AT_ONCE;
    this.rows = new Map();
    this.latest = [];
    this.body = h('tbody', {});
    this.head = h('tr', {}, ...view.columns.map((column) => this.header(column)));
    this.more = h('button', { type: 'button', class: 'more', hidden: true, onclick: () => { this.limit += AT_ONCE; this.redraw(); } });
    this.count = h('p', { class: 'count', role: 'status' });
    this.element = h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': `${view.title}, a table` },
      h('table', { class: 'rows' }, h('thead', {}, this.head), this.body));
    this.all = h('section', {}, this.element, this.more, this.count);
  }

  header(column) {
    if (column.spark) return h('th', { scope: 'col', class: 'spark-head', title: column.help }, column.title);
    return h('th', { scope: 'col', class: column.text ? '' : 'num', 'data-column': column.id },
      h('button', { type: 'button', title: column.help, onclick: () => this.sortBy(column) }, column.title));
  }

  // Once for the worst first, again for the other way round, and a third time for what hurts most.
  sortBy(column) {
    const first = !column.text;
    if (this.sort.id !== column.id) this.sort = { id: column.id, down: first };
    else if (this.sort.down === first) this.sort = { id: column.id, down: !first };
    else this.sort = { id: 'hurt', down: true };
    this.redraw();
  }

  // `omitted` is the number of series that the agent has and does not send.
  show(rows, filter, omitted) {
    this.omitted = omitted;
    this.latest = rows;
    this.filter = filter;
    this.redraw();
  }

  redraw() {
    const { id, down } = this.sort;
    const words = (this.filter ?? '').toLowerCase().split(/\s+/).filter((word) => word !== '');
    const matching = this.latest.filter((row) => {
      const haystack = `${row.name} ${row.sub ?? ''} ${row.exception ?? ''}`.toLowerCase();
      return words.every((word) => haystack.includes(word));
    });
    const compare = (a, b) => {
      const [x, y] = [a[id] ?? null, b[id] ?? null];
      if (x === y) return a.key < b.key ? -1 : 1;
      if (x === null) return 1;
      if (y === null) return -1;
      return (x < y ? -1 : 1) * (down ? -1 : 1);
    };
    const shown = matching.sort(compare).slice(0, this.limit);
    this.headers(shown);
    this.place(shown);
    this.more.hidden = matching.length <= shown.length;
    this.more.textContent = `Show more of the other ${matching.length - shown.length}`;
    const left = this.omitted > 0 ? `${this.omitted} series are too many for this page; /metrics has them.` : '';
    this.count.textContent = `${words.length > 0 ? `${matching.length} of ${this.latest.length}` : ''} ${left}`.trim();
  }

  headers(shown) {
    for (const [i, column] of this.view.columns.entries()) {
      const cell = this.head.children[i];
      cell.hidden = column.ifAny === true && shown.every((row) => row[column.id] === null);
      if (this.sort.id === column.id) cell.setAttribute('aria-sort', this.sort.down ? 'descending' : 'ascending');
      else cell.removeAttribute('aria-sort');
    }
  }

  place(shown) {
    const focused = document.activeElement;
    const keys = new Set(shown.map((row) => row.key));
    for (const [key, kept] of this.rows) {
      if (!keys.has(key)) {
        kept.element.remove();
        this.rows.delete(key);
      }
    }
    shown.forEach((row, i) => {
      let kept = this.rows.get(row.key);
      if (kept === undefined) {
        kept = this.make(row);
        this.rows.set(row.key, kept);
      }
      this.update(kept, row);
      if (this.body.children[i] !== kept.element) this.body.insertBefore(kept.element, this.body.children[i] ?? null);
    });
    if (focused !== document.activeElement && this.body.contains(focused)) focused.focus({ preventScroll: true });
  }

  make(row) {
    const cells = this.view.columns.map((column, i) =>
      h(i === 0 ? 'th' : 'td', {
        class: column.text ? (i === 0 ? 'name' : 'text') : column.spark ? 'spark-cell' : 'num',
        scope: i === 0 ? 'row' : null,
        'data-title': column.title,
      }));
    const kept = { row, cells, texts: [], element: h('tr', {}, ...cells) };
    const button = h('button', { type: 'button', class: 'open', onclick: () => this.open(kept.row) }, foreign(row.name));
    cells[0].append(button, ' ', row.sub ? h('span', { class: 'sub' }, foreign(row.sub)) : '');
    kept.element.addEventListener('click', (event) => {
      if (event.target.closest('button') === null && String(getSelection()) === '') this.open(kept.row);
    });
    return kept;
  }

  update(kept, row) {
    kept.row = row;
    this.view.columns.forEach((column, i) => {
      const cell = kept.cells[i];
      cell.hidden = this.head.children[i].hidden;
      if (i === 0) return;
      if (column.spark) {
        cell.replaceChildren(sparkline(row.spark));
        return;
      }
      const value = row[column.id] ?? null;
      const beside = column.beside ? row[column.beside] : null;
      const text = column.text ? value ?? '' : column.format(value);
      const now = beside ? `${text}\n${beside}` : text;
      if (kept.texts[i] !== now) {
        kept.texts[i] = now;
        if (column.text) cell.replaceChildren(...(text === '' ? [] : [foreign(text)]), ...(beside ? [h('span', { class: 'sub' }, ` ${beside}`)] : []));
        else cell.textContent = text;
      }
      if (!column.text) cell.className = `num ${value === null ? 'none' : column.tone?.(value) ?? ''}`;
      if (column.bar) cell.dataset.level = value === null ? '' : String(Math.round(value * 10));
    });
  }
}
