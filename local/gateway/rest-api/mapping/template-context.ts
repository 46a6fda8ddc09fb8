import type { Call } from "../request/call";
import { lastValues } from "../../common/multi-values";
import { commonContext, identity, resourceContext } from "../request/request-context";
import { inputVariable, type InputParameters } from "../velocity/input";
import type { Template } from "../velocity/template";
import { UTIL } from "../velocity/util";
import { isMap, SilentMap, toJavaString, type VtlMap, type VtlValue } from "../velocity/values";

/** What the templates of one request share: `$context`, which both may change, and the parameters. */
export class TemplateContext {
  private readonly context: SilentMap;
  private readonly stageVariables: VtlMap;
  private readonly parameters: InputParameters;

  constructor(call: Call) {
    this.context = contextVariable(call);
    this.stageVariables = new Map(Object.entries(call.stageVariables));
    this.parameters = {
      path: call.pathParameters ?? {},
      querystring: lastValues(call.query),
      header: lastValues(call.headers),
    };
  }

  render(template: Template, body: string): string {
    return template.render([
      ["input", inputVariable(body, this.parameters)],
      ["util", UTIL],
      ["context", this.context],
      ["stageVariables", this.stageVariables],
    ]);
  }

  /** What the templates set of the integration request. */
  requestOverrides(kind: "header" | "querystring" | "path"): Map<string, string> {
    return textsOf(child(this.context, "requestOverride").get(kind));
  }

  /** The status that a template set; one that is no HTTP status counts as none. */
  get responseStatus(): number | undefined {
    const status = Number(child(this.context, "responseOverride").get("status") ?? NaN);
    return Number.isInteger(status) && status >= 100 && status <= 599 ? status : undefined;
  }

  get responseHeaders(): Map<string, string> {
    return textsOf(child(this.context, "responseOverride").get("header"));
  }
}

function child(map: VtlMap, name: string): VtlMap {
  const value = map.get(name);
  return isMap(value) ? value : new Map();
}

function textsOf(value: VtlValue): Map<string, string> {
  if (!isMap(value)) return new Map();
  return new Map([...value].map(([name, text]) => [name, toJavaString(text)]));
}

/**
 * `$context`
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html#context-variable-reference
 */
function contextVariable(call: Call): SilentMap {
  const silent = (names: readonly string[]) =>
    new SilentMap(names.map((name) => [name, new SilentMap()]));
  return new SilentMap([
    ...Object.entries({ ...resourceContext(call), ...commonContext(call) }),
    ["identity", new SilentMap(Object.entries(identity(call)))],
    ["requestOverride", silent(["path", "header", "querystring"])],
    ["responseOverride", silent(["header"])],
    ...(call.isCanary === undefined ? [] : [["isCanaryRequest", call.isCanary] as const]),
  ]);
}
