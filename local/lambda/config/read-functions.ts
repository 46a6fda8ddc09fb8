import { isAwsExtension, isOpenTelemetryWrapper, refusals, unresolved } from "../../parity";
import { readAsyncConfig } from "../async/async-config";
import { constructPath } from "../../terraform/construct-path";
import type { ResolvedResource, ResolvedStack } from "../../terraform/resolved-stack";
import { problemLines, StackError } from "../../terraform/stack-error";
import type { FunctionAlias } from "./function-alias";
import type {
  CodeSource,
  FunctionConfig,
  LoggingConfig,
  OwnClientFamily,
  RuntimeFamily,
  UnsupportedFunction,
} from "./function-config";
import { parseFunctionReference } from "./function-reference";
import type { GivenCode } from "./given-code";
import { readCode, readImage, readLayer } from "./read-code";
import { required, Unsupported } from "./unsupported";

/** The functions of a stack: those that can be served, and those that can't, with the reason. */
export interface StackFunctions {
  readonly functions: readonly FunctionConfig[];
  readonly unsupported: readonly UnsupportedFunction[];
}

/**
 * Reads every `aws_lambda_function`, with its aliases, layers and retries.
 * @see https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/lambda_function
 */
export function readFunctions(
  stack: ResolvedStack,
  given: GivenCode = new Map<string, string>(),
): StackFunctions {
  const functions: FunctionConfig[] = [];
  const unsupported: UnsupportedFunction[] = [];
  for (const resource of stack.ofType("aws_lambda_function")) {
    try {
      functions.push(readFunction(stack, resource, given));
    } catch (error) {
      if (!(error instanceof Unsupported || error instanceof StackError)) {
        throw error;
      }
      const problems = problemsOf(stack, resource, given);
      unsupported.push(unsupportedFunction(resource, problems.join("\n")));
    }
  }
  return { functions, unsupported };
}

/** The problems of a function that can't be read: all of them, not only the first. */
function problemsOf(stack: ResolvedStack, resource: ResolvedResource, given: GivenCode): string[] {
  const refused = refusals(resource).map(({ owner, attribute, reason }) => () => {
    throw new Unsupported(owner, attribute, reason);
  });
  const steps = [
    ...refused,
    () => readCode(stack, resource, given),
    () => required(resource, "function_name"),
    () => readImage(resource),
    () => handlerOf(resource),
    () => layersOf(stack, resource, given),
    () => readFunction(stack, resource, given),
  ];
  return [...new Set([...steps.flatMap(problemOf), ...unresolved(resource)])];
}

function problemOf(step: () => unknown): string[] {
  try {
    step();
    return [];
  } catch (error) {
    return error instanceof Unsupported ? [error.message] : problemLines(error);
  }
}

/** One whose name can't be resolved can't be called, or named by an integration. */
function unsupportedFunction(resource: ResolvedResource, reason: string): UnsupportedFunction {
  const { address } = resource;
  try {
    const name = required(resource, "function_name");
    return { address, name, arn: required(resource, "arn"), reason };
  } catch (error) {
    if (!(error instanceof Unsupported || error instanceof StackError)) {
      throw error;
    }
    return { address, name: "", arn: address, reason };
  }
}

function readFunction(
  stack: ResolvedStack,
  resource: ResolvedResource,
  given: GivenCode,
): FunctionConfig {
  const name = required(resource, "function_name");
  const [refusal] = refusals(resource);
  if (refusal) {
    throw new Unsupported(refusal.owner, refusal.attribute, refusal.reason);
  }
  const code = readCode(stack, resource, given);
  return {
    address: resource.address,
    constructPath: constructPath(resource),
    name,
    arn: required(resource, "arn"),
    ...handlerOf(resource),
    memoryMegabytes: resource.number("memory_size") ?? 128,
    timeoutSeconds: resource.number("timeout") ?? 3,
    environment: environmentOf(stack, resource),
    reservedConcurrency: reservedConcurrency(resource),
    async: readAsyncConfig(stack, resource),
    recursiveLoop: recursiveLoop(stack, name),
    architecture: resource.strings("architectures")[0] ?? "x86_64",
    logging: logging(resource, name),
    code,
    image: readImage(resource),
    layers: layersOf(stack, resource, given),
    aliases: aliases(stack, name),
    publishedVersion: resource.boolean("publish") ? "1" : undefined,
  };
}

function handlerOf(
  resource: ResolvedResource,
): Pick<FunctionConfig, "runtime" | "family" | "handler"> {
  if (resource.string("package_type") === "Image") {
    return { runtime: "", family: "image", handler: "" };
  }
  const runtime = required(resource, "runtime");
  const family = runtimeFamily(resource, runtime);
  const handler =
    family === "provided" && runtime !== "go1.x"
      ? (resource.string("handler") ?? "")
      : required(resource, "handler");
  return { runtime, family, handler };
}

function runtimeFamily(resource: ResolvedResource, runtime: string): RuntimeFamily {
  if (/^python3\.\d+$/.test(runtime)) {
    return "python";
  }
  if (/^nodejs\d+\.(?:x|\d+)$/.test(runtime)) {
    return "nodejs";
  }
  if (/^provided(\.|$)/.test(runtime) || runtime === "go1.x") {
    return "provided";
  }
  const [, client] = /^(dotnet|java|ruby)\d/.exec(runtime) ?? [];
  if (client !== undefined) {
    return client as OwnClientFamily;
  }
  const allowed = "supported are dotnet*, go1.x, java*, nodejs*, provided.*, python3.* and ruby*";
  throw new Unsupported(resource, "runtime", `${JSON.stringify(runtime)}: ${allowed}`);
}

function layersOf(
  stack: ResolvedStack,
  resource: ResolvedResource,
  given: GivenCode,
): CodeSource[] {
  return resource
    .strings("layers")
    .filter((arn) => !isAwsExtension(arn))
    .map((arn) => readLayer(stack, resource, arn, given));
}

/** The variables, without the wrapper of a layer that is left out. */
function environmentOf(
  stack: ResolvedStack,
  resource: ResolvedResource,
): Readonly<Record<string, string>> {
  const variables = variablesOf(stack, resource);
  const { AWS_LAMBDA_EXEC_WRAPPER: wrapper, ...others } = variables;
  const isLeftOut =
    isOpenTelemetryWrapper(wrapper) && resource.strings("layers").some(isAwsExtension);
  return isLeftOut ? others : variables;
}

/** A function gets fakes for values that only AWS knows. */
function variablesOf(stack: ResolvedStack, resource: ResolvedResource): Record<string, string> {
  const read = (from: ResolvedResource) => from.blocks("environment")[0]?.map("variables") ?? {};
  try {
    return read(resource);
  } catch (error) {
    if (!(error instanceof StackError)) {
      throw error;
    }
    return read(stack.withFakes(resource));
  }
}

/** Terraform writes unreserved as -1. */
function reservedConcurrency(resource: ResolvedResource): number | undefined {
  const reserved = resource.number("reserved_concurrent_executions");
  return reserved === undefined || reserved < 0 ? undefined : reserved;
}

function recursiveLoop(stack: ResolvedStack, name: string): FunctionConfig["recursiveLoop"] {
  const configs = stack.ofType("aws_lambda_function_recursion_config");
  const config = configs.find((resource) => isOf(resource, name));
  return config?.string("recursive_loop") === "Allow" ? "Allow" : "Terminate";
}

function aliases(stack: ResolvedStack, name: string): Record<string, FunctionAlias> {
  const own = stack.ofType("aws_lambda_alias").filter((resource) => isOf(resource, name));
  return Object.fromEntries(own.map((alias) => [required(alias, "name"), aliasOf(alias)]));
}

function aliasOf(alias: ResolvedResource): FunctionAlias {
  const weights = alias.blocks("routing_config")[0]?.map("additional_version_weights") ?? {};
  return {
    version: required(alias, "function_version"),
    weights: Object.fromEntries(
      Object.entries(weights).map(([version, weight]) => [version, Number(weight)]),
    ),
  };
}

/** Whether a resource's `function_name`, a name or an ARN, refers to the function. */
function isOf(resource: ResolvedResource, name: string): boolean {
  return parseFunctionReference(required(resource, "function_name"))?.name === name;
}

function logging(resource: ResolvedResource, name: string): LoggingConfig {
  const block = resource.blocks("logging_config")[0];
  return {
    format: block?.string("log_format") === "JSON" ? "JSON" : "Text",
    logGroup: block?.string("log_group") ?? `/aws/lambda/${name}`,
    applicationLogLevel: block?.string("application_log_level"),
    systemLogLevel: block?.string("system_log_level"),
  };
}
