import { PERIOD } from "./alarm";

/** A widget of a dashboard, as CloudWatch's JSON has it, without its position. */
export interface Widget {
  readonly type: "alarm" | "metric";
  readonly width: number;
  readonly height: number;
  readonly properties: object;
}

/** A widget with its position in the dashboard's grid of 24 columns. */
export interface PlacedWidget extends Widget {
  readonly x: number;
  readonly y: number;
}

/** A line of a graph. */
export interface Line {
  readonly metricName: string;
  /** E.g. `Sum` or `p99`. */
  readonly stat: string;
}

export interface Graph {
  readonly title: string;
  readonly region: string;
  readonly namespace: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly lines: readonly Line[];
  /** A horizontal line, e.g. the timeout. */
  readonly limit?: { readonly label: string; readonly value: number };
}

const COLUMNS = 24;
const HEIGHT = 6;
/** CloudWatch takes so many alarms in one widget. */
const MAX_ALARMS = 100;

/** A graph of half the dashboard's width. */
export function graphWidget(graph: Graph): Widget {
  const { title, region, namespace, dimensions, lines, limit } = graph;
  const properties = {
    title,
    region,
    view: "timeSeries",
    period: PERIOD,
    metrics: lines.map(({ metricName, stat }) => [
      namespace,
      metricName,
      ...Object.entries(dimensions).flat(),
      {
        stat,
        label: stat === "Sum" || stat === "SampleCount" ? metricName : `${metricName} ${stat}`,
      },
    ]),
    yAxis: { left: { min: 0, showUnits: false } },
    ...(limit !== undefined && { annotations: { horizontal: [limit] } }),
  };
  return { type: "metric", width: COLUMNS / 2, height: HEIGHT, properties };
}

/** The states of alarms. */
export function alarmWidgets(alarmArns: readonly string[]): Widget[] {
  const count = Math.ceil(alarmArns.length / MAX_ALARMS);
  return Array.from({ length: count }, (_, index) => {
    const alarms = alarmArns.slice(index * MAX_ALARMS, (index + 1) * MAX_ALARMS);
    // Each row shows four alarms.
    const height = 1 + Math.ceil(alarms.length / 4);
    return { type: "alarm", width: COLUMNS, height, properties: { title: "Alarms", alarms } };
  });
}

/** Places widgets from left to right, and from top to bottom. */
export function placed(widgets: readonly Widget[]): PlacedWidget[] {
  let x = 0;
  let y = 0;
  let height = 0;
  return widgets.map((widget) => {
    if (x + widget.width > COLUMNS) {
      x = 0;
      y += height;
      height = 0;
    }
    const position = { x, y };
    x += widget.width;
    height = Math.max(height, widget.height);
    return { ...widget, ...position };
  });
}
