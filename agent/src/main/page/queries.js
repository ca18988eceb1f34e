// What to ask Prometheus for a row, and which alerts of monitoring/ watch it.

const escape = (text) => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');

function selector(labels) {
  const parts = Object.entries(labels).map(([name, text]) => `${name}="${escape(text)}"`);
  return parts.length === 0 ? '' : `{${parts.join(', ')}}`;
}

// The expressions for a timer depend on what it is exposed as.
function quantileOf(family, q, labels) {
  const by = Object.keys(labels).filter((label) => label !== 'status' && label !== 'result').join(', ');
  if (family.type === 'summary') return `${family.name}${selector({ ...labels, quantile: String(q) })}`;
  const name = family.type === 'native' ? family.name : `${family.name}_bucket`;
  const kept = [by, family.type === 'native' ? '' : 'le'].filter((part) => part !== '').join(', ');
  return `histogram_quantile(${q}, sum by (${kept}) (rate(${name}${selector(labels)}[5m])))`;
}

function rateOf(family, labels) {
  const count = family.type === 'native' ? `histogram_count(rate(${family.name}${selector(labels)}[5m]))`
    : `rate(${family.name}_count${selector(labels)}[5m])`;
  return `sum(${count})`;
}

const per = (title, text) => ({ title, text });

function timer(row, good, failing) {
  const family = row.main?.family;
  if (family === undefined) return [];
  const list = [per('Ended per second', rateOf(family, row.labels))];
  if (failing !== null) {
    list.push(per('Share that failed', `${rateOf(family, { ...row.labels, ...failing })}\n  / ${rateOf(family, row.labels)}`));
  }
  list.push(per('p99', quantileOf(family, 0.99, { ...row.labels, ...good })));
  return list;
}

const alert = (name, what) => ({ name, what });

export const QUERIES = {
  tasks: (row) => [
    ...timer(row, { status: 'SUCCESS' }, { status: 'FAILURE' }),
    per('Exceptions per second', `sum by (exception) (rate(task_execute_error_total${selector(row.labels)}[5m]))`),
    ...(row.polls === null ? [] : [per('Polls per second', `sum(rate(task_poll_total${selector(row.labels)}[5m]))`)]),
  ],
  executors: (row) => [
    ...timer(row, { result: 'completed' }, { result: 'failed' }),
    ...(row.waits.length === 0 ? [] : [per('Waiting time, p99', quantileOf(row.waits[0].family, 0.99, row.labels))]),
    per('Busy threads', `sum(java_executor_running_tasks${selector(row.labels)})\n  / sum(java_executor_pool_max_threads${selector(row.labels)})`),
    per('Tasks in the queue', `sum(java_executor_queued_tasks${selector(row.labels)})`),
    per('Tasks refused per second', `sum(rate(java_executor_rejected_tasks_total${selector(row.labels)}[5m]))`),
  ],
  http: (row) => {
    const family = row.main?.family;
    const list = timer(row, row.main === null ? {} : { status: row.main.labels.status }, null);
    if (family !== undefined && family.type !== 'native') {
      const failing = selector({ ...row.labels }).replace(/}$/, ', status=~"5..|error|0"}');
      list.splice(1, 0, per('Share that failed', `sum(rate(${family.name}_count${failing}[5m]))\n  / ${rateOf(family, row.labels)}`));
    }
    return list;
  },
  operations: (row) => [
    ...timer(row, {}, null),
    per('Share that failed', `sum(rate(${row.operation}_failures_total${selector(row.labels)}[5m]))\n  / ${rateOf(row.main.family, row.labels)}`),
    per('Failures by class', `sum by (error_type) (rate(${row.operation}_failures_total${selector(row.labels)}[5m]))`),
  ],
};

export const ALERTS = {
  tasks: () => [
    alert('TachographTaskFailuresFast', 'a month’s allowance of failures would be gone in two days'),
    alert('TachographTaskFailuresSlow', 'a month’s allowance of failures would be gone in five days'),
    alert('TachographTaskSlow', 'p99 is above its objective'),
    alert('TachographTaskQueueFull', 'polls are skipped because all slots are taken'),
    alert('TachographWorkerStoppedPolling', 'the worker polled before and does not any more'),
  ],
  executors: () => [
    alert('TachographExecutorRejecting', 'tasks are refused'),
    alert('TachographExecutorWaitLong', 'p99 of the waiting time is above its objective'),
    alert('TachographExecutorExhausted', 'all threads are busy and the queue is not empty'),
  ],
  http: (row) => (row.api ? [
    alert('TachographApiClientErrors', 'the server refuses requests with 4xx'),
    alert('TachographApiServerErrors', 'the server answers with 5xx'),
    alert('TachographApiUnreachable', 'requests get no answer'),
  ] : [alert('TachographHttpHostFailing', 'calls to the host get 5xx or no answer')]),
  operations: () => [],
};

// No alert is made for operations, whose names only the application knows. This one would do.
export function ownAlert(row) {
  return [
    `- alert: ${row.operation.replace(/(^|_)(\w)/g, (all, gap, letter) => letter.toUpperCase())}Failing`,
    '  expr: |-',
    `    sum by (job) (rate(${row.operation}_failures_total${selector(row.labels)}[5m]))`,
    `      / sum by (job) (rate(${row.main.family.name}_count${selector(row.labels)}[5m])) > 0.05`,
    '  for: 10m',
    '  labels: { severity: warning }',
  ].join('\n');
}

export function scrapeConfig(location, secured) {
  const lines = [
    'scrape_configs:',
    '  - job_name: my-workers',
    '    scrape_interval: 15s',
    ...(location.protocol === 'https:' ? ['    scheme: https'] : []),
    ...(secured.basic ? ['    basic_auth:', '      username: NAME', '      password_file: /etc/prometheus/password'] : []),
    ...(secured.bearer ? ['    authorization:', '      credentials_file: /etc/prometheus/token'] : []),
    '    static_configs:',
    `      - targets: ['${location.host}']`,
  ];
  return lines.join('\n');
}
