import { valueInBody } from "../../common/mapping/body-value";
import { joinedValues, type HttpResponse } from "../../common/http/http-message";
import { parseQuery } from "../../common/http/multi-values";
import { ownValue } from "../../common/mapping/own-value";
import { pathInStage, type Call } from "../call/call";
import { contextOrCallerVariable } from "./context-variables";
import type { Lookup } from "./expression";

/** A JSONPath is evaluated on only this much of a body. */
const MAX_JSON_BYTES = 100 * 1024;

/** The values that a request mapping can refer to. */
export function requestValues(call: Call): Lookup {
  const { request, stage, parameters } = call;
  return ({ source, path }) => {
    if (source === "context") {
      return contextOrCallerVariable(call, path);
    }
    if (source === "stageVariables") {
      return ownValue(stage.variables, path);
    }
    const [kind, name] = splitPath(path);
    switch (kind) {
      case "header":
        return joinedValues(request.headers, name);
      case "querystring":
        return parseQuery(request.query).get(name)?.join(",");
      case "body":
        return bodyValue(request.body, name);
      default:
        return name === "" ? pathInStage(stage, request.path) : parameters.get(name);
    }
  };
}

/** The values that a response mapping can refer to. */
export function responseValues(call: Call, response: HttpResponse): Lookup {
  const requestLookup = requestValues(call);
  return (reference) => {
    if (reference.source !== "response") {
      return requestLookup(reference);
    }
    const [kind, name] = splitPath(reference.path);
    return kind === "header"
      ? joinedValues(response.headers, name)
      : bodyValue(response.body, name);
  };
}

function splitPath(path: string): [kind: string, name: string] {
  const dot = path.indexOf(".");
  return dot < 0 ? [path, ""] : [path.slice(0, dot), path.slice(dot + 1)];
}

function bodyValue(content: Buffer | string, path: string): string | undefined {
  const bytes = Buffer.from(content);
  if (path === "") {
    return bytes.toString("utf8");
  }
  return valueInBody(bytes.toString("utf8", 0, MAX_JSON_BYTES), path);
}
