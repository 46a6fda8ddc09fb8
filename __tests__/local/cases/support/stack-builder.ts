import type { Value } from "../../../../local/terraform/resolved-stack";
import { pythonHandler, type CaseFunction } from "./handler-source";

export type Block = Record<string, Value>;

/** What the functions and the integrations of cases assume. */
export const CASE_ROLE = "arn:aws:iam::123456789012:role/case";

/** A stack folder: its cdk.tf.json, and the files of its functions by path. */
export interface StackFiles {
  readonly terraform: Block;
  readonly files: ReadonlyMap<string, string>;
}

/** Terraform JSON, as one would write it by hand for a case. */
export class StackBuilder implements StackFiles {
  readonly files = new Map<string, string>();
  private readonly resources: Record<string, Block> = {};
  private readonly archives: Block = {};
  /** Names of functions by what they do. */
  private readonly shared = new Map<string, string>();

  get terraform(): Block {
    return { resource: this.resources, data: { archive_file: this.archives } };
  }

  add(type: string, name: string, attributes: Block): void {
    (this.resources[type] ??= {})[name] = attributes;
  }

  /** Replaces attributes of a resource that is there. */
  change(type: string, name: string, attributes: Block): void {
    const known = this.resources[type]?.[name] as Block | undefined;
    this.add(type, name, { ...known, ...attributes });
  }

  /**
   * A function that requests of the ARNs may invoke. What does the same is one function of several
   * cases, because the process of each takes longer than its requests.
   * @returns the function's name
   */
  sharedFunction(name: string, fn: CaseFunction, executionArn: string): string {
    const what = JSON.stringify(fn);
    const known = this.shared.get(what);
    if (known === undefined) {
      this.shared.set(what, name);
      this.function(name, fn, executionArn);
      return name;
    }
    this.addPermission(name, `${executionArn}/*/*`, known);
    return known;
  }

  /** A function that requests of the ARNs may invoke. */
  function(name: string, fn: CaseFunction, executionArn: string): void {
    this.addFunction(name, fn, pythonHandler(fn));
    this.addPermission(name, `${executionArn}/*/*`);
  }

  /**
   * The function of an authorizer.
   * @param reportUrl where it posts its events
   */
  authorizerFunction(name: string, fn: CaseFunction, reportUrl: string): void {
    this.addFunction(name, fn, pythonHandler(fn, reportUrl));
  }

  /** @param source_arn may invoke the function */
  addPermission(name: string, source_arn: string, functionName = name): void {
    this.add("aws_lambda_permission", name, {
      action: "lambda:InvokeFunction",
      function_name: `\${aws_lambda_function.${functionName}.function_name}`,
      principal: "apigateway.amazonaws.com",
      source_arn,
    });
  }

  private addFunction(name: string, { timeout = 10 }: CaseFunction, handler: string): void {
    this.files.set(`${name}/index.py`, handler);
    const output_path = `${name}.zip`;
    this.archives[name] = { type: "zip", source_dir: name, output_path };
    this.add("aws_lambda_function", name, {
      function_name: name,
      handler: "index.handler",
      runtime: "python3.11",
      role: CASE_ROLE,
      filename: `\${data.archive_file.${name}.output_path}`,
      timeout,
    });
  }
}

/** What a case sets, as Terraform writes it: `$${` for a `${` that isn't Terraform's. */
export function toBlock(value: object = {}): Block {
  return JSON.parse(JSON.stringify(value).split("${").join("$${")) as Block;
}
