import type { FunctionDescription } from "../describe";
import type { CodeFiles } from "../describe/code";
import type { Finding, FunctionChange } from "../report";
import { functionRules } from "../rules";
import { changedKeys, missing, type Change } from "../rules";
import { deprecationOf } from "../rules/runtime-calendar";
import { findingsOf } from "./finding";
import { paired } from "./pairs";
import { arrow } from "./phrases";

/** A function with the files of its code, if they can be read. */
export interface FunctionWithCode {
  readonly fn: FunctionDescription;
  readonly code: CodeFiles | undefined;
}

export interface FunctionComparison {
  readonly functions: readonly FunctionChange[];
  readonly findings: readonly Finding[];
}

export function compareFunctions(
  before: readonly FunctionWithCode[],
  after: readonly FunctionWithCode[],
): FunctionComparison {
  const pairs = paired(before, after, ({ fn }) => fn.address);
  return {
    functions: pairs.flatMap((pair) => functionChange(pair) ?? []),
    findings: pairs.flatMap(({ before: from, after: to }) => {
      const { name, address } = (to ?? from)?.fn ?? { name: "", address: "" };
      const change = { ...(from && { before: from.fn }), ...(to && { after: to.fn }) };
      return findingsOf(functionRules, change, { name, id: address });
    }),
  };
}

function functionChange({ before, after }: Change<FunctionWithCode>): FunctionChange | undefined {
  const found = after ?? before;
  if (!found) {
    return undefined;
  }
  const { name, address } = found.fn;
  if (!before || !after) {
    const runtime = after?.fn.runtime;
    const details = runtime === undefined ? [] : [runtimeText(runtime)];
    return { name, address, change: after ? "added" : "removed", details };
  }
  const details = detailsOf(before, after);
  return details.length === 0 ? undefined : { name, address, change: "changed", details };
}

function detailsOf(before: FunctionWithCode, after: FunctionWithCode): string[] {
  const [from, to] = [before.fn, after.fn];
  return [
    ...arrow("name", from.name, to.name),
    ...codeDetails(before, after),
    ...arrow("runtime", from.runtime, to.runtime, runtimeText),
    ...arrow("handler", from.handler, to.handler),
    ...arrow("architecture", from.architecture, to.architecture),
    ...arrow("memory", from.memoryMegabytes, to.memoryMegabytes, (size) => `${size} MB`),
    ...arrow("timeout", from.timeoutSeconds, to.timeoutSeconds, (time) => `${time} s`),
    ...arrow("reserved concurrency", from.reservedConcurrency, to.reservedConcurrency),
    ...arrow("role", from.role, to.role),
    ...arrow("tracing", from.tracing, to.tracing),
    ...arrow(
      "ephemeral storage",
      from.ephemeralStorageMegabytes,
      to.ephemeralStorageMegabytes,
      (size) => `${size} MB`,
    ),
    ...arrow("log format", from.logFormat, to.logFormat),
    ...arrow("VPC", from.isInVpc, to.isInVpc, (isIn) => (isIn ? "yes" : "no")),
    ...arrow("function URL", from.urlAuthorization, to.urlAuthorization),
    ...listDetails("layers", missing(to.layers, from.layers), missing(from.layers, to.layers)),
    ...environmentDetails(from.environment, to.environment),
  ];
}

function runtimeText(runtime: string): string {
  const deprecation = deprecationOf(runtime);
  return deprecation === undefined ? runtime : `${runtime} (until ${deprecation})`;
}

const SHOWN_FILES = 3;

function codeDetails(before: FunctionWithCode, after: FunctionWithCode): string[] {
  if (!before.code || !after.code) {
    return before.fn.codeSource === after.fn.codeSource ? [] : ["code"];
  }
  const files = changedKeys(before.code, after.code);
  if (files.length === 0) {
    return [];
  }
  const shown = files.slice(0, SHOWN_FILES).join(", ");
  const more = files.length > SHOWN_FILES ? `, … ${files.length - SHOWN_FILES} more` : "";
  return [`code (${files.length} ${files.length === 1 ? "file" : "files"}: ${shown}${more})`];
}

/** `environment: + TABLE, ~ API_KEY`. Never a value. */
function environmentDetails(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): string[] {
  const changes = changedKeys(before, after).map((name) => {
    const sign = !before.has(name) ? "+" : !after.has(name) ? "-" : "~";
    return `${sign} ${name}`;
  });
  return changes.length === 0 ? [] : [`environment: ${changes.join(", ")}`];
}

function listDetails(what: string, added: readonly string[], removed: readonly string[]): string[] {
  const changes = [...added.map((one) => `+ ${one}`), ...removed.map((one) => `- ${one}`)];
  return changes.length === 0 ? [] : [`${what}: ${changes.join(", ")}`];
}
