import { LambdaAlias } from "@cdktf/provider-aws/lib/lambda-alias";
import type { LambdaFunctionEventInvokeConfig } from "@cdktf/provider-aws/lib/lambda-function-event-invoke-config";
import type { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { LambdaProvisionedConcurrencyConfig } from "@cdktf/provider-aws/lib/lambda-provisioned-concurrency-config";
import { Construct } from "constructs";
import type { AsyncInvokeOptions } from "../async/async-invoke-config";
import { asyncInvokeConfig } from "../async/async-invoke-config";
import type { EventSourceTarget, IEventSource } from "../event-source";
import { addEventSource } from "../event-source";
import type { ExecutionRole } from "../execution-role";
import { addFunctionUrl } from "../function-url/add-function-url";
import type { FunctionUrl } from "../function-url/function-url";
import type { FunctionUrlOptions } from "../function-url/function-url-options";
import type { PolicyStatement } from "../policy-statement";
import { escaped } from "../../core/literal";
import { refuse } from "../../core/refusal";
import type { AliasOptions } from "./alias-options";
import type { AutoScalingOptions } from "./auto-scaling";
import { AliasAutoScaling } from "./auto-scaling";
import { checkAlias } from "./check-alias";

/** The function of an alias. */
export interface AliasedFunction extends EventSourceTarget {
  /** The underlying Terraform resource. */
  readonly resource: LambdaFunction;
  /** Identifier of the version that is current after a deployment. */
  readonly currentVersion: { readonly version: string };
}

/**
 * A name for a version of a function. What invokes the alias gets the new version once it is
 * published, and the old one until then.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html
 */
export class Alias extends Construct implements EventSourceTarget {
  /** The underlying alias. */
  readonly resource: LambdaAlias;
  /** The capacity that is always ready; undefined without `provisionedConcurrentExecutions`. */
  readonly provisionedConcurrency: LambdaProvisionedConcurrencyConfig | undefined;
  /** Name of the function, as a reference to the alias. */
  readonly functionName: string;
  readonly qualifier: string;
  /** Name of the function with that of the alias, e.g. `pets:live`, if it is known. */
  readonly physicalName: string | undefined;
  /** ARN of the alias. */
  readonly functionArn: string;
  readonly invokeArn: string;
  /** The function's role; undefined if it was given to the function. */
  readonly role: ExecutionRole | undefined;

  /** @throws if AWS would refuse the name or an option */
  constructor(
    readonly aliasedFunction: AliasedFunction,
    id: string,
    readonly aliasName: string,
    options: AliasOptions,
  ) {
    super(aliasedFunction, id);
    checkAlias(this, aliasName, options);
    this.role = aliasedFunction.role;
    const { version, weights, description, provisionedConcurrentExecutions } = options;
    this.resource = new LambdaAlias(this, "Resource", {
      name: aliasName,
      functionName: aliasedFunction.functionName,
      functionVersion: version ?? aliasedFunction.currentVersion.version,
      description: escaped(description),
      routingConfig: weights && { additionalVersionWeights: { ...weights } },
    });
    this.functionName = this.resource.functionName;
    this.qualifier = this.resource.name;
    this.functionArn = this.resource.arn;
    this.invokeArn = this.resource.invokeArn;
    const { physicalName } = aliasedFunction;
    this.physicalName = physicalName && `${physicalName}:${aliasName}`;
    if (provisionedConcurrentExecutions !== undefined) {
      this.refuseWithSnapStart("provisionedConcurrentExecutions", provisionedConcurrentExecutions);
    }
    this.provisionedConcurrency =
      provisionedConcurrentExecutions === undefined
        ? undefined
        : new LambdaProvisionedConcurrencyConfig(this, "ProvisionedConcurrency", {
            functionName: this.functionName,
            qualifier: this.qualifier,
            provisionedConcurrentExecutions,
          });
  }

  /**
   * Adds an HTTPS endpoint that invokes the version of the alias.
   * @throws if the alias has a URL already, or AWS would refuse an option
   */
  addFunctionUrl(options?: FunctionUrlOptions): FunctionUrl {
    return addFunctionUrl(this, this.aliasedFunction.resource, options);
  }

  /** The function's timeout in seconds. */
  get timeoutSeconds(): number {
    return this.aliasedFunction.timeoutSeconds;
  }

  /**
   * Adds a statement to the policy of the function's role, which all its aliases share.
   * @throws if the statement is malformed, or the function runs with the prop `role`
   */
  addToRolePolicy(statement: PolicyStatement): void {
    this.aliasedFunction.addToRolePolicy(statement);
  }

  /**
   * Has a queue, a stream, a topic, a bucket, an event bus or a schedule invoke the version of the alias.
   * @throws if AWS would refuse an option of the source
   */
  addEventSource(source: IEventSource): void {
    addEventSource(this, source);
  }

  /**
   * Configures asynchronous invocations of the alias, apart from those of the function.
   * @throws if AWS would refuse an option, or they are configured already
   */
  configureAsyncInvoke(options: AsyncInvokeOptions): LambdaFunctionEventInvokeConfig {
    return asyncInvokeConfig(this, this.aliasedFunction, options);
  }

  /**
   * Keeps execution environments ready, as many as the alias needs. Not together with
   * `provisionedConcurrentExecutions`.
   * @throws if AWS would refuse an option, or the alias has capacity already
   */
  addAutoScaling(options: AutoScalingOptions): AliasAutoScaling {
    this.refuseWithSnapStart("addAutoScaling", options);
    if (this.provisionedConcurrency !== undefined || this.node.tryFindChild("AutoScaling")) {
      refuse(this, {
        what: "addAutoScaling",
        value: options,
        allowed: "one setting of the alias's capacity",
        fix: "Remove provisionedConcurrentExecutions and set minCapacity, or remove the other call.",
      });
    }
    return new AliasAutoScaling(this, "AutoScaling", this, options);
  }

  /** @see https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html#snapstart-runtimes */
  private refuseWithSnapStart(what: string, value: unknown): void {
    if (this.aliasedFunction.resource.snapStartInput === undefined) {
      return;
    }
    refuse(this, {
      what,
      value,
      allowed: "none, because the function has snapStart",
      fix: "Leave it out, or remove snapStart from the function.",
    });
  }
}
