// What the agent says of itself.

import { sum, value } from './store.js';
import { foreign, h } from './dom.js';
import * as n from './numbers.js';

const LEFT_ALONE = /is left as it is|is not measured|cannot be woven|is not looked at/;

function section(title, note, ...content) {
  return h('section', { class: 'block' }, h('h2', {}, title), note ? h('p', { class: 'note' }, note) : null, ...content);
}

function table(caption, heads, rows, numeric = []) {
  return h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
    h('table', { class: 'plain' },
      h('caption', { class: 'away' }, caption),
      h('thead', {}, h('tr', {}, ...heads.map((head, i) => h('th', { scope: 'col', class: numeric.includes(i) ? 'num' : '' }, head)))),
      h('tbody', {}, ...rows.map((row) => h('tr', {}, ...row.map((cell, i) =>
        h('td', { class: numeric.includes(i) ? 'num' : '' }, typeof cell === 'string' ? foreign(cell) : cell)))))));
}

const lines = (list) => h('ul', { class: 'lines' }, ...list.map((line) => h('li', {}, foreign(line))));

function byLabel(store, family, label) {
  return store.live(family)
    .map((one) => [one.labels[label] ?? '', value(one, store.now)])
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

function woven(store) {
  const counts = byLabel(store, 'tachograph_instrumented_classes', 'instrumentation');
  const some = counts.filter(([, count]) => count > 0);
  const none = counts.filter(([, count]) => count === 0).map(([name]) => name);
  return section('Woven', null,
    some.length === 0 ? h('p', {}, 'Nothing yet: no class of a known library has been loaded.')
      : h('p', { class: 'chips' }, ...some.map(([name, count]) => h('span', { class: 'chip' }, foreign(name), h('b', {}, ` ${n.whole(count)}`)))),
    none.length === 0 ? null : h('details', {}, h('summary', {}, `${none.length} others wait for a class of theirs`), h('p', { class: 'sub' }, none.join(', '))));
}

function leftAlone(about) {
  const list = (about.log ?? []).filter((line) => LEFT_ALONE.test(line));
  return section('Left alone, and why', list.length === 0 ? 'Nothing: every class that was to be woven fitted.' : null, list.length === 0 ? null : lines(list));
}

function problems(store, about) {
  const list = [...(about.config_problems ?? []), ...(about.log ?? []).filter((line) => !LEFT_ALONE.test(line))];
  const errors = byLabel(store, 'tachograph_probe_errors_total', 'probe').filter(([, count]) => count > 0);
  for (const [probe, count] of errors) list.push(`${n.whole(count)} errors in the probe ${probe}`);
  return section('Problems', list.length === 0 ? 'None.' : null, list.length === 0 ? null : lines(list));
}

function rules(store) {
  const matches = byLabel(store, 'tachograph_rule_matches', 'rule');
  return section('Rules', matches.length === 0 ? 'None is configured: see workers.methods and operations.<n>.methods.' : 'A rule with 0 matches names no method of a class that is loaded.',
    matches.length === 0 ? null : table('Rules and their matches', ['rule', 'methods matched'], matches.map(([rule, count]) => [rule, n.whole(count)]), [1]));
}

function series(store) {
  const used = byLabel(store, 'tachograph_series', 'family').filter(([, count]) => count > 0);
  const folded = new Map(byLabel(store, 'tachograph_series_folded_total', 'family'));
  const all = sum(used, ([, count]) => count);
  return section('Series', `${n.whole(all)} in use. What is beyond series.limit of a family is counted as “other”.`,
    table('Series by family', ['family', 'in use', 'folded'], used.slice(0, 40).map(([family, count]) => [family, n.whole(count), n.whole(folded.get(family) ?? 0)]), [1, 2]));
}

function outlets(store, about) {
  const rows = [['endpoint', about.metrics_port > 0 ? `port ${about.metrics_port}` : 'off', 'this page']];
  for (const family of store.families) {
    const outlet = /^tachograph_(.+?)_(last_.*)timestamp_seconds$/.exec(family.name);
    if (outlet === null) continue;
    for (const one of store.live(family.name)) {
      const name = [outlet[1].replaceAll('_', ' '), ...Object.values(one.labels)].join(' ');
      rows.push([name, outlet[2].replaceAll('_', ' ').trim(), n.ago(store.now - value(one, store.now) * 1000)]);
    }
  }
  return section('Outlets', null, table('Outlets', ['outlet', 'what', 'last success'], rows));
}

function settings(about, filter) {
  const words = filter.toLowerCase().split(/\s+/);
  const list = (about.settings ?? []).filter((setting) => words.every((word) => setting.join(' ').toLowerCase().includes(word)));
  const rank = (setting) => (setting[2] === 'default' ? 1 : 0);
  const sorted = list.map((one, i) => [one, i]).sort((a, b) => rank(a[0]) - rank(b[0]) || a[1] - b[1]).map(([one]) => one);
  return section('Settings', 'Those that somebody has set come first. The filter above searches here.',
    table('Settings', ['key', 'value', 'set by'], sorted));
}

export function agentTab(store, about, filter) {
  if (about === null) return h('p', { class: 'empty' }, 'Asking the agent …');
  return h('div', { class: 'blocks' },
    h('div', {}, woven(store), leftAlone(about), problems(store, about), rules(store), outlets(store, about), series(store)),
    settings(about, filter));
}
