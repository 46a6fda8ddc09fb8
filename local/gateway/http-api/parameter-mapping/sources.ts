import { valueInBody } from "../../common/body-value";
import { joinedValues, type HttpResponse } from "../../common/http-message";
import { parseQuery } from "../../common/multi-values";
import { pathInStage, type Call } from "../call/call";
import { contextVariable } from "./context-variables";
import type { Lookup } from "./expression";

/** A JSONPath sees no more than this of a body. */
const MAX_JSON_BYTES = 100 * 1024;

/** The values that a request mapping can take. */
export function requestValues(call: Call): Lookup {
  const { request, stage, parameters } = call;
  return ({ source, path }) => {
    const [kind, name] = split(path);
    if (source === "context") {
      return contextVariable(call, path);
    }
    if (source === "stageVariables") {
      return own(stage.variables, path);
    }
    if (kind === "header") {
      return joinedValues(request.headers, name);
    }
    if (kind === "querystring") {
      return parseQuery(request.query).get(name)?.join(",");
    }
    if (kind === "body") {
      return body(request.body, name);
    }
    return name === "" ? pathInStage(stage, request.path) : parameters.get(name);
  };
}

/** The values that a response mapping can take. */
export function responseValues(call: Call, response: HttpResponse): Lookup {
  const ofRequest = requestValues(call);
  return (reference) => {
    if (reference.source !== "response") {
      return ofRequest(reference);
    }
    const [kind, name] = split(reference.path);
    return kind === "header" ? joinedValues(response.headers, name) : body(response.body, name);
  };
}

function split(path: string): [kind: string, name: string] {
  const dot = path.indexOf(".");
  return dot < 0 ? [path, ""] : [path.slice(0, dot), path.slice(dot + 1)];
}

function own(values: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

function body(content: Buffer | string, path: string): string | undefined {
  const bytes = Buffer.from(content);
  if (path === "") {
    return bytes.toString("utf8");
  }
  return valueInBody(bytes.toString("utf8", 0, MAX_JSON_BYTES), path);
}
