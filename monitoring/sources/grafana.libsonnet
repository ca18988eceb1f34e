// What the dashboards are made of: as much of Grafana's model as they use.
local datasource = { type: 'prometheus', uid: '${datasource}' };

local letters = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];

{
  // A query; the legend is a pattern such as '{{taskType}}'.
  query(expr, legend):: { expr: expr, legend: legend },

  // Where the alert is, in a Grafana that shows the rules of its Prometheus.
  local alertLink(name) = {
    title: 'Alert ' + name,
    type: 'link',
    url: '/alerting/list?search=rule:' + name,
    targetBlank: true,
    asDropdown: false,
    includeVars: false,
    keepTime: false,
    icon: '',
    tags: [],
    tooltip: '',
  },

  local described(description, alerts) =
    description
    + (if alerts == [] then ''
       else ' Watched by ' + std.join(', ', alerts) + '; see docs/runbooks.'),

  local panel(type, title, unit, description, alerts, width, height) = {
    type: type,
    title: title,
    description: described(description, alerts),
    datasource: datasource,
    links: [alertLink(name) for name in alerts],
    size:: { w: width, h: height },
    fieldConfig: {
      defaults: { unit: unit, custom: {} },
      overrides: [],
    },
  },

  timeseries(title, unit, description, queries, alerts=[], width=8, stacked=false, max=null)::
    panel('timeseries', title, unit, description, alerts, width, 8) {
      fieldConfig+: {
        defaults+: {
          min: 0,
          custom: {
            lineWidth: 1,
            fillOpacity: if stacked then 30 else 8,
            showPoints: 'never',
            stacking: { mode: if stacked then 'normal' else 'none', group: 'A' },
          },
        } + (if max == null then {} else { max: max }),
        // An objective is a line to stay below.
        overrides: [
          {
            matcher: { id: 'byRegexp', options: '/^objective/' },
            properties: [
              { id: 'color', value: { mode: 'fixed', fixedColor: 'red' } },
              { id: 'custom.fillOpacity', value: 0 },
              { id: 'custom.lineStyle', value: { fill: 'dash', dash: [8, 8] } },
            ],
          },
        ],
      },
      options: {
        legend: { displayMode: 'list', placement: 'bottom', showLegend: true, calcs: [] },
        tooltip: { mode: 'multi', sort: 'desc' },
      },
      targets: [
        {
          refId: letters[i],
          datasource: datasource,
          expr: queries[i].expr,
          legendFormat: queries[i].legend,
          editorMode: 'code',
          range: true,
        }
        for i in std.range(0, std.length(queries) - 1)
      ],
    },

  stat(title, unit, description, expr, alerts=[], width=4, warnAbove=null)::
    panel('stat', title, unit, description, alerts, width, 4) {
      fieldConfig+: {
        defaults+: {
          color: { mode: 'thresholds' },
          thresholds: {
            mode: 'absolute',
            steps: [{ color: 'green', value: null }]
                   + (if warnAbove == null then [] else [{ color: 'red', value: warnAbove }]),
          },
        },
      },
      options: {
        reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false },
        colorMode: 'value',
        graphMode: 'area',
        justifyMode: 'auto',
        orientation: 'auto',
        textMode: 'auto',
      },
      targets: [{
        refId: 'A',
        datasource: datasource,
        expr: expr,
        legendFormat: '',
        editorMode: 'code',
        range: true,
      }],
    },

  // Columns are { title, unit, expr }; what they have in common is the row's labels.
  table(title, description, columns, alerts=[], width=24, sortBy=null)::
    panel('table', title, 'short', description, alerts, width, 8) {
      fieldConfig+: {
        overrides: [
          {
            matcher: { id: 'byName', options: column.title },
            properties: [{ id: 'unit', value: column.unit }],
          }
          for column in columns
        ],
      },
      options: {
        cellHeight: 'sm',
        showHeader: true,
        footer: { show: false, reducer: ['sum'], countRows: false, fields: '' },
        sortBy: if sortBy == null then [] else [{ displayName: sortBy, desc: true }],
      },
      targets: [
        {
          refId: letters[i],
          datasource: datasource,
          expr: columns[i].expr,
          editorMode: 'code',
          format: 'table',
          instant: true,
          range: false,
        }
        for i in std.range(0, std.length(columns) - 1)
      ],
      transformations: [
        { id: 'merge', options: {} },
        {
          id: 'organize',
          options: {
            excludeByName: { Time: true },
            indexByName: {},
            renameByName: {
              [if std.length(columns) == 1 then 'Value' else 'Value #' + letters[i]]: columns[i].title
              for i in std.range(0, std.length(columns) - 1)
            },
          },
        },
      ],
    },

  row(title, panels):: { title: title, panels: panels },

  // A variable whose values are those of a label.
  variable(name, title, series, label=name):: {
    type: 'query',
    name: name,
    label: title,
    datasource: datasource,
    query: { query: 'label_values(%s, %s)' % [series, label], refId: 'Variable-' + name },
    refresh: 2,
    sort: 1,
    multi: true,
    includeAll: true,
    allValue: '.*',
    current: { selected: true, text: ['All'], value: ['$__all'] },
    options: [],
    regex: '',
    hide: 0,
    skipUrlSync: false,
  },

  local datasourceVariable = {
    type: 'datasource',
    name: 'datasource',
    label: 'Data source',
    query: 'prometheus',
    options: [],
    regex: '',
    refresh: 1,
    multi: false,
    includeAll: false,
    hide: 0,
    skipUrlSync: false,
  },

  // Panels flow from left to right and start a new line where they no longer fit.
  local placed(panels, top) = std.foldl(
    function(state, p)
      local fits = state.x + p.size.w <= 24;
      local x = if fits then state.x else 0;
      local y = if fits then state.y else state.y + state.height;
      {
        x: x + p.size.w,
        y: y,
        height: if fits then std.max(state.height, p.size.h) else p.size.h,
        panels: state.panels + [p { gridPos: { x: x, y: y, w: p.size.w, h: p.size.h } }],
      },
    panels,
    { x: 0, y: top, height: 0, panels: [] }
  ),

  local laidOut(rows) = std.foldl(
    function(state, r)
      local body = placed(r.panels, state.y + 1);
      {
        y: body.y + body.height,
        panels: state.panels + [{
          type: 'row',
          title: r.title,
          collapsed: false,
          panels: [],
          gridPos: { x: 0, y: state.y, w: 24, h: 1 },
        }] + body.panels,
      },
    rows,
    { y: 0, panels: [] }
  ).panels,

  dashboard(uid, title, description, variables, rows):: {
    uid: uid,
    title: title,
    description: description,
    tags: ['tachograph'],
    schemaVersion: 39,
    version: 1,
    editable: true,
    graphTooltip: 1,
    refresh: '30s',
    timezone: '',
    fiscalYearStartMonth: 0,
    time: { from: 'now-1h', to: 'now' },
    timepicker: {},
    links: [{
      title: 'Tachograph',
      type: 'dashboards',
      tags: ['tachograph'],
      asDropdown: true,
      includeVars: true,
      keepTime: true,
      targetBlank: false,
      icon: 'external link',
      tooltip: '',
      url: '',
    }],
    annotations: {
      list: [{
        name: 'Alerts',
        datasource: datasource,
        enable: true,
        hide: false,
        iconColor: 'red',
        expr: 'ALERTS{alertname=~"Tachograph.*", alertstate="firing", job=~"$job"}',
        step: '60s',
        titleFormat: '{{alertname}}',
        textFormat: '{{instance}} {{taskType}} {{executor}}',
      }],
    },
    templating: { list: [datasourceVariable] + variables },
    panels: std.mapWithIndex(function(i, p) p { id: i + 1 }, laidOut(rows)),
  },
}
