import type { DrawnWidget } from "./dashboard";

/** Pixels of one column and one row of the dashboard's grid. */
const COLUMN = 40;
const ROW = 36;
const MARGIN = 6;
const COLUMNS = 24;
const POINTS = 24;
const COLOURS = ["#1f77b4", "#ff7f0e", "#d62728", "#2ca02c"];

const HEADER =
  "<!-- Drawn by `npm run dashboard-picture` from the JSON of a dashboard, with curves made up. -->";

/** A dashboard as an SVG: its alarms, and its graphs with curves that are made up. */
export function draw(widgets: readonly DrawnWidget[]): string {
  const width = COLUMNS * COLUMN;
  const height = Math.max(...widgets.map(({ y, height: rows }) => (y + rows) * ROW));
  return [
    HEADER,
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    `<rect width="${width}" height="${height}" fill="#f2f3f3"/>`,
    ...widgets.flatMap(drawWidget),
    "</svg>",
    "",
  ].join("\n");
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

function drawWidget({ x, y, width: columns, height: rows, properties }: DrawnWidget): string[] {
  const box = {
    left: x * COLUMN + MARGIN,
    top: y * ROW + MARGIN,
    width: columns * COLUMN - 2 * MARGIN,
    height: rows * ROW - 2 * MARGIN,
  };
  const { left, top, width, height } = box;
  return [
    `<rect x="${left}" y="${top}" width="${width}" height="${height}" rx="4" fill="#ffffff" stroke="#d5dbdb"/>`,
    text(left + 12, top + 20, properties.title, 'font-weight="bold"'),
    ...alarms(box, properties.alarms ?? []),
    ...graph(box, properties),
  ];
}

/** Four alarms in a row, each in its state. */
function alarms({ left, top, width }: Box, names: readonly string[]): string[] {
  const cell = (width - 24) / 4;
  return names.flatMap((name, index) => {
    const x = left + 12 + (index % 4) * cell;
    const y = top + 30 + Math.floor(index / 4) * 28;
    return [
      `<rect x="${x}" y="${y}" width="${cell - 6}" height="22" rx="3" fill="#d9f2e0" stroke="#1d8102"/>`,
      text(x + 8, y + 15, name.replace(/^shop-prod-/, ""), 'font-size="9" fill="#1d8102"'),
    ];
  });
}

function graph(box: Box, { metrics = [], annotations }: DrawnWidget["properties"]): string[] {
  const plot = {
    left: box.left + 16,
    top: box.top + 34,
    width: box.width - 32,
    height: box.height - 70,
  };
  const lines = metrics.map((metric) => (metric.at(-1) as { readonly label: string }).label);
  const limits = annotations?.horizontal.map(({ label }) => label) ?? [];
  return lines.length === 0
    ? []
    : [
        ...[0, 0.5, 1].map((share) => horizontal(plot, share, 'stroke="#eaeded"')),
        ...lines.map((label, index) => curve(plot, label, index, lines.length)),
        ...limits.flatMap((label) => [
          horizontal(plot, 0.1, 'stroke="#d13212" stroke-dasharray="6 4"'),
          text(plot.left + 4, plot.top + 0.1 * plot.height - 4, label, 'fill="#d13212"'),
        ]),
        ...lines.flatMap((label, index) => legend(box, label, index)),
      ];
}

/** The same for every drawing: no curve lies on another one, and p99 lies above p50. */
function curve(
  { left, top, width, height }: Box,
  label: string,
  index: number,
  count: number,
): string {
  const isPercentile = / p\d+$/.test(label);
  const middle = (isPercentile ? count - index : index + 1) / (count + 1);
  const points = Array.from({ length: POINTS }, (_, at) => {
    const wave = Math.sin(at * 0.7 + index * 2) + 0.5 * Math.sin(at * 1.9 + index);
    const share = 0.2 + 0.8 * middle + 0.06 * wave;
    return `${round(left + (at * width) / (POINTS - 1))},${round(top + share * height)}`;
  });
  return `<polyline points="${points.join(" ")}" fill="none" stroke="${COLOURS[index % COLOURS.length]}" stroke-width="1.5"/>`;
}

function horizontal({ left, top, width, height }: Box, share: number, style: string): string {
  const y = round(top + share * height);
  return `<line x1="${left}" y1="${y}" x2="${left + width}" y2="${y}" ${style}/>`;
}

function legend({ left, top, height }: Box, label: string, index: number): string[] {
  const x = left + 16 + index * 140;
  const y = top + height - 16;
  const colour = COLOURS[index % COLOURS.length];
  return [
    `<rect x="${x}" y="${y}" width="10" height="10" fill="${colour}"/>`,
    text(x + 15, y + 9, label, 'font-size="11"'),
  ];
}

function text(x: number, y: number, content: string, style: string): string {
  const escaped = content.replace(/&/g, "&amp;").replace(/</g, "&lt;");
  return `<text x="${round(x)}" y="${round(y)}" ${style}>${escaped}</text>`;
}

const round = (value: number) => Math.round(value * 10) / 10;
