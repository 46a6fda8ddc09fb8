import type { RequestTrace, TraceStep } from "../gateway/trace";
import { printable } from "./printable";
import { requestLine, shownRequest } from "./request-line";
import { stepText } from "./step-text";

/**
 * A trace as text: the line of the request log, then each step with a few lines of what went in and
 * out. A step that failed is marked with ✗. Long texts are shortened. Values whose names suggest a
 * secret (`Authorization`, `Cookie`, `x-api-key`, …) are masked, but bodies are shown.
 */
export function traceText(trace: RequestTrace): string {
  const summary = requestLine(shownRequest(trace), { colours: false });
  return `${summary}${trace.steps.map(stepLines).join("")}`;
}

function stepLines(step: TraceStep): string {
  const { title, details } = stepText(step);
  const { error, milliseconds } = step;
  const mark = error === undefined ? " " : "✗";
  const lines = [
    `${mark} ${title} (${milliseconds.toFixed(1)} ms)`,
    ...(error === undefined ? [] : [`    ✗ ${error}`]),
    ...details.map((line) => `    ${line}`),
  ];
  // Lambda's log lines have tabs, which would be escaped.
  return lines.map((line) => `${printable(line.replaceAll("\t", "  "))}\n`).join("");
}
