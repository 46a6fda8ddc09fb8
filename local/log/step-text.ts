import type { HeaderLines } from "../gateway/common/http/http-message";
import type {
  EventStep,
  HttpIntegrationStep,
  InvocationStep,
  MappedParameters,
  RequestOverrides,
  ResponseOverrides,
  RouteStep,
  TraceStep,
  ValidationStep,
} from "../gateway/trace";
import { maskedHeaders, maskedJson, maskedQuery } from "./masked";
import { withStacks } from "./with-stacks";
import { bodyBlock, cut, lastLines, textBlock } from "./text-block";

/** The first line of a step, and those below it. */
export interface StepText {
  readonly title: string;
  readonly details: readonly string[];
}

/** What a step shows besides its times and its error. */
export function stepText(step: TraceStep): StepText {
  switch (step.step) {
    case "request": {
      const { method, path, query, headers, body } = step;
      const title = `request ${method} ${withQuery(path, query)}`;
      return { title, details: [...headerLines(headers), ...bodyBlock("body", body)] };
    }
    case "domain": {
      const { name, key, stage } = step;
      return { title: titled("domain", name, key && `mapping ${key}`, stage), details: [] };
    }
    case "route":
      return { title: routeTitle(step), details: routeDetails(step) };
    case "authorizer": {
      const { kind, authorizer, isCached, caller } = step;
      const title = titled(`${kind} authorizer`, authorizer, isCached ? "cached" : undefined);
      return { title, details: caller ? textBlock("caller", JSON.stringify(caller, null, 2)) : [] };
    }
    case "apiKey":
      return { title: titled("API key", step.apiKeyId, step.usagePlan), details: [] };
    case "validation":
      return { title: titled("validation", ...validated(step)), details: [] };
    case "canary": {
      const { isCanary, percentTraffic } = step;
      const title = titled("canary", isCanary ? "yes" : "no", `${percentTraffic} % of requests`);
      return { title, details: [] };
    }
    case "cache":
      return { title: titled("cache", step.isHit ? "hit" : "miss"), details: [] };
    case "requestTemplate": {
      const { contentType, template, input, output, overrides } = step;
      const details = mapping(template, input, output, overrideLines(overrides));
      return { title: titled("request template", contentType), details };
    }
    case "parameterMapping": {
      const { of, before, after } = step;
      return { title: `parameter mapping of the ${of}`, details: changes(before, after) };
    }
    case "event":
      return { title: "event", details: eventLines(step) };
    case "invocation":
      return { title: titled("invocation", ...invoked(step)), details: invocationDetails(step) };
    case "proxyResponse":
      return { title: titled("response of the function", step.status), details: [] };
    case "httpIntegration":
      return { title: `HTTP integration ${step.method} ${urlOf(step)}`, details: exchange(step) };
    case "integrationResponse": {
      const { selector, unmatched, selectionPattern, statusCode } = step;
      const chosen = selectionPattern === undefined ? "default" : `pattern ${selectionPattern}`;
      const title = statusCode === undefined ? [] : [`${statusCode} by ${chosen}`];
      const tried = unmatched.map((pattern) => `doesn't match: ${pattern}`);
      const details = [...textBlock("selected by", selector), ...tried];
      return { title: titled("integration response", ...title), details };
    }
    case "responseTemplate": {
      const { contentType, template, input, output, overrides } = step;
      const details = mapping(template, input, output, responseOverrideLines(overrides));
      return { title: titled("response template", contentType), details };
    }
    case "gatewayResponse": {
      const { status, type, customizedBy, template, reason } = step;
      const custom = customizedBy && `customized by ${customizedBy}`;
      const details = template === undefined ? [] : textBlock("template", template);
      const title = titled("gateway response", status, type, custom);
      return { title, details: [`reason: ${cut(reason)}`, ...details] };
    }
    case "cors": {
      const { isPreflightResponse, origin = "none", headers, removed } = step;
      const title = `CORS${isPreflightResponse ? " preflight" : ""}, origin ${origin}`;
      const gone = removed.map(([name, value]) => `removed ${name}: ${value}`);
      return { title, details: [...headerLines(headers), ...gone] };
    }
    case "response": {
      const { status, headers, body } = step;
      const details = [...headerLines(headers), ...bodyBlock("body", body)];
      return { title: `response ${status}`, details };
    }
  }
}

function titled(name: string, ...parts: readonly (string | number | undefined)[]): string {
  const known = parts.filter((part) => part !== undefined);
  return known.length === 0 ? name : `${name} ${known.join(", ")}`;
}

function withQuery(path: string, query: string): string {
  return query === "" ? path : `${path}?${maskedQuery(query)}`;
}

function headerLines(headers: HeaderLines): string[] {
  return maskedHeaders(headers).map(([name, value]) => cut(`${name}: ${value}`));
}

function routeTitle({ routeKey, target = "", method, path, stage }: RouteStep): string {
  const found = routeKey === undefined ? `${method} ${path}` : `${routeKey} → ${target}`;
  return `route ${found}${stage === undefined ? "" : `, stage ${stage}`}`;
}

function routeDetails({ pathParameters = {}, lost, near }: RouteStep): string[] {
  return [
    ...Object.entries(pathParameters).map(([name, value]) => cut(`${name} = ${value}`)),
    ...lost.map(({ routeKey, reason }) => `not ${routeKey}: ${reason}`),
    ...near.map((routeKey) => `near: ${routeKey}`),
  ];
}

function validated({ validator, model, requiredParameters }: ValidationStep): string[] {
  return [
    ...(validator.body ? [`body by ${model === undefined ? "no model" : `model ${model}`}`] : []),
    ...(validator.parameters ? [`parameters ${requiredParameters.join(" ") || "none"}`] : []),
  ];
}

type Body = Parameters<typeof bodyBlock>[1];

function mapping(
  template: string | undefined,
  input: Body,
  output: Body | undefined,
  overrides: readonly string[],
): string[] {
  return [
    ...(template === undefined ? ["no template: passed through"] : textBlock("template", template)),
    ...bodyBlock("in", input),
    ...(output ? bodyBlock("out", output) : []),
    ...overrides,
  ];
}

function overrideLines(overrides: Partial<RequestOverrides> = {}): string[] {
  return Object.entries(overrides).flatMap(([kind, values]) =>
    maskedHeaders(Object.entries(values)).map(([name, value]) =>
      cut(`overrides ${kind} ${name} = ${value}`),
    ),
  );
}

function responseOverrideLines({ status, header = {} }: Partial<ResponseOverrides> = {}): string[] {
  return [
    ...(status === undefined ? [] : [`overrides status = ${status}`]),
    ...overrideLines({ header }),
  ];
}

function changes(before: MappedParameters, after: MappedParameters | undefined): string[] {
  const [old, now] = [before, after].map((parameters) => new Set(parameterLines(parameters)));
  return [
    ...[...(old ?? [])].filter((line) => after && !now?.has(line)).map((line) => `- ${line}`),
    ...[...(now ?? [])].filter((line) => !old?.has(line)).map((line) => `+ ${line}`),
  ];
}

function parameterLines(parameters: MappedParameters | undefined): string[] {
  if (!parameters) {
    return [];
  }
  const { path, query = "", status, headers } = parameters;
  return [
    ...(path === undefined ? [] : [cut(withQuery(path, query))]),
    ...(status === undefined ? [] : [`status ${status}`]),
    ...headerLines(headers),
  ];
}

/** A field a line; all of an event that isn't an object. */
function eventLines({ event }: EventStep): string[] {
  const value = parsed(event.text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return bodyBlock("event", event);
  }
  const masked = maskedJson(value) as object;
  return Object.entries(masked).map(([name, field]) => cut(`${name}: ${JSON.stringify(field)}`));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function invoked(step: InvocationStep): (string | undefined)[] {
  const { functionName, isAsynchronous, isColdStart, initMilliseconds, requestId } = step;
  const { durationMilliseconds, memoryMegabytes, maxMemoryMegabytes } = step;
  const init = initMilliseconds === undefined ? "" : ` (init ${initMilliseconds.toFixed(0)} ms)`;
  return [
    `of ${functionName}`,
    isAsynchronous ? "asynchronous" : undefined,
    isColdStart === undefined ? undefined : isColdStart ? `cold${init}` : "warm",
    durationMilliseconds === undefined ? undefined : `${durationMilliseconds.toFixed(1)} ms`,
    memoryMegabytes === undefined ? undefined : `${maxMemoryMegabytes} of ${memoryMegabytes} MB`,
    requestId,
  ];
}

function invocationDetails({ log = "", payload }: InvocationStep): string[] {
  return [
    ...(log === "" ? [] : textBlock("log", lastLines(withStacks(log)))),
    ...(payload ? bodyBlock("returned", payload) : []),
  ];
}

function urlOf({ url }: HttpIntegrationStep): string {
  const [base = "", query = ""] = url.replace(/\/\/[^/?]*@/, "//***@").split("?", 2);
  return withQuery(base, query);
}

function exchange({ headers, body, response }: HttpIntegrationStep): string[] {
  const sent = [...headerLines(headers), ...bodyBlock("body", body)];
  if (!response) {
    return sent;
  }
  const received = [...headerLines(response.headers), ...bodyBlock("body", response.body)];
  return [...sent, `responded ${response.status}`, ...received.map((line) => `  ${line}`)];
}
