import type { Call } from "./call";
import { lastValues } from "../../common/http/multi-values";
import { commonContext, identity, resourceContext } from "./request-context";
import { inputVariable, type InputParameters } from "../../common/velocity/input";
import type { Template } from "../../common/velocity/template";
import { UTIL } from "../../common/velocity/util";
import { configurationError } from "./gateway-error";
import {
  fromJson,
  isMap,
  SilentMap,
  toJavaString,
  type VtlMap,
  type VtlValue,
} from "../../common/velocity/values";

/** What the templates of a request can read, beside the body. */
export interface TemplateVariables {
  /** `$context`, without the overrides. */
  readonly context: Iterable<readonly [string, VtlValue]>;
  readonly stageVariables: Readonly<Record<string, string>>;
  readonly parameters: InputParameters;
}

/** What the request and response templates share: `$context`, which both can change, and `$input`. */
export class TemplateContext {
  private readonly context: SilentMap;
  private readonly stageVariables: VtlMap;
  private readonly parameters: InputParameters;

  /** The request and response parameters that templates have set. */
  private readonly overrides = {
    path: new OverrideMap(),
    header: new OverrideMap(),
    querystring: new OverrideMap(),
    responseHeader: new OverrideMap(),
    response: new OverrideMap(),
  };

  constructor({ context, stageVariables, parameters }: TemplateVariables) {
    const { responseHeader, response, ...request } = this.overrides;
    response.set("header", responseHeader);
    this.context = new SilentMap([
      ...context,
      ["requestOverride", new SilentMap(Object.entries(request))],
      ["responseOverride", response],
    ]);
    this.stageVariables = new Map(Object.entries(stageVariables));
    this.parameters = parameters;
  }

  static of(call: Call): TemplateContext {
    return new TemplateContext({
      context: contextVariable(call),
      stageVariables: call.stageVariables,
      parameters: {
        path: call.pathParameters ?? {},
        querystring: lastValues(call.query),
        header: lastValues(call.headers),
      },
    });
  }

  /** @throws GatewayError 500 where a parameter is overridden twice */
  render(template: Template, body: string): string {
    const rendered = template.render([
      ["input", inputVariable(body, this.parameters)],
      ["util", UTIL],
      ["context", this.context],
      ["stageVariables", this.stageVariables],
    ]);
    if (Object.values(this.overrides).some(({ isRepeated }) => isRepeated)) {
      throw configurationError("a template overrides the same parameter twice");
    }
    return rendered;
  }

  /** The parameters of the integration request that the templates have set. */
  requestOverrides(kind: "header" | "querystring" | "path"): Map<string, string> {
    return textsOf(child(this.context, "requestOverride").get(kind));
  }

  /** The status that a template has set; undefined if it isn't a status of a final response. */
  get responseStatus(): number | undefined {
    const status = Number(child(this.context, "responseOverride").get("status") ?? NaN);
    return Number.isInteger(status) && status >= 200 && status <= 599 ? status : undefined;
  }

  get responseHeaders(): Map<string, string> {
    return textsOf(child(this.context, "responseOverride").get("header"));
  }
}

/**
 * A parameter can be overridden once: AWS responds to a second override with 5XX.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-override-request-response-parameters.html
 */
class OverrideMap extends SilentMap {
  isRepeated = false;

  override set(name: string, value: VtlValue): this {
    this.isRepeated ||= this.has(name) && !isMap(this.get(name));
    return super.set(name, value);
  }
}

function child(map: VtlMap, name: string): VtlMap {
  const value = map.get(name);
  return isMap(value) ? value : new Map();
}

function textsOf(value: VtlValue): Map<string, string> {
  if (!isMap(value)) {
    return new Map();
  }
  return new Map([...value].map(([name, text]) => [name, toJavaString(text)]));
}

/**
 * `$context`
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html#context-variable-reference
 */
function contextVariable(call: Call): [string, VtlValue][] {
  return [
    ...Object.entries({ ...resourceContext(call), ...commonContext(call) }),
    ["identity", identityVariable(call)],
    ...authorizerVariable(call),
    ...(call.isCanary === undefined
      ? []
      : [["isCanaryRequest", call.isCanary] as [string, VtlValue]]),
  ];
}

function identityVariable(call: Call): VtlValue {
  const values = new SilentMap(Object.entries(identity(call)));
  const { clientCertificate } = call.request;
  if (clientCertificate) {
    const { validity, ...texts } = clientCertificate;
    const fields = [
      ...Object.entries(texts),
      ["validity", new SilentMap(Object.entries(validity))],
    ];
    values.set("clientCert", new SilentMap(fields as [string, VtlValue][]));
  }
  return values;
}

/** `$context.authorizer` exists only where an authorizer has decided. */
function authorizerVariable({ authorized }: Call): [string, VtlValue][] {
  const values = fromJson(authorized.authorizer);
  return isMap(values) ? [["authorizer", new SilentMap(values)]] : [];
}
