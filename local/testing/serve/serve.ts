import { Writable } from "node:stream";
import { API_NAME_ATTRIBUTES } from "../../gateway/gateways";
import { Runner } from "../../runner/runner";
import type { GivenValue } from "../../terraform";
import { sourceAt } from "../../terraform";
import { findTokenIssuer } from "../../tokens/token-issuer";
import type { Api, LocalApi } from "./api";
import { DeployedApis } from "./deployed-api";
import { deployedUrls } from "./deployed-urls";
import { FunctionLogs } from "./function-logs";
import { LocalApis } from "./local-api";
import { namedResources } from "../named-resources";
import { closeAfterTests } from "./open-apis";
import { Recorder } from "../cases/recorder";
import {
  checkServeOptions,
  functionOverrides,
  givenValues,
  type LocalOptions,
  type ServeOptions,
} from "./serve-options";
import { stackFolder, type Stack } from "../stack-folder";
import { recordServedTemplates } from "../template/branch-coverage/records";
import { TestTokens } from "./test-tokens";
import { Traces } from "./traces";
import { upstreamBackend } from "./upstreams";

/**
 * Serves a stack in the test's process, on free ports of loopback: call it in `beforeAll`. In jest
 * it is closed after the tests of the file; elsewhere, call `close` or use `await using`.
 * @param stack a CDKTF stack, or the folder of a synthesised one, or a file with a plan: what
 *   `terraform show -json` printed
 * @throws Error if the stack is invalid, or an option is unknown or names no function
 */
export function serve(stack: Stack | string, options?: LocalOptions): Promise<LocalApi>;
/** The same, or with a value for `deployed`, the APIs there: for tests that run against both. */
export function serve(
  stack: Stack | string,
  options: ServeOptions & { readonly deployed: string | undefined },
): Promise<Api>;
export async function serve(stack: Stack | string, options: ServeOptions = {}): Promise<Api> {
  checkServeOptions(options);
  const { deployed, record } = options;
  const recorder = new Recorder(record);
  const api =
    deployed === undefined
      ? await serveLocally(stack, options, recorder)
      : new DeployedApis(deployedUrls(deployed), recorder);
  closeAfterTests(api);
  return api;
}

async function serveLocally(
  stack: Stack | string,
  options: ServeOptions,
  recorder: Recorder,
): Promise<LocalApi> {
  recordServedTemplates();
  const folder = stackFolder(stack);
  try {
    const given = givenValues(options);
    const named = namesIn(folder.path, given);
    const logs = new FunctionLogs();
    const traces = new Traces();
    const tokens = new TestTokens();
    const runner = await Runner.start(folder.path, {
      port: 0,
      log: nowhere(),
      isPublished: false,
      given,
      overrides: functionOverrides(options, named.functions),
      callBackend: upstreamBackend(options.upstreams ?? {}),
      targets: new Map(Object.entries(options.targets ?? {})),
      aws: options.awsEndpoints && { endpoints: { byService: options.awsEndpoints } },
      endpointAdvice,
      onFunctionLines: (lines) => logs.add(lines),
      onTrace: (trace) => traces.add(trace),
      devKeys: tokens,
    });
    const onClosed = (): void => folder.remove();
    return new LocalApis({ runner, ...named, logs, traces, tokens, recorder, onClosed });
  } catch (error) {
    folder.remove();
    throw error;
  }
}

/** The functions, APIs and issuers of tokens of a stack, before they are served. */
function namesIn(folder: string, given: readonly GivenValue[]) {
  const stack = sourceAt(folder, {})
    .read()
    .resolve({ apiUrl: () => "", environment: process.env, given });
  return {
    functions: namedResources(stack, { aws_lambda_function: "function_name" }),
    apis: namedResources(stack, API_NAME_ATTRIBUTES),
    issuerOf: (name: string) => findTokenIssuer(stack, name),
  };
}

/** Tests have no options of the command line. */
function endpointAdvice(service: string): string {
  return `Pass one to serve(): awsEndpoints: { ${JSON.stringify(service)}: URL }.`;
}

/** The log is in memory, and failures show traces: jest's output has the tests' results. */
function nowhere(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}
