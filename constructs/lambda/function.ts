import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { dependable } from "cdktf";
import { Construct } from "constructs";
import { retentionInDays } from "../core/log-retention";
import { physicalName } from "../core/physical-name";
import { refuse } from "../core/refusal";
import { DEFAULT_ARCHITECTURE } from "./architecture";
import { checkFunctionProps } from "./check-props";
import type { FunctionFacts } from "./code/code";
import { checkEnvironmentSize, checkVariables } from "./environment";
import { ExecutionRole } from "./execution-role";
import { ExistingFunction } from "./existing-function";
import type { FunctionProps, VpcProps } from "./function-props";
import type { IFunction } from "./function-ref";
import type { PolicyStatement } from "./policy-statement";
import { logStatement, optionStatements } from "./policy";
import { Tracing } from "./tracing";

/**
 * A Lambda function, with its log group and, unless one is given, its role.
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
 */
export class Function extends Construct implements IFunction {
  /** The underlying Terraform resource. */
  readonly resource: LambdaFunction;
  /** The group of the function's logs, made before it. */
  readonly logGroup: CloudwatchLogGroup;
  /** The role made for the function; undefined where one was given. */
  readonly role: ExecutionRole | undefined;
  /** Name of the function in AWS; what refers to it is made after the function. */
  readonly functionName: string;
  /** The same name as text: what names the function by it doesn't wait for it. */
  readonly physicalName: string;
  /** ARN of the function, without version or alias. */
  readonly functionArn: string;
  /** URI by which API Gateway invokes the function. */
  readonly invokeArn: string;
  private readonly environment: Record<string, string> = {};
  private readonly secretWarnings: boolean;

  /**
   * A function that already exists, by its ARN, in the account and region of the stack. An API that
   * integrates it adds its permission to the function's policy; nothing else of it changes.
   * @param functionArn - without version or alias
   * @throws if the ARN is known and isn't such an ARN
   */
  static fromFunctionArn(scope: Construct, id: string, functionArn: string): IFunction {
    return ExistingFunction.fromArn(scope, id, functionArn);
  }

  /**
   * A function that already exists, by its name, in the account and region of the stack.
   * @throws if the name is known and isn't the name of a function
   */
  static fromFunctionName(scope: Construct, id: string, functionName: string): IFunction {
    return ExistingFunction.fromName(scope, id, functionName);
  }

  /** @throws if a value can't be right, naming path, value, what is allowed, and the way out */
  constructor(scope: Construct, id: string, props: FunctionProps) {
    super(scope, id);
    checkFunctionProps(this, props);
    const name = props.functionName ?? physicalName(this, 64);
    const facts = functionFacts(this, props);
    this.secretWarnings = props.secretWarnings ?? true;

    this.logGroup = new CloudwatchLogGroup(this, "LogGroup", {
      name: `/aws/lambda/${name}`,
      retentionInDays: retentionInDays(props.logRetention),
      kmsKeyId: props.logKmsKeyArn,
    });
    this.role = props.role === undefined ? this.makeRole(props) : undefined;
    this.resource = new LambdaFunction(this, "Resource", {
      ...plainAttributes(props),
      ...runtimeAttributes(facts),
      ...props.code.bind(this, facts),
      functionName: name,
      role: props.role ?? this.roleMade().resource.arn,
      loggingConfig: { logFormat: "Text", logGroup: this.logGroup.name },
    });
    this.dependOnPolicies();
    this.addVariables(props.environment ?? {});

    this.functionName = this.resource.functionName;
    this.physicalName = name;
    this.functionArn = this.resource.arn;
    this.invokeArn = this.resource.invokeArn;
  }

  /** Adds an environment variable. @throws as for the prop `environment` */
  addEnvironment(key: string, value: string): void {
    this.addVariables({ [key]: value });
  }

  /**
   * Lets the function do more. The function waits for its policy, so the statement can't refer to
   * the function itself.
   * @throws if the function runs with a role that was given
   */
  addToRolePolicy(statement: PolicyStatement): void {
    this.roleMade().allow([statement]);
    this.dependOnPolicies();
  }

  private addVariables(added: Readonly<Record<string, string>>): void {
    checkVariables(this, added, { secretWarnings: this.secretWarnings });
    Object.assign(this.environment, added);
    checkEnvironmentSize(this, this.environment);
    if (Object.keys(added).length > 0) {
      this.resource.putEnvironment({ variables: { ...this.environment } });
    }
  }

  private makeRole(props: FunctionProps): ExecutionRole {
    const role = new ExecutionRole(this, "Role", props.managedPolicies ?? []);
    if (props.managedPolicies === undefined) {
      role.allow([logStatement(this.logGroup.arn)]);
    }
    role.allow(optionStatements(this, props));
    return role;
  }

  private roleMade(): ExecutionRole {
    return (
      this.role ??
      refuse(this, {
        what: "role",
        value: this.resource.roleInput,
        allowed: "a role made by this construct",
        fix: "Add the policy where the role is made, or leave out the prop role.",
      })
    );
  }

  /** A call before the policies stand would fail; one after the log group has gone would revive it. */
  private dependOnPolicies(): void {
    this.resource.dependsOn = [this.logGroup, ...(this.role?.policies ?? [])].map(dependable);
  }
}

/** What the code may know; refuses a runtime or handler too few or too many. */
function functionFacts(scope: Construct, props: FunctionProps): FunctionFacts {
  const { code, runtime, handler, layers } = props;
  if (code.packageType === "Image") {
    const extra = { runtime: runtime?.name, handler, layers };
    if (Object.values(extra).every((value) => value === undefined)) {
      return { packageType: "Image" };
    }
    refuse(scope, {
      what: "code",
      value: extra,
      allowed: "a container image without runtime, handler and layers",
      fix: "Leave these out: the image brings its own.",
    });
  }
  if (runtime !== undefined && handler !== undefined) {
    const architecture = props.architecture ?? DEFAULT_ARCHITECTURE;
    const hasLayers = (layers ?? []).length > 0;
    return { packageType: "Zip", runtime, handler, architecture, hasLayers };
  }
  refuse(scope, {
    what: runtime === undefined ? "runtime" : "handler",
    value: undefined,
    allowed: "both runtime and handler, for all code but Code.fromImage",
    fix: "Give both, e.g. lambda.Runtime.PYTHON_3_13 and index.handler.",
  });
}

function runtimeAttributes(facts: FunctionFacts) {
  return facts.packageType === "Image"
    ? { packageType: facts.packageType }
    : { packageType: facts.packageType, runtime: facts.runtime.name, handler: facts.handler };
}

function plainAttributes(props: FunctionProps) {
  const { ephemeralStorageSize, deadLetterTargetArn } = props;
  return {
    description: props.description,
    architectures: [props.architecture ?? DEFAULT_ARCHITECTURE],
    memorySize: props.memorySize ?? 128,
    timeout: props.timeout?.in("seconds") ?? 3,
    layers: props.layers,
    reservedConcurrentExecutions: props.reservedConcurrentExecutions,
    kmsKeyArn: props.kmsKeyArn,
    codeSigningConfigArn: props.codeSigningConfigArn,
    tracingConfig: { mode: props.tracing ?? Tracing.PASS_THROUGH },
    // Said even by default: the provider keeps what is no longer said.
    ephemeralStorage: { size: ephemeralStorageSize ?? 512 },
    deadLetterConfig:
      deadLetterTargetArn === undefined ? undefined : { targetArn: deadLetterTargetArn },
    ...networkAttributes(props.vpc),
  };
}

function networkAttributes(vpc: VpcProps | undefined) {
  if (vpc === undefined) {
    return {};
  }
  const { subnetIds, securityGroupIds, replaceSecurityGroupsOnDestroy } = vpc;
  return { vpcConfig: { subnetIds, securityGroupIds }, replaceSecurityGroupsOnDestroy };
}
