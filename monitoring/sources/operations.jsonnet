local c = import 'common.libsonnet';
local g = import 'grafana.libsonnet';

local operations(series, matchers='') =
  c.here(series, 'operation=~"$operation"' + (if matchers == '' then '' else ', ' + matchers));

local perSecond(counter, labels='operation') =
  'sum by (%s) (rate(%s[$__rate_interval]))' % [labels, operations(counter)];
local total(series) = 'sum by (operation) (%s)' % operations(series);

local ends = operations('operation_latency_seconds_count');
local failures = operations('operation_failures_total');
local failed = c.share(
  'operation', 'rate(%s[$__rate_interval])' % failures, 'rate(%s[$__rate_interval])' % ends
);

// Quantiles of the window, or of a histogram, whichever an instance exposes.
local latency(q) = |||
  max by (operation) (%(window)s)
  or histogram_quantile(%(q)s, sum by (operation, le) (rate(%(buckets)s[$__rate_interval])))
||| % {
  q: q,
  window: operations('operation_latency_seconds', 'quantile="%s"' % q),
  buckets: operations('operation_latency_seconds_bucket'),
};

local mean = |||
  sum by (operation) (rate(%s[$__rate_interval]))
  / (sum by (operation) (rate(%s[$__rate_interval])) > 0)
||| % [operations('operation_latency_seconds_sum'), ends];

g.dashboard(
  'tachograph-operations',
  'Tachograph: operations',
  'Steps of the business: how many, how long, what fails and what is tried again. Needs operations.naming=label.',
  c.jobAndInstance + [
    g.variable('operation', 'Operation', 'operation_latency_seconds_count{job=~"$job"}', 'operation'),
  ],
  [
    g.row('Overview', [
      g.stat('Operations', 'short', 'Operations by name, among the chosen.', 'count(count by (operation) (%s))' % ends),
      g.stat('Ended', 'ops', 'Ends a second, good or bad.', 'sum(rate(%s[$__rate_interval]))' % ends),
      g.stat('Failed', 'ops', 'Failures a second.', 'sum(rate(%s[$__rate_interval])) or vector(0)' % failures),
      g.stat('Tried again',
             'ops',
             'Attempts a second after the first.',
             'sum(rate(%s[$__rate_interval])) or vector(0)' % operations('operation_retries_total')),
      g.stat('In progress', 'short', 'Begun and not ended.', 'sum(%s)' % operations('operation_in_progress')),
      c.firing(),
      g.table(
        'Operations',
        'One row for each operation. Quantiles are those of the worst instance where it exposes them, else of all together.',
        [
          { title: 'Ends/s', unit: 'ops', expr: perSecond('operation_latency_seconds_count') },
          { title: 'Failed', unit: 'percentunit', expr: failed },
          { title: 'Retries/s', unit: 'ops', expr: perSecond('operation_retries_total') },
          { title: 'In progress', unit: 'short', expr: total('operation_in_progress') },
          { title: 'p50', unit: 's', expr: latency('0.5') },
          { title: 'p99', unit: 's', expr: latency('0.99') },
        ],
        sortBy='Failed'
      ),
    ]),
    g.row('Throughput and failures', [
      g.timeseries('Successes',
                   'ops',
                   'Operations a second that ended well.',
                   [g.query(perSecond('operation_success_total'), '{{operation}}')],
                   stacked=true),
      g.timeseries('Share of failures',
                   'percentunit',
                   'Failures among all ends.',
                   [g.query(failed, '{{operation}}')],
                   max=1),
      g.timeseries('Failures by type',
                   'ops',
                   'Failures a second, by the class of what was thrown.',
                   [g.query(perSecond('operation_failures_total', 'operation, error_type'), '{{operation}} {{error_type}}')]),
    ]),
    g.row('Latency and load', [
      g.timeseries('Latency',
                   's',
                   'How long operations take, until their work is done: p99, p50 and the mean.',
                   [
                     g.query(latency('0.99'), '{{operation}} p99'),
                     g.query(latency('0.5'), '{{operation}} p50'),
                     g.query(mean, '{{operation}} mean'),
                   ],
                   width=12),
      g.timeseries('In progress', 'short', 'Operations that have begun and not ended.', [
        g.query(total('operation_in_progress'), '{{operation}}'),
      ], width=6),
      g.timeseries('Retries', 'ops', 'Attempts a second after the first.', [
        g.query(perSecond('operation_retries_total'), '{{operation}}'),
      ], width=6),
    ]),
  ]
)
