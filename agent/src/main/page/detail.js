// What one row does over time, in a dialog.

import { buckets, gain, line, quantile, sum, value } from './store.js';
import { bars, lineChart } from './charts.js';
import { code, foreign, h } from './dom.js';
import { ALERTS, QUERIES, ownAlert } from './queries.js';
import * as n from './numbers.js';

const POINTS = 90;

export class Detail {
  // `window` tells how many observations a quantile covers; null if that is not known yet.
  constructor(store, window) {
    this.store = store;
    this.window = window;
    this.shown = null;
    this.dialog = h('dialog', { class: 'detail', 'aria-labelledby': 'detail-title' });
    this.dialog.addEventListener('click', (event) => {
      if (event.target === this.dialog) this.dialog.close();
    });
    this.dialog.addEventListener('close', () => { this.shown = null; });
    document.body.append(this.dialog);
  }

  open(tab, view, row) {
    this.shown = { tab, view, key: row.key };
    this.live = h('div', { class: 'live' });
    const alerts = ALERTS[tab](row);
    this.dialog.replaceChildren(
      h('div', { class: 'head' },
        h('h2', { id: 'detail-title' }, foreign(row.name), row.sub ? h('span', { class: 'sub' }, ' ', foreign(row.sub)) : ''),
        h('button', { type: 'button', class: 'close', onclick: () => this.dialog.close() }, 'Close')),
      this.live,
      h('h3', {}, 'PromQL'),
      ...QUERIES[tab](row).map((query) => h('div', { class: 'query' }, h('h4', {}, query.title), code(query.text, query.title))),
      h('h3', {}, 'Alerts that watch it'),
      alerts.length > 0
        ? h('dl', { class: 'alerts' }, ...alerts.map((one) => h('div', {},
          h('dt', {}, one.name), h('dd', {}, one.what, h('span', { class: 'sub' }, ` · docs/runbooks/${one.name}.md`)))))
        : h('div', {}, h('p', {}, 'None of monitoring/ knows your operations. This one would watch it:'), code(ownAlert(row), 'alert')));
    this.update(row);
    this.dialog.showModal();
  }

  update(row) {
    const { store } = this;
    const from = store.start;
    const to = store.now;
    const main = row.main;
    const over = (of) => line(store, from, POINTS, of);
    const per = (list) => (a, b) => (sum(list, (one) => gain(one, a, b)) * 1000) / Math.max(1, b - a);
    const charts = [];
    if (main) {
      charts.push(lineChart({
        title: 'Duration', from, to, format: n.time,
        lines: [['p50', 0.5, 'one'], ['p95', 0.95, 'two'], ['p99', 0.99, 'three']].map(([name, q, tone]) =>
          ({ name, tone, points: over((a, b) => quantile(main, q, Math.max(from, b - 60000), b)) })),
      }));
    }
    if (row.timers.length > 0) {
      const groups = new Map();
      for (const timer of row.timers) {
        const outcome = timer.labels.status ?? timer.labels.result ?? 'ended';
        groups.set(outcome, [...(groups.get(outcome) ?? []), timer]);
      }
      const tone = (name) => (/FAIL|fail|error|^5/.test(name) ? 'wrong' : /^4/.test(name) ? 'two' : 'one');
      charts.push(lineChart({
        title: 'Per second', from, to, format: n.rate,
        lines: [...groups].map(([name, list]) => ({ name, tone: tone(name), points: over(per(list)) })),
      }));
    }
    if (row.waits?.length > 0) {
      charts.push(lineChart({
        title: 'Waiting time', from, to, format: n.time,
        lines: [['p50', 0.5, 'one'], ['p99', 0.99, 'three']].map(([name, q, tone]) =>
          ({ name, tone, points: over((a, b) => quantile(row.waits[0], q, Math.max(from, b - 60000), b)) })),
      }));
    }
    const facts = [
      ['since the start', n.whole(row.total)],
      ['per second', n.rate(row.rate)],
      ['failed', n.share(row.failed)],
      ['mean', main ? n.time(mean(main, from, to)) : n.NONE],
      ['last exception', row.exception ? `${row.exception}${row.when ? `, ${row.when}` : ''}` : 'none'],
    ];
    this.live.replaceChildren(
      h('dl', { class: 'facts' }, ...facts.map(([name, text]) => h('div', {}, h('dt', {}, name), h('dd', {}, foreign(text))))),
      h('div', { class: 'charts' }, ...charts, main ? distribution(main, from, to, this.window()) : null));
  }

  refresh(rowsOf) {
    if (this.shown === null) return;
    const row = rowsOf(this.shown.view).find((one) => one.key === this.shown.key);
    // Not under the pointer: somebody is reading values.
    if (row !== undefined && !this.live.matches(':hover')) this.update(row);
  }
}

function mean(timer, from, to) {
  const ended = gain(timer, from, to);
  return ended > 0 ? gain(timer, from, to, 1) / ended : null;
}

// Where durations lie. A histogram has buckets. A summary has but a few quantiles, so these are shown as what they are:
// how long so many of a hundred took at most. What lies between two of them nobody knows.
function distribution(timer, from, to, window) {
  const note = timer.labels.status ?? timer.labels.result;
  const of = note === undefined ? '' : ` (${note})`;
  if (timer.family.type === 'summary') {
    const list = timer.family.levels.map((q) => [q, quantile(timer, q, from, to)]).filter(([, bound]) => bound !== null)
      .map(([q, bound]) => ({ name: `${Number((q * 100).toFixed(2))} of 100`, share: bound, text: n.time(bound) }));
    if (list.length === 0) return null;
    const covered = window === null ? '' : `${n.whole(Math.min(value(timer, to), window))} `;
    return h('div', {}, bars(list, `The latest ${covered}durations${of}: so many took at most`),
      h('p', { class: 'note' }, 'Drawn from quantiles, which is all that this timer keeps; what lies between them is not known. With timers.distribution=histogram there are buckets.'));
  }
  const filled = buckets(timer, from, to).filter(([, , number]) => number > 0);
  const total = sum(filled, (bucket) => bucket[2]);
  if (total === 0) return null;
  const list = filled.slice(0, 24).map(([lower, upper, number]) => ({
    name: upper === null ? `above ${n.time(lower)}` : `up to ${n.time(upper)}`,
    share: number / total,
    text: n.whole(number),
  }));
  return bars(list, `Durations since ${n.clock(from)}${of}`);
}
