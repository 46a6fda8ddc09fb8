import type { Attributes } from "../../terraform";
import { selected } from "./json-path";

/** What a target gets of an event. */
export type TargetInput =
  | { readonly kind: "event" }
  | { readonly kind: "constant"; readonly text: string }
  | { readonly kind: "path"; readonly path: string }
  | {
      readonly kind: "template";
      readonly paths: Readonly<Record<string, string>>;
      readonly template: string;
    };

/** The rule that an event has matched. */
export interface MatchedRule {
  readonly name: string;
  readonly arn: string;
}

export function readInput(target: Attributes): TargetInput {
  const text = target.string("input");
  const path = target.string("input_path");
  const [transformer] = target.blocks("input_transformer");
  if (transformer) {
    const paths = transformer.map("input_paths");
    return { kind: "template", paths, template: transformer.string("input_template") ?? "" };
  }
  if (text !== undefined) {
    return { kind: "constant", text };
  }
  return path === undefined ? { kind: "event" } : { kind: "path", path };
}

/**
 * The JSON that a target gets.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function targetInput(input: TargetInput, event: object, rule: MatchedRule): string {
  switch (input.kind) {
    case "event":
      return JSON.stringify(event);
    case "constant":
      return input.text;
    case "path":
      return JSON.stringify(selected(input.path, event) ?? null);
    case "template":
      return filled(input.template, valuesOf(input.paths, event, rule));
  }
}

type Values = Readonly<Record<string, unknown>>;

function valuesOf(
  paths: Readonly<Record<string, string>>,
  event: object,
  { name, arn }: MatchedRule,
): Values {
  const whole = Object.entries(event).flatMap(([key, value]) => {
    return key === "detail" ? [] : [[key === "detail-type" ? "detailType" : key, value as unknown]];
  });
  const entries = Object.entries(paths).map(([key, path]) => [key, selected(path, event)]);
  return {
    ...(Object.fromEntries(entries) as Values),
    "aws.events.rule-arn": arn,
    "aws.events.rule-name": name,
    "aws.events.event.ingestion-time": new Date().toISOString(),
    "aws.events.event": Object.fromEntries(whole) as Values,
    "aws.events.event.json": event,
  };
}

/** A template is JSON with placeholders, or lines of quoted texts. */
function filled(template: string, values: Values): string {
  let isQuoted = false;
  return template.replace(/\\.|"|<([\w.-]+)>/gs, (match: string, name: string | undefined) => {
    if (match === '"') {
      isQuoted = !isQuoted;
      return match;
    }
    if (name === undefined || !Object.hasOwn(values, name)) {
      return match;
    }
    return isQuoted ? inText(values[name]) : inJson(values[name]);
  });
}

/** Between quotes: an object is written without its own. */
function inText(value: unknown): string {
  if (value === undefined) {
    return "";
  }
  return typeof value === "string"
    ? JSON.stringify(value).slice(1, -1)
    : JSON.stringify(value).replaceAll('"', "");
}

function inJson(value: unknown): string {
  return JSON.stringify(value ?? "");
}
