// Recording rules: one name for what the agent may expose in several ways, so that alerts, dashboards
// and people's own queries need not care how a timer is exposed or which catalogue is used.

// Each timer: its name and, if the canonical catalogue calls it something else, that name, too.
local timers = [
  { name: 'task_poll_time_seconds' },
  { name: 'task_execute_time_seconds' },
  { name: 'task_update_time_seconds' },
  { name: 'api_request_time_seconds', canonical: 'http_api_client_request_seconds' },
  { name: 'http_client_request_time_seconds' },
  { name: 'java_executor_task_wait_seconds' },
  { name: 'java_executor_tasks_duration_seconds' },
];

local quantiles = ['0.5', '0.95', '0.99'];

local either(expressions) = std.join('\nor\n', expressions);

local names(timer) = [timer.name] + (if 'canonical' in timer then [timer.canonical] else []);

// The canonical catalogue says status 0 where no response came; here that is "error" in both.
local oneStatus(timer, name, expression) =
  if 'canonical' in timer && name == timer.canonical
  then 'label_replace(%s, "status", "error", "status", "0")' % expression
  else expression;

// quantile="" leaves out the quantiles of a summary, which bear the same name as a native histogram.
local selector(name, matchers) = '%s{%s}' % [name, std.join(',', ['quantile=""'] + matchers)];

local braces(matchers) = if matchers == [] then '' else '{%s}' % std.join(',', matchers);

local countRate(timer, window, matchers=[]) = either([
  oneStatus(timer, name, expression)
  for name in names(timer)
  for expression in [
    'rate(%s_count%s[%s])' % [name, braces(matchers), window],
    'histogram_count(rate(%s[%s]))' % [selector(name, matchers), window],
  ]
]);

local sumRate(timer, window) = either([
  oneStatus(timer, name, expression)
  for name in names(timer)
  for expression in [
    'rate(%s_sum[%s])' % [name, window],
    'histogram_sum(rate(%s[%s]))' % [selector(name, []), window],
  ]
]);

// >= 0 drops NaN, which is what a histogram without observations has.
local quantile(timer, q) = either([
  oneStatus(timer, name, expression)
  for name in names(timer)
  for expression in [
    'max without (quantile) (%s{quantile="%s"})' % [name, q],
    'max without (quantile) (%s_window{quantile="%s"})' % [name, q],
    'histogram_quantile(%s, rate(%s_bucket[5m])) >= 0' % [q, name],
    'histogram_quantile(%s, rate(%s[5m])) >= 0' % [q, selector(name, [])],
  ]
]);

local fleetQuantile(timer, q, labels) = either([
  oneStatus(timer, name, expression)
  for name in names(timer)
  for expression in [
    'histogram_quantile(%s, sum by (%s, le) (rate(%s_bucket[5m]))) >= 0' % [q, labels, name],
    'histogram_quantile(%s, sum by (%s) (rate(%s[5m]))) >= 0' % [q, labels, selector(name, [])],
  ]
]);

local rule(name, expression, labels={}) = { record: name, expr: expression, labels: labels };

local timerRules = [
  r
  for timer in timers
  for r in
    [
      rule('instance:%s_count:rate5m' % timer.name, countRate(timer, '5m')),
      rule('instance:%s_sum:rate5m' % timer.name, sumRate(timer, '5m')),
    ]
    + [rule('instance:%s:quantile' % timer.name, quantile(timer, q), { quantile: q }) for q in quantiles]
    + [
      rule('instance:%s:mean5m' % timer.name,
           'instance:%s_sum:rate5m / (instance:%s_count:rate5m > 0)' % [timer.name, timer.name]),
    ]
];

local fleetRules = [
  rule('job:%s:quantile' % of.name,
       fleetQuantile([t for t in timers if t.name == of.name][0], q, of.labels),
       { quantile: q })
  for of in [
    { name: 'task_execute_time_seconds', labels: 'job, taskType, status' },
    { name: 'api_request_time_seconds', labels: 'job, method, uri, status' },
    { name: 'http_client_request_time_seconds', labels: 'job, client, method, host, uri, status' },
    { name: 'java_executor_task_wait_seconds', labels: 'job, executor, executor_type' },
  ]
  for q in quantiles
];

local execute = { name: 'task_execute_time_seconds' };

local byTaskType(expression) = 'sum by (job, taskType) (\n%s\n)' % expression;

local taskRules = [
  r
  for window in ['5m', '30m', '1h', '6h']
  for r in [
    rule('taskType:task_executions:rate' + window, byTaskType(countRate(execute, window))),
    rule('taskType:task_execution_failures:rate' + window,
         byTaskType(countRate(execute, window, ['status="FAILURE"']))),
    // A task type that never failed has no series of failures: its share is 0 all the same.
    rule('taskType:task_execution_failures:ratio_rate' + window,
         |||
           (
             taskType:task_execution_failures:rate%(w)s
             or 0 * taskType:task_executions:rate%(w)s
           )
           / (taskType:task_executions:rate%(w)s > 0)
         ||| % { w: window }),
  ]
] + [
  rule('job:task_poll_success:ratio_rate5m', |||
    (
      sum by (job) (instance:task_poll_time_seconds_count:rate5m{status="SUCCESS"})
      or 0 * sum by (job) (instance:task_poll_time_seconds_count:rate5m)
    )
    / (sum by (job) (instance:task_poll_time_seconds_count:rate5m) > 0)
  |||),
];

// The class of a response: 2xx, 4xx, 5xx, or error if none came.
local classOf(expression) = |||
  label_replace(
    label_replace(
      %s,
      "class", "${1}xx", "status", "([1-5]).."
    ),
    "class", "error", "status", "error"
  )
||| % expression;

local requestRules = [
  rule('class:api_requests:rate5m',
       'sum by (job, class) (\n%s)' % classOf('instance:api_request_time_seconds_count:rate5m')),
  rule('class:api_requests:ratio_rate5m', |||
    class:api_requests:rate5m
    / on (job) group_left ()
    (sum by (job) (class:api_requests:rate5m) > 0)
  |||),
  rule('job:api_request_errors:ratio_rate5m', |||
    (
      sum by (job) (class:api_requests:rate5m{class=~"4xx|5xx|error"})
      or 0 * sum by (job) (class:api_requests:rate5m)
    )
    / (sum by (job) (class:api_requests:rate5m) > 0)
  |||),
  rule('class:http_client_requests:rate5m',
       'sum by (job, client, host, class) (\n%s)'
       % classOf('instance:http_client_request_time_seconds_count:rate5m')),
  rule('host:http_client_request_failures:ratio_rate5m', |||
    (
      sum by (job, client, host) (class:http_client_requests:rate5m{class=~"5xx|error"})
      or 0 * sum by (job, client, host) (class:http_client_requests:rate5m)
    )
    / (sum by (job, client, host) (class:http_client_requests:rate5m) > 0)
  |||),
];

local executorRules = [
  // The share of their time that the threads worked. It is known when a task ends.
  rule('instance:java_executor_utilisation:ratio_rate5m', |||
    sum without (result) (instance:java_executor_tasks_duration_seconds_sum:rate5m)
    / (avg_over_time(java_executor_pool_threads[5m]) > 0)
  |||),
  // The share of the threads that were busy when somebody looked: sees tasks that do not end, too.
  rule('instance:java_executor_busy_threads:ratio_avg5m', |||
    avg_over_time(java_executor_running_tasks[5m])
    / (avg_over_time(java_executor_pool_threads[5m]) > 0)
  |||),
];

local groups = [
  { name: 'tachograph-timers', rules: timerRules },
  { name: 'tachograph-fleet', rules: fleetRules },
  { name: 'tachograph-tasks', rules: taskRules },
  { name: 'tachograph-requests', rules: requestRules },
  { name: 'tachograph-executors', rules: executorRules },
];

local indented(text) = std.join('\n', [
  if line == '' then '' else '          ' + line
  for line in std.split(std.rstripChars(text, '\n'), '\n')
]);

local yamlOf(r) =
  '      - record: %s\n        expr: |-\n%s\n' % [r.record, indented(r.expr)]
  + (if r.labels == {} then ''
     else '        labels:\n' + std.join('', [
       '          %s: "%s"\n' % [name, r.labels[name]]
       for name in std.objectFields(r.labels)
     ]));

local file =
  '# Generated by monitoring/generate from monitoring/sources/recording.jsonnet.\n'
  + 'groups:\n'
  + std.join('', [
    '  - name: %s\n    rules:\n' % group.name + std.join('', [yamlOf(r) for r in group.rules])
    for group in groups
  ]);

// jsonnet ends what it prints with a line end of its own.
std.substr(file, 0, std.length(file) - 1)
