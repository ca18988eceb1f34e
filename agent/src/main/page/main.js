// The page: asks for what is new, and shows the tab that is chosen.

import { Store, gain, sum, value } from './store.js';
import { VIEWS, jvm, rowsOf, runtime } from './views.js';
import { Table } from './table.js';
import { Detail } from './detail.js';
import { agentTab } from './agent.js';
import { lineChart } from './charts.js';
import { code, foreign, h } from './dom.js';
import { scrapeConfig } from './queries.js';
import * as n from './numbers.js';

const RETRY_MILLIS = 2000;
const ABOUT_MILLIS = 10000;
const TABS = [...Object.entries(VIEWS).map(([id, view]) => [id, view.title]), ['jvm', 'JVM'], ['agent', 'Agent']];

const $ = (id) => document.getElementById(id);
const store = new Store();
const tables = {};
let tab = 'tasks';
let paused = false;
let about = null;
let aboutTime = 0;
let asking = false;

// What the agent says of a setting; null if it has not been asked yet.
const setting = (key) => (about?.settings ?? []).find(([name]) => name === key)?.[1] ?? null;
const detail = new Detail(store, () => (setting('window.size') === null ? null : Number(setting('window.size'))));

const windowMillis = () => Number($('window').value) * 1000;
const rows = (view) => rowsOf(view, store, windowMillis());

// ---------------------------------------------------------------------------------------- data

async function ask(path) {
  const response = await fetch(path, { cache: 'no-store', signal: AbortSignal.timeout(10000) });
  if (!response.ok) throw new Error(`${response.status}`);
  return response.json();
}

async function poll() {
  if (asking || paused || document.hidden) return;
  asking = true;
  try {
    if (store.accept(await ask(`/page/data.json?${store.query()}`))) about = null;
    if (about === null || (tab === 'agent' && Date.now() - aboutTime > ABOUT_MILLIS)) {
      about = await ask('/page/agent.json');
      aboutTime = Date.now();
      $('version').textContent = about.version ?? '';
    }
    state('live', 'live');
    draw();
  } catch (failure) {
    state('lost', failure.message === '401' ? 'not allowed: sign in again' : 'connection lost, trying again');
  } finally {
    asking = false;
  }
}

async function loop() {
  for (;;) {
    await poll();
    await new Promise((resolve) => { setTimeout(resolve, Math.max(RETRY_MILLIS, store.interval)); });
  }
}

function state(kind, text) {
  const element = $('state');
  if (element.textContent !== text) element.textContent = text;
  element.className = `state ${kind}`;
}

// ---------------------------------------------------------------------------------------- tabs

function draw() {
  if (store.last === 0) return;
  const panel = $('panel');
  if (tab === 'jvm') panel.replaceChildren(jvmTab());
  else if (tab === 'agent') drawAgent(panel);
  else drawTable(panel);
  detail.refresh(rows);
}

function drawTable(panel) {
  const view = VIEWS[tab];
  const list = rows(view);
  if (list.length === 0) {
    panel.replaceChildren(...(tab === 'tasks' ? [figures()] : []), empty());
    return;
  }
  tables[tab] ??= new Table(view, (row) => detail.open(tab, view, row));
  const table = tables[tab];
  table.show(list, $('filter').value, store.omitted);
  const top = tab === 'tasks' ? [figures()] : [];
  if (panel.lastElementChild !== table.all) panel.replaceChildren(...top, table.all);
  else if (top.length > 0) panel.firstElementChild.replaceWith(top[0]);
}

// Building it anew would close what somebody has opened, so that happens only when there is something new.
function drawAgent(panel) {
  const now = `${aboutTime} ${$('filter').value} ${about === null}`;
  if (panel.dataset.agent !== now || panel.firstElementChild?.className !== 'blocks') {
    const opened = panel.querySelector('details')?.open ?? false;
    panel.dataset.agent = now;
    panel.replaceChildren(agentTab(store, about, $('filter').value));
    const details = panel.querySelector('details');
    if (details !== null) details.open = opened;
  }
}

// The answers to "does it work, what fails, what is slow".
function figures() {
  const from = store.from(windowMillis());
  const seconds = Math.max(1, (store.now - from) / 1000);
  const list = rows(VIEWS.tasks);
  const ended = sum(list, (row) => row.rate);
  const failed = sum(list, (row) => row.failedRate);
  const slowest = list.reduce((worst, row) => (row.rate > 0 && (row.p99 ?? 0) > (worst?.p99 ?? 0) ? row : worst), null);
  const calls = ['http_client_request_time_seconds', 'api_request_time_seconds', 'http_api_client_request_seconds']
    .flatMap((family) => store.live(family));
  const cpu = sum(store.live('process_cpu_seconds_total'), (one) => gain(one, from, store.now)) / seconds;
  const heap = sum(store.live('jvm_memory_used_bytes').filter((one) => one.labels.area === 'heap'), (one) => value(one, store.now));
  const figure = (title, text, note, tone = '') => h('div', { class: `card ${tone}` }, h('dt', {}, title), h('dd', {}, text), h('dd', { class: 'sub' }, note));
  return h('dl', { class: 'cards' },
    figure('Tasks', `${n.rate(ended)} /s`, `${list.length} ${list.length === 1 ? 'type' : 'types'}`),
    figure('Failed', ended > 0 ? n.share(failed / ended) : n.NONE, `${n.rate(failed)} /s`, failed > 0 ? 'warm' : ''),
    figure('Slowest p99', slowest === null ? n.NONE : n.time(slowest.p99), slowest === null ? '' : foreign(slowest.name)),
    figure('HTTP calls', `${n.rate(sum(calls, (one) => gain(one, from, store.now)) / seconds)} /s`, 'made by this process'),
    figure('CPU', `${n.rate(cpu)}`, 'cores, with everything'),
    figure('Heap', n.bytes(heap), 'in use'));
}

function jvmTab() {
  const cards = jvm(store, windowMillis());
  if (cards.length === 0) return h('p', { class: 'empty' }, 'There are no metrics of the JVM: metrics.jvm is off, or main has not begun.');
  const from = store.from(windowMillis());
  return h('div', {},
    h('p', { class: 'note' }, foreign(runtime(store))),
    h('div', { class: 'charts jvm' }, ...cards.map((card) => h('div', { class: 'block' },
      h('p', { class: 'big' }, h('b', {}, card.format(card.now)), ' ', h('span', { class: 'sub' }, card.note)),
      lineChart({
        title: card.title, from, to: store.now, format: card.format, limit: card.limit > 0 ? card.limit : null, legend: false,
        lines: [{ name: card.title, tone: 'one', points: card.points }],
      })))));
}

const WAITING = {
  tasks: ['No task seen yet.', 'The agent waits for a Conductor worker’s first poll, or for the first call of a method that workers.methods names.'],
  executors: ['No executor seen yet.', 'The agent waits for the first task that is handed to an executor.'],
  http: ['No HTTP call seen yet.', 'The agent waits for the first call of an HTTP client that it knows.'],
  operations: ['No operation seen yet.', 'The agent waits for the first call of a method that operations.<n>.methods or an annotation names.'],
};

function empty() {
  const woven = store.live('tachograph_instrumented_classes').filter((one) => value(one, store.now) > 0);
  const unmatched = store.live('tachograph_rule_matches').filter((one) => value(one, store.now) === 0);
  const [title, text] = WAITING[tab];
  return h('div', { class: 'empty' },
    h('h2', {}, title), h('p', {}, text),
    h('p', {}, woven.length === 0 ? 'No class has been woven so far.'
      : `Woven so far: ${woven.map((one) => `${one.labels.instrumentation} (${n.whole(value(one, store.now))})`).join(', ')}.`),
    unmatched.length === 0 ? null : h('p', {}, 'These rules have matched no method yet: ',
      ...unmatched.flatMap((one, i) => [i > 0 ? ', ' : '', foreign(one.labels.rule)])),
    h('p', {}, 'The tab Agent says what was left alone, and why.'));
}

function choose(id, focus = false) {
  tab = id;
  for (const button of $('tabs').children) {
    const chosen = button.id === `tab-${id}`;
    button.setAttribute('aria-selected', chosen);
    button.tabIndex = chosen ? 0 : -1;
    if (chosen && focus) button.focus();
  }
  $('panel').setAttribute('aria-labelledby', `tab-${id}`);
  delete $('panel').dataset.agent;
  if (location.hash.slice(1) !== id) history.replaceState(null, '', `#${id}`);
  draw();
}

function step(by) {
  const at = TABS.findIndex(([id]) => id === tab);
  choose(TABS[(at + by + TABS.length) % TABS.length][0], true);
}

// ------------------------------------------------------------------------------------ controls

function pause() {
  paused = !paused;
  $('pause').setAttribute('aria-pressed', paused);
  $('pause').textContent = paused ? 'Go on' : 'Pause';
  if (paused) state('paused', 'paused');
  else poll();
}

function showScrapeConfig() {
  const set = (prefix) => (about?.settings ?? []).some(([key, , source]) => key.startsWith(prefix) && source !== 'default');
  const dialog = h('dialog', { class: 'detail small', 'aria-labelledby': 'scrape-title' },
    h('div', { class: 'head' }, h('h2', { id: 'scrape-title' }, 'Let Prometheus scrape this process'),
      h('button', { type: 'button', class: 'close', onclick: () => dialog.close() }, 'Close')),
    h('p', {}, 'In prometheus.yml:'),
    code(scrapeConfig(location, { basic: set('http.auth.basic'), bearer: set('http.auth.bearer') }), 'scrape configuration'),
    h('p', { class: 'note' }, 'Prometheus on another machine needs http.host=0.0.0.0; set http.auth.* and http.tls.* with it.'));
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function onKey(event) {
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
  if (event.key === 'Escape' && event.target === $('filter')) {
    $('filter').value = '';
    $('filter').blur();
    draw();
  }
  if (typing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
  if (event.key === '/') {
    event.preventDefault();
    $('filter').focus();
  } else if (event.key === 'p') {
    pause();
  } else if (event.key >= '1' && event.key <= String(TABS.length)) {
    choose(TABS[Number(event.key) - 1][0], true);
  }
}

for (const [id, title] of TABS) {
  $('tabs').append(h('button', { type: 'button', role: 'tab', id: `tab-${id}`, 'aria-controls': 'panel', onclick: () => choose(id) }, title));
}
$('tabs').addEventListener('keydown', (event) => {
  if (event.key === 'ArrowRight') step(1);
  if (event.key === 'ArrowLeft') step(-1);
});
$('pause').addEventListener('click', pause);
$('scrape').addEventListener('click', showScrapeConfig);
$('filter').addEventListener('input', draw);
$('window').addEventListener('change', draw);
document.addEventListener('keydown', onKey);
document.addEventListener('visibilitychange', () => poll());
const wanted = location.hash.slice(1);
choose(TABS.some(([id]) => id === wanted) ? wanted : 'tasks');
loop();
