// What each tab shows: its columns, and its rows made from the store.

import { at, gain, line, quantile, sum, value } from './store.js';
import * as n from './numbers.js';

const SPARK_POINTS = 40;

const text = (id, title, help) => ({ id, title, help, text: true });
const number = (id, title, help, format, extra = {}) => ({ id, title, help, format, ...extra });
const bad = (limit, awful) => (x) => (x >= awful ? 'awful' : x >= limit ? 'bad' : '');

const RATE = number('rate', 'per s', 'ended per second, within the window', n.rate);
const FAILED = number('failed', 'failed', 'share that failed, within the window', n.share, { tone: bad(0.001, 0.05) });
const P50 = number('p50', 'p50', 'half took no longer', n.time);
const P95 = number('p95', 'p95', '95 of 100 took no longer', n.time);
const P99 = number('p99', 'p99', '99 of 100 took no longer', n.time);
const TREND = { id: 'spark', title: 'rate', help: 'per second, over the window', spark: true };

function groupBy(list, key) {
  const groups = new Map();
  for (const one of list) {
    const name = key(one);
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(one);
  }
  return groups;
}

// The numbers of timers that together are one row. The quantiles are those of the busiest timer of the good ones:
// quantiles of two timers cannot be put together.
function timed(store, timers, isFailure, span) {
  const { from, now } = span;
  const seconds = Math.max(1, (now - from) / 1000);
  const good = timers.filter((one) => !isFailure(one));
  const ended = sum(timers, (one) => gain(one, from, now));
  const failed = sum(timers.filter(isFailure), (one) => gain(one, from, now));
  const main = busiest(good.length > 0 ? good : timers, now);
  return {
    main,
    rate: ended / seconds,
    failed: ended > 0 ? failed / ended : null,
    failedRate: failed / seconds,
    total: sum(timers, (one) => value(one, now)),
    busy: sum(timers, (one) => gain(one, from, now, 1)) / seconds,
    p50: main && quantile(main, 0.5, from, now),
    p95: main && quantile(main, 0.95, from, now),
    p99: main && quantile(main, 0.99, from, now),
    spark: line(store, from, SPARK_POINTS, (a, b) => (sum(timers, (one) => gain(one, a, b)) * 1000) / (b - a)),
  };
}

function busiest(timers, now) {
  let best = null;
  for (const one of timers) {
    if (best === null || (value(one, now) ?? 0) > (value(best, now) ?? 0)) best = one;
  }
  return best;
}

// The exception that was counted last, and when.
function lastException(store, counters, label = 'exception') {
  let last = null;
  for (const one of counters) {
    if (!value(one, store.now)) continue;
    // One that was there before the recording has no known time.
    const known = one.times.length > 1 || one.times[0] > store.start;
    const time = known ? one.times.at(-1) : null;
    if (last === null || (time ?? 0) > (last.time ?? 0)) last = { name: one.labels[label] ?? '', time };
  }
  return last;
}

const since = (store, last) => (last === null ? null : last.time === null ? 'earlier' : n.ago(store.now - last.time));

// What hurts most comes first: the failing, then what takes the most time.
const hurt = (row) => (row.failed ?? 0) * 1e6 + (row.failedRate ?? 0) * 1e3 + (row.busy ?? 0);

function tasks(store, span) {
  const timers = groupBy(store.live('task_execute_time_seconds'), (one) => one.labels.taskType);
  const polls = groupBy(store.live('task_poll_total'), (one) => one.labels.taskType);
  // In one catalogue, both gauges tell of the same tasks.
  const running = new Map(
    ['active_workers', 'task_in_progress'].flatMap((gauge) => [
      ...groupBy(store.live(gauge), (one) => one.labels.taskType),
    ]),
  );
  const errors = groupBy(store.live('task_execute_error_total'), (one) => one.labels.taskType);
  const seconds = Math.max(1, (span.now - span.from) / 1000);
  return [...new Set([...timers.keys(), ...polls.keys(), ...running.keys()])].map((taskType) => {
    const own = timers.get(taskType) ?? [];
    const last = lastException(store, errors.get(taskType) ?? []);
    return {
      key: taskType,
      name: taskType,
      ...timed(store, own, (one) => one.labels.status === 'FAILURE', span),
      running: running.has(taskType) ? sum(running.get(taskType), (one) => value(one, store.now)) : null,
      polls: polls.has(taskType) ? sum(polls.get(taskType), (one) => gain(one, span.from, span.now)) / seconds : null,
      exception: last?.name ?? null,
      when: since(store, last),
      timers: own,
      labels: { taskType },
    };
  });
}

function executors(store, span) {
  const key = (one) => `${one.labels.executor}\n${one.labels.executor_type}`;
  const by = (family) => groupBy(store.live(`java_executor_${family}`), key);
  const families = Object.fromEntries(
    ['submitted_tasks_total', 'task_wait_seconds', 'running_tasks', 'tasks_duration_seconds', 'cancelled_tasks_total',
      'rejected_tasks_total', 'queued_tasks', 'pool_threads', 'pool_max_threads', 'pool_core_threads',
      'queue_remaining_capacity', 'caller_runs_total'].map((family) => [family, by(family)]),
  );
  const now = (family, name) => {
    const own = families[family].get(name);
    return own === undefined ? null : sum(own, (one) => value(one, store.now));
  };
  const gained = (family, name) => sum(families[family].get(name) ?? [], (one) => gain(one, span.from, span.now));
  const names = new Set(Object.values(families).flatMap((family) => [...family.keys()]));
  return [...names].map((name) => {
    const [executor, type] = name.split('\n');
    const durations = families.tasks_duration_seconds.get(name) ?? [];
    const waits = families.task_wait_seconds.get(name) ?? [];
    const wait = busiest(waits, store.now);
    const numbers = timed(store, durations, (one) => one.labels.result === 'failed', span);
    const threads = now('pool_max_threads', name) ?? now('pool_core_threads', name) ?? now('pool_threads', name);
    const running = now('running_tasks', name);
    const rejected = gained('rejected_tasks_total', name);
    return {
      key: name,
      name: executor,
      sub: type.replace(/^.*\./, ''),
      ...numbers,
      running,
      threads,
      used: threads > 0 && threads < 1e6 && running !== null ? Math.min(1, running / threads) : null,
      queue: now('queued_tasks', name),
      wait: wait && quantile(wait, 0.99, span.from, span.now),
      rejected,
      cancelled: gained('cancelled_tasks_total', name),
      hurtMore: rejected * 1e9 + (now('queued_tasks', name) ?? 0),
      timers: durations,
      waits,
      labels: { executor, executor_type: type },
    };
  });
}

const isHttpFailure = (one) => one.labels.status === 'error' || one.labels.status === '0' || /^5/.test(one.labels.status);

function http(store, span) {
  const calls = groupBy(store.live('http_client_request_time_seconds'), (one) =>
    ['client', 'method', 'host', 'uri'].map((label) => one.labels[label]).join('\n'));
  const errors = groupBy(store.live('http_client_request_errors_total'), (one) => one.labels.host);
  const flights = groupBy(store.live('http_client_requests_in_flight'), (one) => `${one.labels.client}\n${one.labels.host}`);
  const rows = [...calls].map(([name, timers]) => {
    const { client, method, host, uri } = timers[0].labels;
    const flight = flights.get(`${client}\n${host}`);
    const last = lastException(store, errors.get(host) ?? []);
    return {
      ...httpRow(store, timers, span),
      key: name,
      name: `${method} ${host}${uri}`,
      sub: client,
      flight: flight === undefined ? null : sum(flight, (one) => value(one, store.now)),
      exception: last?.name ?? null,
      when: since(store, last),
      labels: { client, method, host, uri },
    };
  });
  for (const family of ['api_request_time_seconds', 'http_api_client_request_seconds']) {
    for (const [name, timers] of groupBy(store.live(family), (one) => `${one.labels.method}\n${one.labels.uri}`)) {
      const { method, uri } = timers[0].labels;
      rows.push({
        ...httpRow(store, timers, span),
        key: `${family}\n${name}`,
        name: `${method} ${uri}`,
        sub: 'Conductor API',
        api: true,
        labels: { method, uri },
      });
    }
  }
  return rows;
}

function httpRow(store, timers, span) {
  const seconds = Math.max(1, (span.now - span.from) / 1000);
  const refused = timers.filter((one) => /^4/.test(one.labels.status));
  return {
    ...timed(store, timers, isHttpFailure, span),
    refused: sum(refused, (one) => gain(one, span.from, span.now)) / seconds,
    timers,
  };
}

const OPERATION = /^(.+)_latency_seconds$/;

function operations(store, span) {
  const rows = [];
  for (const family of store.families) {
    const name = OPERATION.exec(family.name)?.[1];
    if (name === undefined || !store.byName.has(`${name}_success_total`)) continue;
    for (const timer of store.live(family.name)) {
      const same = (other) => Object.entries(timer.labels).every(([label, text]) => other.labels[label] === text);
      const counter = (suffix) => store.live(`${name}_${suffix}`).filter(same);
      const { operation, ...labels } = timer.labels;
      const failures = counter('failures_total');
      const numbers = timed(store, [timer], () => false, span);
      const failed = sum(failures, (one) => gain(one, span.from, span.now));
      const ended = gain(timer, span.from, span.now);
      const last = lastException(store, failures, 'error_type');
      const shown = Object.entries(labels).filter(([, text]) => text !== '');
      rows.push({
        ...numbers,
        key: `${name}\n${JSON.stringify(timer.labels)}`,
        name: operation ?? name,
        sub: shown.map(([label, text]) => `${label}=${text}`).join(' '),
        failed: ended > 0 ? Math.min(1, failed / ended) : null,
        failedRate: (failed * 1000) / Math.max(1000, span.now - span.from),
        running: sum(counter('in_progress'), (one) => value(one, store.now)),
        retries: sum(counter('retries_total'), (one) => gain(one, span.from, span.now)),
        exception: last?.name ?? null,
        when: since(store, last),
        timers: [timer],
        labels: timer.labels,
        operation: name,
      });
    }
  }
  return rows;
}

const EXCEPTION = { ...text('exception', 'last exception', 'the class that was counted last'), beside: 'when' };

export const VIEWS = {
  tasks: {
    title: 'Tasks',
    what: 'task type',
    rows: tasks,
    columns: [
      text('name', 'task type', 'what is executed'),
      RATE,
      number('running', 'running', 'executions that have begun and not ended', n.whole, { ifAny: true }),
      P50, P95, P99, FAILED, EXCEPTION,
      number('polls', 'polls/s', 'requests for tasks per second', n.rate, { ifAny: true }),
      TREND,
    ],
  },
  executors: {
    title: 'Executors',
    what: 'executor',
    rows: executors,
    columns: [
      text('name', 'executor', 'its name and its kind'),
      number('used', 'busy', 'share of its threads that run tasks', n.share, { bar: true }),
      number('running', 'running', 'tasks that have started and not ended', n.whole),
      number('queue', 'queue', 'tasks that wait now', n.whole, { tone: bad(1, 100) }),
      number('wait', 'wait p99', '99 of 100 tasks waited no longer', n.time),
      { ...RATE, help: 'tasks ended per second, within the window' },
      P99, FAILED,
      number('rejected', 'rejected', 'tasks refused within the window', n.whole, { tone: bad(1, 1) }),
      number('cancelled', 'cancelled', 'tasks that left within the window without having run', n.whole),
      TREND,
    ],
  },
  http: {
    title: 'HTTP',
    what: 'HTTP call',
    rows: http,
    columns: [
      text('name', 'call', 'method, host and path template; beside it the client'),
      RATE,
      number('flight', 'in flight', 'calls to the host without an answer yet', n.whole),
      P50, P95, P99,
      { ...FAILED, help: 'share without an answer or with 5xx, within the window' },
      number('refused', '4xx/s', 'answers 400 to 499 per second', n.rate, { tone: bad(0.0001, 1e9) }),
      { ...EXCEPTION, help: 'the class that was counted last at this host' },
      TREND,
    ],
  },
  operations: {
    title: 'Operations',
    what: 'operation',
    rows: operations,
    columns: [
      text('name', 'operation', 'its name and its labels'),
      RATE,
      number('running', 'running', 'begun and not ended', n.whole),
      P50, P95, P99, FAILED,
      number('retries', 'retries', 'attempts after the first, within the window', n.whole),
      EXCEPTION, TREND,
    ],
  },
};

export function rowsOf(view, store, windowMillis) {
  const span = { from: store.from(windowMillis), now: store.now };
  const rows = view.rows(store, span);
  for (const row of rows) row.hurt = hurt(row) + (row.hurtMore ?? 0);
  return rows;
}

// What the JVM does: cards with a number, a note and a line.
export function jvm(store, windowMillis) {
  const from = store.from(windowMillis);
  const total = (name, labels = {}) => {
    const own = store.live(name).filter((one) => Object.entries(labels).every(([k, v]) => one.labels[k] === v));
    return own.length === 0 ? null : own;
  };
  const gauge = (name, labels) => (a, b) => {
    const own = total(name, labels);
    return own && sum(own, (one) => value(one, b));
  };
  const perSecond = (name, index = 0) => (a, b) => {
    const own = total(name);
    return own && (sum(own, (one) => gain(one, a, b, index)) * 1000) / Math.max(1, b - a);
  };
  const card = (title, of, format, note, limit) => ({
    title, format, note,
    now: of(from, store.now),
    limit: limit ?? null,
    points: line(store, from, 60, of),
  });
  const max = gauge('jvm_memory_max_bytes', { area: 'heap' })(from, store.now);
  const gcs = perSecond('jvm_gc_collection_seconds')(from, store.now);
  const daemons = gauge('jvm_threads_daemon')(from, store.now);
  const files = gauge('process_max_fds')(from, store.now);
  return [
    card('Heap', gauge('jvm_memory_used_bytes', { area: 'heap' }), n.bytes, max > 0 ? `of ${n.bytes(max)}` : '', max),
    card('CPU', perSecond('process_cpu_seconds_total'), (x) => (x === null ? n.NONE : `${n.rate(x)} cores`), 'busy on average'),
    card('In garbage collection', perSecond('jvm_gc_collection_seconds', 1), n.share, `${n.rate(gcs)} collections a second`),
    card('Threads', gauge('jvm_threads_current'), n.whole, daemons === null ? '' : `${n.whole(daemons)} of them daemons`),
    card('Outside the heap', gauge('jvm_memory_used_bytes', { area: 'nonheap' }), n.bytes, 'classes, code, stacks of the JVM'),
    card('Allocated', perSecond('jvm_memory_pool_allocated_bytes_total'), (x) => `${n.bytes(x)}/s`, 'new objects'),
    card('Loaded classes', gauge('jvm_classes_currently_loaded'), n.whole, ''),
    card('Open files', gauge('process_open_fds'), n.whole, files === null ? '' : `of ${n.whole(files)}`, null),
  ].filter((one) => one.now !== null);
}

export function runtime(store) {
  const labels = store.live('jvm_runtime_info')[0]?.labels;
  return labels === undefined ? '' : `${labels.runtime} ${labels.version} (${labels.vendor})`;
}

export { at };
