import type { Attributes, ResolvedResource, ResolvedStack } from "../../terraform/resolved-stack";
import type { CodeSource, ContainerImage } from "./function-config";
import { givenCode, type GivenCode } from "./given-code";
import { readPackage } from "./read-package";
import { textOf } from "./text-of";
import { required, Unsupported } from "./unsupported";

const NONE_GIVEN: GivenCode = new Map();

/**
 * The digest of an image that an apply would push is an ID of the runner's own: on this machine, the
 * image has the name before it.
 */
const FAKE_DIGEST = /@(?!sha256:).*$/;

/** The container image of a function; undefined if its code is a zip. */
export function readImage(fn: ResolvedResource): ContainerImage | undefined {
  if (fn.string("package_type") !== "Image") {
    return undefined;
  }
  const [config] = fn.blocks("image_config");
  return {
    uri: required(fn, "image_uri").replace(FAKE_DIGEST, ""),
    entryPoint: listOf(config, "entry_point"),
    command: listOf(config, "command"),
    workingDirectory: config?.string("working_directory"),
  };
}

/** An empty list changes nothing, as Terraform doesn't send it. */
function listOf(block: Attributes | undefined, attribute: string): string[] | undefined {
  const list = block?.strings(attribute) ?? [];
  return list.length > 0 ? list : undefined;
}

/**
 * The source of a function's files: a local zip, which the function names or the stack uploads to
 * S3. If an `archive_file` creates the zip, its source.
 * @param given takes the place of what the stack names
 */
export function readCode(
  stack: ResolvedStack,
  fn: ResolvedResource,
  given = NONE_GIVEN,
): CodeSource {
  if (fn.string("package_type") === "Image") {
    return { kind: "inline", files: [] };
  }
  return givenCode(given, fn.address) ?? readPackage(stack, fn);
}

/** The source of a layer's files; the layer must be given, or a resource of the same stack. */
export function readLayer(
  stack: ResolvedStack,
  fn: ResolvedResource,
  arn: string,
  given = NONE_GIVEN,
): CodeSource {
  const layer = stack
    .ofType("aws_lambda_layer_version")
    .find((resource) => textOf(resource, "arn") === arn);
  const source = givenCode(given, arn) ?? givenCode(given, layer?.address ?? "");
  if (source) {
    return source;
  }
  if (layer) {
    return readPackage(stack, layer);
  }
  const reason = `${arn} is not a layer of this stack; pass a folder or zip with its files: --code ${arn}=PATH`;
  throw new Unsupported(fn, "layers", reason);
}
