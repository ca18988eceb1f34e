// What the dashboards have in common: their variables, and ways to ask for the same in each.
local g = import 'grafana.libsonnet';

{
  jobAndInstance: [
    g.variable('job', 'Job', 'tachograph_build_info'),
    g.variable('instance', 'Instance', 'tachograph_build_info{job=~"$job"}'),
  ],

  // A selector of the chosen targets: here('task_poll_total', 'taskType=~"$taskType"').
  here(series, matchers='')::
    '%s{job=~"$job", instance=~"$instance"%s}'
    % [series, if matchers == '' then '' else ', ' + matchers],

  // The share of a in b by labels: 0, and not nothing, where there is no a yet.
  share(labels, a, b):: |||
    (
      sum by (%(labels)s) (%(a)s)
      or 0 * sum by (%(labels)s) (%(b)s)
    )
    / (sum by (%(labels)s) (%(b)s) > 0)
  ||| % { labels: labels, a: a, b: b },

  // Alerts that fire for the chosen job.
  firing(alerts=null):: g.stat(
    'Alerts firing',
    'short',
    'How many alerts of Tachograph fire for the chosen jobs; 0 also if the rules are not loaded.',
    'count(ALERTS{alertname=~"Tachograph.*", alertstate="firing", job=~"$job"}) or vector(0)',
    warnAbove=1
  ),
}
