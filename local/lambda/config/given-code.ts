import { StackError, type ResolvedStack } from "../../terraform";
import type { CodeSource } from "./function-config";

/**
 * Folders and zips that take the place of the code of functions and layers (`--code`): absolute
 * paths by Terraform address, or by the ARN of a layer that isn't in the stack.
 */
export type GivenCode = ReadonlyMap<string, string>;

export function givenCode(given: GivenCode, key: string): CodeSource | undefined {
  const file = given.get(key);
  if (file === undefined) {
    return undefined;
  }
  return file.endsWith(".zip")
    ? { kind: "zip", path: file }
    : {
        kind: "folder",
        path: file,
        copiedFrom: undefined,
        bundleFile: undefined,
        excludes: [],
        fileMode: undefined,
      };
}

/** @throws StackError for code that nothing in the stack uses */
export function refuseUselessCode(given: GivenCode, stack: ResolvedStack): void {
  const functions = stack.ofType("aws_lambda_function");
  const layers = stack.ofType("aws_lambda_layer_version");
  const problems = [...given.keys()].flatMap((key) => {
    if (key.startsWith("arn:") || layers.some(({ address }) => address === key)) {
      return [];
    }
    const fn = functions.find(({ address }) => address === key);
    if (!fn) {
      const known = [...functions, ...layers].map(({ address }) => address).join(", ");
      return [`--code ${key}: the stack has no ${key}; it has: ${known || "no function or layer"}`];
    }
    return fn.string("package_type") === "Image"
      ? [
          `--code ${key}: its code is a container image; tag a local image with its image_uri instead`,
        ]
      : [];
  });
  if (problems.length > 0) {
    throw new StackError(problems.join("\n"));
  }
}
