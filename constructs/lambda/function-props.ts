import type { Duration } from "../core/duration";
import type { Architecture } from "./architecture";
import type { Code } from "./code/code";
import type { Runtime } from "./runtime";
import type { Tracing } from "./tracing";

/** Where a function's network interfaces are. */
export interface VpcProps {
  /** Subnets, 1 to 16: two or more zones, so that one may fail. */
  readonly subnetIds: string[];
  /** Security groups, 1 to 5. */
  readonly securityGroupIds: string[];
  /**
   * Whether the function is moved to the VPC's default security group before it is destroyed.
   * Lambda keeps its network interfaces for some 20 minutes more, and a security group of the same
   * stack can't be deleted while one of them uses it: the destruction would wait up to 45 minutes.
   * @default false
   * @see https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/lambda_function#replace_security_groups_on_destroy
   */
  readonly replaceSecurityGroupsOnDestroy?: boolean;
}

/** Props of `Function`. */
export interface FunctionProps {
  /**
   * Language and version. Needed for all code but container images, which have none.
   * @default none
   */
  readonly runtime?: Runtime;
  /**
   * What the runtime calls, e.g. `index.handler`. Needed for all code but container images.
   * @default none
   */
  readonly handler?: string;
  /** Where the code comes from. */
  readonly code: Code;
  /**
   * Instruction set that the code runs on.
   * @default Architecture.ARM_64
   */
  readonly architecture?: Architecture;
  /**
   * Memory in MB, 128 to 10240; the CPU grows with it.
   * @default 128
   */
  readonly memorySize?: number;
  /**
   * Time after which an invocation is ended, 1 to 900 seconds. API Gateway itself waits up to 29
   * seconds (REST API) or 30 seconds (HTTP API).
   * @default Duration.seconds(3)
   */
  readonly timeout?: Duration;
  /**
   * Environment variables, up to 4 KB in all. The state and the console show them in plain text:
   * a value with the form of a known credential is refused.
   * @default none
   * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
   */
  readonly environment?: Readonly<Record<string, string>>;
  /**
   * Whether an environment variable that may hold a secret causes a warning, such as a random
   * string of 40 characters. Known forms of credentials are refused in any case.
   * @default true
   */
  readonly secretWarnings?: boolean;
  /**
   * Size of `/tmp` in MB, 512 to 10240.
   * @default 512
   */
  readonly ephemeralStorageSize?: number;
  /**
   * How many calls may run at once; taken from the account's pool. 0 stops the function. AWS refuses
   * it where fewer than 100 would be left unreserved, so in new accounts, which have 10 in all.
   * @default no limit but the account's
   */
  readonly reservedConcurrentExecutions?: number;
  /**
   * ARNs of layer versions, at most 5. With layers it isn't checked that the handler's file
   * exists, for a layer may hold it.
   * @default none
   */
  readonly layers?: string[];
  /**
   * X-Ray. ACTIVE lets the function's role write traces.
   * @default Tracing.PASS_THROUGH
   */
  readonly tracing?: Tracing;
  /**
   * How long logs are kept: one of CloudWatch's periods, e.g. `Duration.days(30)`.
   * @default Duration.days(14)
   * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
   */
  readonly logRetention?: Duration;
  /**
   * KMS key that encrypts the logs; its policy must let CloudWatch Logs use it.
   * @default CloudWatch's own encryption
   */
  readonly logKmsKeyArn?: string;
  /**
   * ARN of the KMS key that encrypts the environment variables. The function's role gets
   * `kms:Decrypt` on it; whoever deploys needs `kms:CreateGrant`, `kms:Encrypt` and `kms:Decrypt`.
   * @default AWS's key for Lambda
   * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html
   */
  readonly kmsKeyArn?: string;
  /**
   * SQS queue or SNS topic for events of asynchronous calls that failed; the role may write to it.
   * @default none
   */
  readonly deadLetterTargetArn?: string;
  /**
   * Network of the function; an API's function needs none. The role gets the EC2 rights by which
   * Lambda makes and deletes network interfaces in all subnets of this account; subnets that another
   * account shares need a role of your own. To take `vpc` away, deploy twice: see
   * constructs/README.md.
   * @default none
   */
  readonly vpc?: VpcProps;
  /**
   * ARN of a code signing configuration: Lambda then takes only code that one of its profiles signed.
   * @default none
   * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-codesigning.html
   */
  readonly codeSigningConfigArn?: string;
  /**
   * ARN of a role to run with. No role is made then, and its policies are yours: logs, traces,
   * dead letters, VPC.
   * @default a role of its own
   */
  readonly role?: string;
  /**
   * ARNs of managed policies for the function's role, in place of the policy that allows to write
   * to just its own log group. Note that AWSLambdaBasicExecutionRole allows to create log groups.
   * @default none
   */
  readonly managedPolicies?: string[];
  /**
   * Up to 256 characters.
   * @default none
   */
  readonly description?: string;
  /**
   * Letters, digits, hyphens and underscores, up to 64 characters.
   * @default the app, the environment and the construct's path
   */
  readonly functionName?: string;
}
