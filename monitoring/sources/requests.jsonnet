local c = import 'common.libsonnet';
local g = import 'grafana.libsonnet';

local api(series, matchers='') = c.here(series, matchers);
local http(series, matchers='') =
  c.here(series, 'host=~"$host"' + (if matchers == '' then '' else ', ' + matchers));

local apiRate = 'instance:api_request_time_seconds_count:rate5m';
local httpRate = 'instance:http_client_request_time_seconds_count:rate5m';
local apiQuantile(q) =
  'max by (method, uri) (%s)' % api('instance:api_request_time_seconds:quantile', 'quantile="%s"' % q);
local httpQuantile(q) =
  'max by (client, method, host, uri) (%s)' % http('instance:http_client_request_time_seconds:quantile', 'quantile="%s"' % q);
local bad = 'status=~"4..|5..|error"';
local failed = 'status=~"5..|error"';
local objective = g.query('max(tachograph:objective:request_failure_ratio)', 'objective');

g.dashboard(
  'tachograph-requests',
  'Tachograph: HTTP clients and Conductor API',
  'Requests to the Conductor server and all other HTTP calls: how many, how slow, what fails. Needs the recording rules of monitoring/prometheus.',
  c.jobAndInstance + [
    g.variable('host', 'Host', 'instance:http_client_request_time_seconds_count:rate5m{job=~"$job"}', 'host'),
  ],
  [
    g.row('Overview', [
      g.stat('API requests', 'reqps', 'Requests to the Conductor server a second.', 'sum(%s)' % api(apiRate)),
      g.stat('API requests that fail',
             'percentunit',
             'The share answered with 4xx or 5xx, or not at all, over five minutes.',
             c.share('', api(apiRate, bad), api(apiRate)),
             alerts=['TachographApiClientErrors', 'TachographApiServerErrors', 'TachographApiUnreachable']),
      g.stat('HTTP calls', 'reqps', "HTTP calls a second that are not the Conductor client's.", 'sum(%s)' % http(httpRate)),
      g.stat('HTTP calls that fail',
             'percentunit',
             'The share answered with 5xx, or not at all, over five minutes.',
             c.share('', http(httpRate, failed), http(httpRate)),
             alerts=['TachographHttpHostFailing']),
      g.stat('In flight', 'short', 'HTTP calls under way.', 'sum(%s)' % http('http_client_requests_in_flight')),
      c.firing(),
    ]),
    g.row('Conductor API', [
      g.timeseries('Requests by URI',
                   'reqps',
                   'Requests a second, by method and path template.',
                   [g.query('sum by (method, uri) (%s)' % api(apiRate), '{{method}} {{uri}}')]),
      g.timeseries('Requests by status',
                   'reqps',
                   'Requests a second, by HTTP status; error where no response came.',
                   [g.query('sum by (status) (%s)' % api(apiRate), '{{status}}')],
                   stacked=true),
      g.timeseries('Requests that fail',
                   'percentunit',
                   'The share of each class of failure in all requests of a job, over five minutes.',
                   [
                     g.query('class:api_requests:ratio_rate5m{job=~"$job", class=~"4xx|5xx|error"}', '{{job}} {{class}}'),
                     objective,
                   ],
                   alerts=['TachographApiClientErrors', 'TachographApiServerErrors', 'TachographApiUnreachable']),
      g.timeseries('p50',
                   's',
                   'Half of the requests take longer. The slowest instance and status of each URI.',
                   [g.query(apiQuantile('0.5'), '{{method}} {{uri}}')]),
      g.timeseries('p95',
                   's',
                   'One of twenty requests takes longer. The slowest instance and status of each URI.',
                   [g.query(apiQuantile('0.95'), '{{method}} {{uri}}')]),
      g.timeseries('p99',
                   's',
                   'One of a hundred requests takes longer. The slowest instance and status of each URI.',
                   [g.query(apiQuantile('0.99'), '{{method}} {{uri}}')]),
      g.timeseries('Mean',
                   's',
                   'The mean time of a request over five minutes.',
                   [g.query('max by (method, uri) (%s)' % api('instance:api_request_time_seconds:mean5m'), '{{method}} {{uri}}')]),
      g.timeseries('Polls answered',
                   'percentunit',
                   'The share of requests for tasks that the server answered, over five minutes.',
                   [g.query('job:task_poll_success:ratio_rate5m{job=~"$job"}', '{{job}}')],
                   max=1),
      g.table('The ten slowest',
              'The requests with the highest p99 now.',
              [{ title: 'p99', unit: 's', expr: 'topk(10, %s)' % apiQuantile('0.99') }],
              width=8,
              sortBy='p99'),
    ]),
    g.row('HTTP clients', [
      g.timeseries('Calls by host',
                   'reqps',
                   'Calls a second, by client and host.',
                   [g.query('sum by (client, host) (%s)' % http(httpRate), '{{client}} {{host}}')]),
      g.timeseries('Calls by status',
                   'reqps',
                   'Calls a second, by HTTP status; error where no response came.',
                   [g.query('sum by (status) (%s)' % http(httpRate), '{{status}}')],
                   stacked=true),
      g.timeseries('Calls that fail',
                   'percentunit',
                   'The share answered with 5xx, or not at all, by host, over five minutes.',
                   [
                     g.query('host:http_client_request_failures:ratio_rate5m{job=~"$job", host=~"$host"}', '{{job}} {{host}}'),
                     objective,
                   ],
                   alerts=['TachographHttpHostFailing']),
      g.timeseries('p50',
                   's',
                   'Half of the calls take longer. The slowest instance and status of each URI.',
                   [g.query(httpQuantile('0.5'), '{{method}} {{host}} {{uri}}')]),
      g.timeseries('p95',
                   's',
                   'One of twenty calls takes longer. The slowest instance and status of each URI.',
                   [g.query(httpQuantile('0.95'), '{{method}} {{host}} {{uri}}')]),
      g.timeseries('p99',
                   's',
                   'One of a hundred calls takes longer. The slowest instance and status of each URI.',
                   [g.query(httpQuantile('0.99'), '{{method}} {{host}} {{uri}}')]),
      g.timeseries('In flight',
                   'short',
                   'Calls under way, by client and host.',
                   [g.query('sum by (client, host) (%s)' % http('http_client_requests_in_flight'), '{{client}} {{host}}')],
                   stacked=true),
      g.timeseries('Exceptions',
                   'ops',
                   'Calls a second that got no response or lost it half-way, by exception.',
                   [g.query('sum by (host, exception) (rate(%s[$__rate_interval]))' % http('http_client_request_errors_total'), '{{host}} {{exception}}')]),
      g.table('The ten slowest',
              'The calls with the highest p99 now.',
              [{ title: 'p99', unit: 's', expr: 'topk(10, %s)' % httpQuantile('0.99') }],
              width=8,
              sortBy='p99'),
    ]),
  ]
)
