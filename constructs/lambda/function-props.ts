import type { Duration } from "../core/duration";
import type { Architecture } from "./architecture";
import type { Code } from "./code/code";
import type { ExtensionProps } from "./extensions/extensions";
import type { FileSystemConfig } from "./file-system";
import type { LoggingProps } from "./logging";
import type { Runtime } from "./runtime";
import type { Tracing } from "./tracing";

/** The VPC of a function. */
export interface VpcProps {
  /** IDs of 1 to 16 subnets. Use at least two Availability Zones, in case one fails. */
  readonly subnetIds: string[];
  /**
   * IDs of 1 to 5 security groups.
   * @default a new one, by which the function reaches everything and nothing reaches the function
   */
  readonly securityGroupIds?: string[];
  /**
   * Whether the function is moved to the VPC's default security group before it is destroyed.
   * Lambda keeps its network interfaces for about 20 minutes, and their security groups can't be
   * deleted meanwhile: without this, destroying the stack can take up to 45 minutes.
   * @default true for a new security group, otherwise false
   * @see https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/lambda_function#replace_security_groups_on_destroy
   */
  readonly replaceSecurityGroupsOnDestroy?: boolean;
}

/** Props of `Function`. */
export interface FunctionProps extends LoggingProps, ExtensionProps {
  /**
   * Language and version. Required unless the code is a container image.
   * @default none, for a container image
   */
  readonly runtime?: Runtime;
  /**
   * The file and function that the runtime calls, e.g. `index.handler`: up to 128 characters. Required
   * unless the code is a container image.
   * @default none, for a container image
   * @see https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
   */
  readonly handler?: string;
  /** The code, e.g. `lambda.Code.fromAsset("lambda-src/hello")`. */
  readonly code: Code;
  /**
   * Instruction set that the code runs on.
   * @default Architecture.ARM_64
   */
  readonly architecture?: Architecture;
  /**
   * Memory in MB, 128 to 10240. Lambda allocates CPU in proportion to it.
   * @default 128
   * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
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
   * Whether an environment variable that may hold a secret causes a warning: a random string of 40
   * characters, a URL with a password, or a value in a variable such as `DB_PASSWORD` or `API_KEY`.
   * Known forms of credentials are refused in any case.
   * @default true
   */
  readonly secretWarnings?: boolean;
  /**
   * Size of `/tmp` in MB, 512 to 10240.
   * @default 512
   */
  readonly ephemeralStorageSize?: number;
  /**
   * Maximum number of concurrent executions, reserved from the account's quota; 0 stops the function.
   * AWS refuses a value that would leave fewer than 100 unreserved, and so any value in a new account,
   * whose quota is 10.
   * @default no limit other than the account's quota
   * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
   */
  readonly reservedConcurrentExecutions?: number;
  /**
   * ARNs of up to 5 layer versions of the stack's region. With layers, synthesis doesn't check that the
   * handler's file exists, because a layer may contain it.
   * @default none
   * @see https://docs.aws.amazon.com/lambda/latest/dg/chapter-layers.html
   */
  readonly layers?: string[];
  /**
   * Which requests X-Ray traces. `Tracing.ACTIVE` allows the function's role to write traces.
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
   * ARN of the KMS key that encrypts the logs. The key's policy must allow CloudWatch Logs to use it.
   * @default CloudWatch's own encryption
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
   */
  readonly logKmsKeyArn?: string;
  /**
   * ARN of the KMS key that encrypts the environment variables. The function's role gets
   * `kms:Decrypt` on it; the deployer needs `kms:CreateGrant`, `kms:Encrypt` and `kms:Decrypt`.
   * @default the key that AWS manages for Lambda
   * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html
   */
  readonly kmsKeyArn?: string;
  /**
   * ARN of the SQS queue or SNS topic for the events of failed asynchronous invocations. The function's
   * role gets the permission to write to it.
   * @default none
   * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
   */
  readonly deadLetterTargetArn?: string;
  /**
   * VPC that the function runs in; API Gateway doesn't need one to invoke it. The role gets the EC2
   * permissions with which Lambda creates and deletes network interfaces in the subnets of this
   * account; subnets shared by another account need your own `role`. Removing `vpc` takes two
   * deployments: see constructs/README.md.
   * @default none
   * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
   */
  readonly vpc?: VpcProps;
  /**
   * EFS file system that the function mounts. It needs `vpc`.
   * @default none
   */
  readonly filesystem?: FileSystemConfig;
  /**
   * Whether new execution environments start from a snapshot that Lambda takes of each published
   * version: invoke the function by an alias. For Java 11, Python 3.12, .NET 8 and later; not together
   * with `filesystem`, more than 512 MB of `/tmp` or provisioned concurrency.
   * @default false
   * @see https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html
   */
  readonly snapStart?: boolean;
  /**
   * What Lambda does with a function that invokes itself in a loop, by SQS, SNS, S3 or directly: after
   * about 16 invocations it ends the loop (`Terminate`), or goes on (`Allow`).
   * @default "Terminate"
   * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html
   */
  readonly recursiveLoop?: "Allow" | "Terminate";
  /**
   * ARN of a code signing configuration: Lambda then accepts only code that one of its profiles signed.
   * @default none
   * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-codesigning.html
   */
  readonly codeSigningConfigArn?: string;
  /**
   * ARN of an existing execution role. It must allow everything that the function needs, including
   * logs, traces, dead letters and the VPC.
   * @default a new role for this function
   * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html
   */
  readonly role?: string;
  /**
   * ARNs of managed policies of the function's role. They replace the default policy, which allows
   * writing to the function's log group only. AWSLambdaBasicExecutionRole also allows creating log
   * groups. Not together with `role`.
   * @default none
   */
  readonly managedPolicies?: string[];
  /**
   * Description of the function, up to 256 characters.
   * @default none
   */
  readonly description?: string;
  /**
   * Name of the function, unique in the stack: up to 64 letters, digits, hyphens and underscores.
   * @default the app, the environment and the construct's path
   */
  readonly functionName?: string;
}

/** The props that functions of all languages have. */
export type CommonProps = Omit<FunctionProps, "code" | "handler" | "runtime">;
