import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import type { LambdaFunctionEventInvokeConfig } from "@cdktf/provider-aws/lib/lambda-function-event-invoke-config";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { LambdaFunctionRecursionConfig } from "@cdktf/provider-aws/lib/lambda-function-recursion-config";
import type { ITerraformDependable } from "cdktf";
import { dependable } from "cdktf";
import { Construct } from "constructs";
import { retentionInDays } from "../core/log-retention";
import { physicalName } from "../core/physical-name";
import { checkConstructProps } from "../core/props";
import { refuse } from "../core/refusal";
import { prepareSynthesisOf } from "../core/stack-synthesis";
import { Alias } from "./alias/alias";
import type { AliasOptions } from "./alias/alias-options";
import type { AsyncInvokeOptions } from "./async/async-invoke-config";
import { asyncInvokeConfig } from "./async/async-invoke-config";
import type { IAlarmTopic } from "../observability/alarm";
import type { FunctionAlarmOptions } from "../observability/function-alarms";
import { FunctionAlarms } from "../observability/function-alarms";
import { checkFunctionProps } from "./check-props";
import type { EventSourceTarget, IEventSource } from "./event-source";
import { addEventSource } from "./event-source";
import { checkEnvironmentSize, checkVariables, warnOfReplaced } from "./environment";
import { ExecutionRole } from "./execution-role";
import { ExistingFunction } from "./existing-function";
import { DEFAULT_TIMEOUT_SECONDS, plainAttributes, runtimeAttributes } from "./function-attributes";
import { extensionVariables, layersOf } from "./extensions/extensions";
import { functionFacts } from "./function-facts";
import { FUNCTION_KINDS } from "./function-kinds";
import { takeFunctionName } from "./function-names";
import type { IGrantable } from "./grants/grantee";
import { grant } from "./grants/grantee";
import type { FunctionProps } from "./function-props";
import { addFunctionUrl } from "./function-url/add-function-url";
import type { FunctionUrl } from "./function-url/function-url";
import type { FunctionUrlOptions } from "./function-url/function-url-options";
import type { IFunction } from "./function-ref";
import { warnOfIdleActions } from "./idle-actions";
import { loggingConfig } from "./logging";
import type { PolicyStatement } from "./policy-statement";
import { logStatement, optionStatements } from "./policy";
import type { Version } from "./version";
import { checkProviderAccepts } from "./runtime-provider";
import { networkAttributes } from "./vpc";

/**
 * A Lambda function, with its log group and, unless one is given, its role.
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
 */
export class Function extends Construct implements EventSourceTarget {
  /** The underlying Terraform resource. */
  readonly resource: LambdaFunction;
  /** The log group of the function, created before it. */
  readonly logGroup: CloudwatchLogGroup;
  /** The execution role created for the function; undefined if `role` was given. */
  readonly role: ExecutionRole | undefined;
  /** Name of the function in AWS. A resource that refers to it is created after the function. */
  readonly functionName: string;
  /** The name as plain text. A resource that uses it doesn't wait for the function. */
  readonly physicalName: string;
  /** ARN of the function, without version or alias. */
  readonly functionArn: string;
  /** URI by which API Gateway invokes the function. */
  readonly invokeArn: string;
  private readonly environment: Record<string, string> = {};
  private readonly secretWarnings: boolean;
  private readonly mountTargets: readonly ITerraformDependable[];
  private readonly dependencies = new Set<ITerraformDependable>();

  /**
   * A function that already exists, by its ARN, in the account and region of the stack. An API that
   * integrates it adds its permission to the function's policy; nothing else of it changes.
   * @param functionArn - without version or alias
   * @throws if the ARN is known and isn't such an ARN, or has another region than the stack
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

  /** @throws if a prop is missing or AWS would refuse it; the error lists what is allowed */
  constructor(scope: Construct, id: string, props: FunctionProps) {
    super(scope, id);
    checkConstructProps(this, Function, props, FUNCTION_KINDS);
    checkFunctionProps(this, props);
    prepareSynthesisOf(this);
    const name = props.functionName ?? physicalName(this, 64);
    takeFunctionName(this, name);
    const facts = functionFacts(this, props);
    this.secretWarnings = props.secretWarnings ?? true;

    this.logGroup = new CloudwatchLogGroup(this, "LogGroup", {
      name: `/aws/lambda/${name}`,
      retentionInDays: retentionInDays(props.logRetention),
      kmsKeyId: props.logKmsKeyArn,
    });
    this.role = props.role === undefined ? this.createRole(props) : undefined;
    this.resource = new LambdaFunction(this, "Resource", {
      ...plainAttributes(props),
      layers: layersOf(this, props),
      ...runtimeAttributes(facts),
      ...props.code.bind(this, facts),
      functionName: name,
      role: props.role ?? this.createdRole().resource.arn,
      ...networkAttributes(this, props.vpc),
      loggingConfig: loggingConfig(props, this.logGroup),
    });
    if (props.runtime) {
      checkProviderAccepts(this, "runtime", { resource: this.resource, runtime: props.runtime });
    }
    this.mountTargets = props.filesystem?.mountTargets ?? [];
    this.dependOnPolicies();
    this.addVariables({ ...extensionVariables(props), ...props.environment });

    this.functionName = this.resource.functionName;
    this.physicalName = name;
    this.functionArn = this.resource.arn;
    this.invokeArn = this.resource.invokeArn;
    if (props.recursiveLoop === "Allow") {
      new LambdaFunctionRecursionConfig(this, "RecursionConfig", {
        functionName: this.functionName,
        recursiveLoop: props.recursiveLoop,
      });
    }
  }

  /** The timeout in seconds. */
  get timeoutSeconds(): number {
    return this.resource.timeoutInput ?? DEFAULT_TIMEOUT_SECONDS;
  }

  /**
   * The version with the current code and configuration. Reading it makes each deployment with changes
   * publish a version; AWS keeps the earlier ones, whose code counts towards the account's storage.
   * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html
   */
  get currentVersion(): Version {
    this.resource.publish = true;
    return { version: this.resource.version, functionArn: this.resource.qualifiedArn };
  }

  /**
   * Adds a name for a version of the function. Pass the alias to an integration instead of the
   * function: its permission and its role are then for the alias only.
   * @throws if the name is taken, or AWS would refuse the name or an option
   */
  addAlias(aliasName: string, options: AliasOptions = {}): Alias {
    const id = `Alias-${aliasName}`;
    if (this.node.tryFindChild(id)) {
      refuse(this, {
        what: "aliasName",
        value: aliasName,
        allowed: "one alias of each name",
        fix: "Choose another name, or use the existing alias.",
      });
    }
    return new Alias(this, id, aliasName, options);
  }

  /**
   * Configures asynchronous invocations: retries, and where the results go. The role that this
   * construct created gets the permission to send them; a role given as `role` needs it.
   * @throws if AWS would refuse an option, or they are configured already
   */
  configureAsyncInvoke(options: AsyncInvokeOptions): LambdaFunctionEventInvokeConfig {
    return asyncInvokeConfig(this, this, options);
  }

  /**
   * Adds an HTTPS endpoint that invokes the function without an API. Requests must be signed, unless
   * `authType` is `NONE`.
   * @throws if the function has a URL already, or AWS would refuse an option
   * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html
   */
  addFunctionUrl(options?: FunctionUrlOptions): FunctionUrl {
    return addFunctionUrl(this, this.resource, options);
  }

  /**
   * Adds an environment variable. One that replaces another value causes a warning.
   * @throws as for the prop `environment`
   */
  addEnvironment(key: string, value: string): void {
    this.addVariables({ [key]: value });
  }

  /**
   * Adds a statement to the policy of the function's role. The function is created after its policy,
   * so the statement can't refer to the function; use its `physicalName` in an ARN instead. An action
   * that applies to none of the resources causes a warning.
   * @throws if the statement is malformed, or the function runs with the prop `role`
   */
  addToRolePolicy(statement: PolicyStatement): void {
    this.createdRole().allow([statement]);
    warnOfIdleActions(this, statement);
    this.dependOnPolicies();
  }

  /**
   * Lets another function invoke this one, without version or alias.
   * @throws if the other function runs with the prop `role`
   */
  grantInvoke(grantee: IGrantable): void {
    grant(grantee, ["lambda:InvokeFunction"], [this.resource.arn]);
  }

  /**
   * Has a queue, a stream, a topic, a bucket, an event bus or a schedule invoke the function.
   * @throws if AWS would refuse an option of the source
   */
  addEventSource(source: IEventSource): void {
    addEventSource(this, source);
  }

  /**
   * Adds alarms for errors, throttles, durations near the timeout, the age of a stream's records and
   * messages in the dead-letter queue. Each is sent to the topic when it begins and when it ends.
   * @throws if an option is out of range, or the function has alarms already
   */
  alarms(topic: IAlarmTopic, options: FunctionAlarmOptions = {}): FunctionAlarms {
    return new FunctionAlarms(this, "Alarms", topic, options);
  }

  private addVariables(added: Readonly<Record<string, string>>): void {
    checkVariables(this, added, { secretWarnings: this.secretWarnings });
    warnOfReplaced(this, this.environment, added);
    Object.assign(this.environment, added);
    checkEnvironmentSize(this, this.environment);
    if (Object.keys(added).length > 0) {
      this.resource.putEnvironment({ variables: { ...this.environment } });
    }
  }

  private createRole(props: FunctionProps): ExecutionRole {
    const role = new ExecutionRole(this, "Role", props.managedPolicies ?? []);
    if (props.managedPolicies === undefined) {
      role.allow([logStatement(this.logGroup.arn)]);
    }
    role.allow(optionStatements(this, props));
    return role;
  }

  private createdRole(): ExecutionRole {
    return (
      this.role ??
      refuse(this, {
        what: "role",
        value: this.resource.roleInput,
        allowed: "a role that this construct created",
        fix: "Add the statement where you create the role, or leave out the prop role.",
      })
    );
  }

  /**
   * Calls fail before the policies exist, and recreate the log group after it is destroyed. Keeps what
   * the stack's author made the function depend on.
   */
  private dependOnPolicies(): void {
    const policies = this.role?.policies ?? [];
    const added = [this.logGroup, ...policies, ...this.mountTargets].filter(
      (dependency) => !this.dependencies.has(dependency),
    );
    added.forEach((dependency) => this.dependencies.add(dependency));
    this.resource.dependsOn = [...(this.resource.dependsOn ?? []), ...added.map(dependable)];
  }
}
