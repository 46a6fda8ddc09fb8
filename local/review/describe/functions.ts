import { servable } from "../../gateway/common/unservable/unservable";
import { readCode } from "../../lambda/config/read-code";
import { Unsupported } from "../../lambda/config/unsupported";
import { parseFunctionReference } from "../../lambda/config/function-reference";
import type { ResolvedResource, ResolvedStack } from "../../terraform";
import type { FunctionDescription } from "./description";
import { hashesOf, hashOf } from "./hash";

type Readable = (text: string) => string;

/** The runner's own reader leaves out functions that can't run locally; a review needs them all. */
export function describeFunction(
  stack: ResolvedStack,
  fn: ResolvedResource,
  readable: Readable,
): FunctionDescription {
  const isImage = fn.string("package_type") === "Image";
  const name = fn.string("function_name") ?? "";
  const environment = environmentOf(fn);
  const concurrency = fn.number("reserved_concurrent_executions");
  return {
    address: fn.address,
    name,
    runtime: isImage ? undefined : fn.string("runtime"),
    handler: isImage ? undefined : fn.string("handler"),
    architecture: fn.strings("architectures")[0] ?? "x86_64",
    memoryMegabytes: fn.number("memory_size") ?? 128,
    timeoutSeconds: fn.number("timeout") ?? 3,
    reservedConcurrency: concurrency === undefined || concurrency < 0 ? undefined : concurrency,
    layers: unlessUnknown(() => fn.strings("layers").map(readable), ["unknown"]),
    role: unlessUnknown(() => readable(fn.string("role") ?? ""), "unknown"),
    tracing: fn.blocks("tracing_config")[0]?.string("mode") ?? "PassThrough",
    ephemeralStorageMegabytes: fn.blocks("ephemeral_storage")[0]?.number("size") ?? 512,
    logFormat: fn.blocks("logging_config")[0]?.string("log_format") ?? "Text",
    isInVpc: unlessUnknown(
      () => fn.blocks("vpc_config").some((block) => block.strings("subnet_ids").length > 0),
      true,
    ),
    environment: hashesOf(environment, readable),
    environmentBytes: Buffer.byteLength(Object.entries(environment).flat().join("")),
    codeSource: hashOf(codeSource(stack, fn)),
    urlAuthorization: urlAuthorization(stack, name),
  };
}

/** Only an apply knows the IDs of some resources, such as subnets. */
function unlessUnknown<T>(read: () => T, unknown: T): T {
  return servable(read).value ?? unknown;
}

/** A value that only an apply knows is the same on both sides: its changes can't be seen. */
function environmentOf(fn: ResolvedResource): Record<string, string> {
  const [environment] = fn.blocks("environment");
  const whole = servable(() => environment?.map("variables") ?? {});
  if (whole.value) {
    return whole.value;
  }
  const [variables] = environment?.blocks("variables") ?? [];
  return Object.fromEntries(
    (variables?.names() ?? []).map((name) => {
      return [name, servable(() => variables?.string(name)).value ?? "unknown"];
    }),
  );
}

/** Where the code comes from, for packages whose files can't be read. */
function codeSource(stack: ResolvedStack, fn: ResolvedResource): string {
  const image = fn.string("image_uri");
  if (image !== undefined) {
    return image;
  }
  try {
    return readCode(stack, fn).kind;
  } catch (error) {
    if (!(error instanceof Unsupported)) {
      throw error;
    }
    const names = ["s3_bucket", "s3_key", "s3_object_version", "source_code_hash"];
    return names.map((name) => servable(() => fn.string(name)).value).join("/");
  }
}

function urlAuthorization(stack: ResolvedStack, name: string): string | undefined {
  const url = stack
    .ofType("aws_lambda_function_url")
    .find((one) => parseFunctionReference(one.string("function_name") ?? "")?.name === name);
  return url?.string("authorization_type");
}
