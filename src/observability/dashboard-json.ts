import { Json } from '../core/mesh-object';

/** The variable by which a dashboard finds Prometheus, as in Istio's own dashboards. */
const DATASOURCE = { type: 'prometheus', uid: '${datasource}' };

/** What a panel shows of its series in the legend, and its query. */
export interface Query {
  readonly legend: string;
  readonly expr: string;
}

export interface PanelProps {
  readonly title: string;
  readonly description?: string;
  /** Grafana's unit of the values: 'reqps', 'percentunit', 'ms', 'Bps', 'cps'. */
  readonly unit: string;
  readonly queries: readonly Query[];
  /** Of the 24 columns of the grid. */
  readonly width: number;
}

/** A line of a dashboard with the panels below it. */
export interface Row {
  readonly title: string;
  readonly panels: readonly Json[];
}

/** A value as it is now, in large print. */
export function statPanel(props: PanelProps): Json {
  return panel('stat', 4, props, { color: { mode: 'fixed', fixedColor: 'text' } }, {
    colorMode: 'value',
    graphMode: 'area',
    justifyMode: 'auto',
    orientation: 'auto',
    percentChangeColorMode: 'standard',
    reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false },
    showPercentChange: false,
    textMode: 'auto',
    wideLayout: true,
  });
}

/** Values over time. */
export function timePanel(props: PanelProps): Json {
  return panel('timeseries', 8, props, { color: { mode: 'palette-classic' }, custom: { drawStyle: 'line', fillOpacity: 10, lineWidth: 1, showPoints: 'never', spanNulls: false }, min: 0 }, {
    legend: { calcs: ['lastNotNull', 'max'], displayMode: 'table', placement: 'bottom', showLegend: true },
    tooltip: { mode: 'multi', sort: 'desc' },
  });
}

/** Values over time that make up a whole. */
export function stackedPanel(props: PanelProps): Json {
  const json = timePanel(props);
  const { defaults } = json.fieldConfig;
  Object.assign(defaults, { max: 1, custom: { ...defaults.custom, fillOpacity: 70, stacking: { group: 'A', mode: 'normal' } } });
  return json;
}

function panel(type: string, height: number, { title, description, unit, queries, width }: PanelProps, defaults: Json, options: Json): Json {
  return {
    type,
    title,
    ...(description === undefined ? {} : { description }),
    datasource: DATASOURCE,
    gridPos: { h: height, w: width, x: 0, y: 0 },
    fieldConfig: { defaults: { unit, ...defaults }, overrides: [] },
    options,
    targets: queries.map(({ legend, expr }, index) => ({
      refId: String.fromCharCode('A'.charCodeAt(0) + index), datasource: DATASOURCE, editorMode: 'code', expr, legendFormat: legend, range: true,
    })),
  };
}

/** A dashboard as Grafana stores it (schema version 39, which every Grafana from 11 on reads). */
export function dashboardJson(uid: string, title: string, description: string, tags: readonly string[], rows: readonly Row[]): Json {
  return {
    uid,
    title,
    description,
    tags,
    schemaVersion: 39,
    editable: false,
    graphTooltip: 1,
    refresh: '1m',
    time: { from: 'now-1h', to: 'now' },
    timezone: 'browser',
    annotations: { list: [] },
    templating: { list: [datasourceVariable(), reporterVariable()] },
    panels: laidOut(rows),
  };
}

function datasourceVariable(): Json {
  return { name: 'datasource', label: 'Data source', type: 'datasource', query: 'prometheus', refresh: 1, regex: '', includeAll: false, multi: false, hide: 0, skipUrlSync: false, options: [] };
}

/** Whose proxies count, as in Istio's own dashboards; one at a time, since both together would count each request twice. */
function reporterVariable(): Json {
  const option = (value: string, selected: boolean) => ({ selected, text: value, value });
  return {
    name: 'reporter',
    label: 'Counted by',
    type: 'custom',
    query: 'source,destination',
    current: option('source', true),
    options: [option('source', true), option('destination', false)],
    includeAll: false,
    multi: false,
    hide: 0,
    skipUrlSync: false,
    description: 'source: the callers\' proxies, which also see what never arrives; destination: those of the pods, which also see callers without a proxy',
  };
}

/** Gives each panel its place, from left to right and from top to bottom, and a number. */
function laidOut(rows: readonly Row[]): Json[] {
  const placed: Json[] = [];
  let [x, y, height] = [0, 0, 0];
  const breakLine = () => { [x, y, height] = [0, y + height, 0]; };
  const place = (json: Json, w: number, h: number) => {
    if (x + w > 24) {
      breakLine();
    }
    placed.push({ id: placed.length + 1, ...json, gridPos: { h, w, x, y } });
    [x, height] = [x + w, Math.max(height, h)];
  };
  for (const { title, panels } of rows) {
    breakLine();
    place({ type: 'row', title, collapsed: false, panels: [] }, 24, 1);
    for (const one of panels) {
      place(one, one.gridPos.w, one.gridPos.h);
    }
  }
  return placed;
}
