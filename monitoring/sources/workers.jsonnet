local c = import 'common.libsonnet';
local g = import 'grafana.libsonnet';

local tasks(series, matchers='') =
  c.here(series, 'taskType=~"$taskType"' + (if matchers == '' then '' else ', ' + matchers));
local executions = tasks('instance:task_execute_time_seconds_count:rate5m');
local failures = tasks('instance:task_execute_time_seconds_count:rate5m', 'status="FAILURE"');

local quantile(q) =
  'max by (taskType) (%s)' % tasks('instance:task_execute_time_seconds:quantile', 'quantile="%s"' % q);
local perSecond(counter, labels='taskType') = 'sum by (%s) (rate(%s[$__rate_interval]))' % [labels, tasks(counter)];
local mean(histogram, selector) =
  'sum by (%(by)s) (rate(%(sum)s[$__rate_interval])) / (sum by (%(by)s) (rate(%(count)s[$__rate_interval])) > 0)'
  % {
    by: selector.by,
    sum: selector.of(histogram + '_sum'),
    count: selector.of(histogram + '_count'),
  };
local workflows = { by: 'workflowType', of(series):: c.here(series) };
local taskTypes = { by: 'taskType', of(series):: tasks(series) };

g.dashboard(
  'tachograph-workers',
  'Tachograph: workers',
  'What workers poll, execute and report, by task type. Needs the recording rules of monitoring/prometheus.',
  c.jobAndInstance + [
    g.variable('taskType', 'Task type', 'instance:task_execute_time_seconds_count:rate5m{job=~"$job"}', 'taskType'),
  ],
  [
    g.row('Overview', [
      g.stat('Instances',
             'short',
             'JVMs with the agent among the chosen.',
             'count(%s)' % c.here('tachograph_build_info'),
             alerts=['TachographAgentGone', 'TachographJobGone']),
      g.stat('Executions', 'ops', 'Executions a second.', 'sum(%s)' % executions),
      g.stat('Failed',
             'percentunit',
             'The share of executions that threw, over five minutes.',
             c.share('', failures, executions),
             alerts=['TachographTaskFailuresFast', 'TachographTaskFailuresSlow']),
      g.stat('Slowest p99',
             's',
             'The highest p99 of all task types and instances.',
             'max(%s)' % tasks('instance:task_execute_time_seconds:quantile', 'quantile="0.99"'),
             alerts=['TachographTaskSlow']),
      g.stat('Task types',
             'short',
             'Task types that have been executed.',
             'count(count by (taskType) (%s))' % executions),
      c.firing(),
      g.table(
        'Task types',
        'One row for each task type. Quantiles are those of the slowest instance and status.',
        [
          { title: 'Executions/s', unit: 'ops', expr: 'sum by (taskType) (%s)' % executions },
          { title: 'Failed', unit: 'percentunit', expr: c.share('taskType', failures, executions) },
          { title: 'At work', unit: 'short', expr: 'sum by (taskType) (%s)' % tasks('instance:task_execute_time_seconds_sum:rate5m') },
          { title: 'p50', unit: 's', expr: quantile('0.5') },
          { title: 'p95', unit: 's', expr: quantile('0.95') },
          { title: 'p99', unit: 's', expr: quantile('0.99') },
        ],
        sortBy='Failed'
      ),
    ]),
    g.row('Executions', [
      g.timeseries('Executions',
                   'ops',
                   'Executions a second, by task type.',
                   [g.query('sum by (taskType) (%s)' % executions, '{{taskType}}')]),
      g.timeseries('Failed',
                   'percentunit',
                   'The share of executions that threw, by task type, over five minutes.',
                   [
                     g.query(c.share('taskType', failures, executions), '{{taskType}}'),
                     g.query('max(tachograph:objective:task_failure_ratio{taskType=""})', 'objective'),
                   ],
                   alerts=['TachographTaskFailuresFast', 'TachographTaskFailuresSlow']),
      g.timeseries('Exceptions',
                   'ops',
                   'Executions a second that threw, by exception.',
                   [g.query(perSecond('task_execute_error_total', 'taskType, exception'), '{{taskType}} {{exception}}')]),
      g.timeseries('p50',
                   's',
                   'Half of the executions take longer. The slowest instance and status of each task type.',
                   [g.query(quantile('0.5'), '{{taskType}}')]),
      g.timeseries('p95',
                   's',
                   'One of twenty executions takes longer. The slowest instance and status of each task type.',
                   [g.query(quantile('0.95'), '{{taskType}}')]),
      g.timeseries('p99',
                   's',
                   'One of a hundred executions takes longer. The slowest instance and status of each task type.',
                   [
                     g.query(quantile('0.99'), '{{taskType}}'),
                     g.query('max(tachograph:objective:task_p99_seconds{taskType=""})', 'objective'),
                   ],
                   alerts=['TachographTaskSlow']),
      g.timeseries('Mean',
                   's',
                   'The mean time of an execution over five minutes, by task type.',
                   [g.query(
                     'sum by (taskType) (%s) / (sum by (taskType) (%s) > 0)'
                     % [tasks('instance:task_execute_time_seconds_sum:rate5m'), executions],
                     '{{taskType}}'
                   )]),
      g.timeseries('At work',
                   'short',
                   'How many executions are under way on average: the time that executions took in a second, by task type. It is known when they end.',
                   [g.query('sum by (taskType) (%s)' % tasks('instance:task_execute_time_seconds_sum:rate5m'), '{{taskType}}')],
                   stacked=true),
      g.timeseries('Active workers',
                   'short',
                   'Executions under way now. With metrics.catalogue=canonical only.',
                   [g.query('sum by (taskType) (%s)' % tasks('active_workers'), '{{taskType}}')],
                   stacked=true),
    ]),
    g.row('Polls', [
      g.timeseries('Polls',
                   'ops',
                   'Requests for tasks a second, by task type.',
                   [g.query(perSecond('task_poll_total'), '{{taskType}}')],
                   alerts=['TachographWorkerStoppedPolling']),
      g.timeseries('Polls that failed',
                   'percentunit',
                   'The share of requests for tasks that the server did not answer, over five minutes.',
                   [g.query(c.share('taskType',
                                    tasks('instance:task_poll_time_seconds_count:rate5m', 'status="FAILURE"'),
                                    tasks('instance:task_poll_time_seconds_count:rate5m')),
                            '{{taskType}}')]),
      g.timeseries('Poll time, p95',
                   's',
                   'One of twenty requests for tasks takes longer. A server may hold a request until there is a task.',
                   [g.query('max by (taskType) (%s)' % tasks('instance:task_poll_time_seconds:quantile', 'quantile="0.95"'), '{{taskType}}')]),
      g.timeseries('Polls skipped: no free slot',
                   'ops',
                   'Polls a second that were skipped because every execution slot was taken.',
                   [g.query(perSecond('task_execution_queue_full_total'), '{{taskType}}')],
                   alerts=['TachographTaskQueueFull']),
      g.timeseries('Polls skipped: paused',
                   'ops',
                   'Polls a second that were skipped because the worker is paused.',
                   [g.query(perSecond('task_paused_total'), '{{taskType}}')]),
      g.timeseries('Polling began again',
                   'short',
                   'How often polling began again after it had ended, in the same JVM, since it started.',
                   [g.query('sum by (taskType) (%s)' % tasks('worker_restart_total'), '{{taskType}}')]),
      g.timeseries('Poll errors',
                   'ops',
                   'With metrics.catalogue=canonical: polls a second that failed, by exception.',
                   [g.query(perSecond('task_poll_error_total', 'taskType, exception'), '{{taskType}} {{exception}}')]),
    ]),
    g.row('Results', [
      g.timeseries('Update time, p95',
                   's',
                   'One of twenty attempts to report a result takes longer.',
                   [g.query('max by (taskType) (%s)' % tasks('instance:task_update_time_seconds:quantile', 'quantile="0.95"'), '{{taskType}}')]),
      g.timeseries('Updates that failed',
                   'ops',
                   'Attempts a second to report a result that failed, by exception.',
                   [g.query(perSecond('task_update_error_total', 'taskType, exception'), '{{taskType}} {{exception}}')]),
      g.timeseries('Result size',
                   'bytes',
                   'The size of the last result, or with metrics.catalogue=canonical the mean size.',
                   [
                     g.query('max by (taskType) (%s)' % tasks('task_result_size'), '{{taskType}}'),
                     g.query(mean('task_result_size_bytes', taskTypes), '{{taskType}} mean'),
                   ]),
      g.timeseries('External payloads',
                   'ops',
                   'Payloads a second that went to or came from the external storage. The catalogues name the labels differently.',
                   [g.query('sum by (taskType, entityName, operation, payloadType) (rate(%s[$__rate_interval]))' % c.here('external_payload_used_total'),
                            '{{taskType}}{{entityName}} {{operation}} {{payloadType}}')]),
      g.timeseries('Workflow starts that failed',
                   'ops',
                   'Starts of workflows a second that failed, by exception.',
                   [g.query('sum by (workflowType, exception) (rate(%s[$__rate_interval]))' % c.here('workflow_start_error_total'), '{{workflowType}} {{exception}}')]),
      g.timeseries('Workflow input size',
                   'bytes',
                   'The size of the input of the last start, or with metrics.catalogue=canonical the mean size.',
                   [
                     g.query('max by (workflowType) (%s)' % c.here('workflow_input_size'), '{{workflowType}}'),
                     g.query(mean('workflow_input_size_bytes', workflows), '{{workflowType}} mean'),
                   ]),
    ]),
  ]
)
