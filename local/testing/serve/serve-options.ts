import type { GivenValue } from "../../terraform";
import { parseGivenValue } from "../../terraform";
import type { FunctionOverride, StubContext } from "../../lambda";
import type { ApiEvent } from "./api-event";
import { checkNames, namesOf } from "../check-names";
import { findNamed, type NamedResource } from "../named-resources";
import type { Upstreams } from "./upstreams";

/**
 * A handler that runs in the test's process. Its result is the function's response; what it throws
 * is a function error, as on AWS. The type of the event may be any.
 */
export type Stub = { handle(event: ApiEvent, context: StubContext): unknown }["handle"];

/**
 * How to serve a stack. Functions are called by their Terraform address or name, their name on AWS,
 * their construct's path, or a construct id in that path if it leads to one function only.
 */
export interface ServeOptions {
  /** Stubs by function. @default every function runs as it is deployed, in processes of its own */
  readonly functions?: Readonly<Record<string, Stub>>;
  /** Environment variables by function, added to its own. @default none */
  readonly env?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /**
   * What responds to HTTP integrations, by origin (`https://example.com`) or the beginning of a URL.
   * @default none: integrations that send HTTP requests get 501
   */
  readonly upstreams?: Upstreams;
  /**
   * URLs that private integrations call, by the Terraform address of their VPC link, listener or Cloud
   * Map service. An upstream responds there. @default none: such integrations get 501
   */
  readonly targets?: Readonly<Record<string, string>>;
  /**
   * URLs of AWS services, by their names in AWS's endpoints (`sqs`): event sources, service
   * integrations and functions in processes of their own call them. @default only the embedded DynamoDB
   */
  readonly awsEndpoints?: Readonly<Record<string, string>>;
  /**
   * Values of attributes that only AWS knows, by Terraform address:
   * `"data.aws_ssm_parameter.key.value": "secret"`. @default functions get fakes in their environment
   * variables; what else needs such a value gets 501
   */
  readonly data?: Readonly<Record<string, string>>;
  /**
   * File that `close` writes the requests of `api.fetch` and their responses to. Headers with
   * credentials are masked; queries and bodies are not. @default nothing is recorded
   */
  readonly record?: string;
  /**
   * Where the stack is deployed: the URL of a stage, or a file that `cdktf deploy --outputs-file`
   * wrote. Requests go there instead of to a runner, and options of a runner are
   * refused. @default the stack is served
   */
  readonly deployed?: string;
}

/** Options of a stack that is served locally in any case. */
export interface LocalOptions extends ServeOptions {
  readonly deployed?: undefined;
}

const SERVE_OPTIONS = namesOf<ServeOptions>({
  functions: true,
  env: true,
  upstreams: true,
  targets: true,
  awsEndpoints: true,
  data: true,
  record: true,
  deployed: true,
});

const LOCAL_ONLY = ["functions", "env", "upstreams", "targets", "awsEndpoints", "data"] as const;

/** @throws Error for unknown options, and for those that have no effect where it is deployed */
export function checkServeOptions(options: ServeOptions): void {
  checkNames("serve()", options, SERVE_OPTIONS);
  if (options.deployed === undefined) {
    return;
  }
  const local = LOCAL_ONLY.filter((name) => options[name]);
  if (local.length > 0) {
    throw new Error(
      `serve(): ${local.join(", ")} can't be used with deployed (${options.deployed}): what is ` +
        `deployed there runs as it is. Pass them only if deployed is undefined`,
    );
  }
}

/** @throws Error for a name that isn't the address of an attribute */
export function givenValues({ data = {} }: ServeOptions): GivenValue[] {
  return Object.entries(data).map(([address, value]) => {
    const given = parseGivenValue(`${address}=${value}`);
    if (!given) {
      throw new Error(
        `serve(): data has "${address}"; allowed: the Terraform address of an attribute, such as ` +
          "data.aws_ssm_parameter.key.value",
      );
    }
    return given;
  });
}

/**
 * The changes to functions, by their addresses.
 * @throws Error for a name that no function or more than one has, and for variables of a stub
 */
export function functionOverrides(
  { functions = {}, env = {} }: ServeOptions,
  named: readonly NamedResource[],
): Record<string, FunctionOverride> {
  const overrides: Record<string, FunctionOverride> = {};
  for (const [name, stub] of Object.entries(functions)) {
    const { address } = findNamed("function", name, named);
    overrides[address] = { stub: (event, context) => stub(event as ApiEvent, context) };
  }
  for (const [name, environment] of Object.entries(env)) {
    const { address } = findNamed("function", name, named);
    if (overrides[address]) {
      throw new Error(`serve(): env.${name} has no effect: the function is stubbed by functions`);
    }
    overrides[address] = { environment };
  }
  return overrides;
}
