import { parseArgs, type ParseArgsConfig } from "node:util";
import { readCredentialsFile, type Credentials } from "../../iam/sigv4";
import { readClientIdentity, type ClientIdentity, type TlsFiles } from "../../server/tls";
import type { AwsEndpoints } from "../../services";
import type { GivenValue, VariableArgument } from "../../terraform";
import { awsEndpointsOf, functionEnvironmentOf } from "./aws-options";
import { UsageError } from "../command";
import {
  accountIdOf,
  addressOf,
  codeOf,
  environmentOf,
  hostOf,
  idleOf,
  jwksFileOf,
  logFormatOf,
  portOf,
  targetOf,
  tlsOf,
} from "./option-values";
import { givenValueOf, VARIABLE_OPTIONS, variableArguments } from "../variable-options";

/** The options of `serve`. */
export interface ServeOptions {
  /** Name of the stack. @default asks if there are several */
  readonly stack?: string;
  readonly port: number;
  readonly endpointsFile?: string;
  readonly watch: boolean;
  readonly localExec: boolean;
  readonly envFile?: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly logFormat: "text" | "json";
  readonly quiet: boolean;
  readonly accessLogFile?: string;
  readonly executionLogFile?: string;
  readonly strict: boolean;
  readonly allowedHosts: readonly string[];
  readonly domains: readonly string[];
  readonly tls?: TlsFiles;
  readonly clientIdentity?: ClientIdentity;
  /** URLs by Terraform address. */
  readonly targets: ReadonlyMap<string, string>;
  /** Absolute paths by Terraform address, or by the ARN of a layer. */
  readonly givenCode: ReadonlyMap<string, string>;
  /** @default that of a plan's deployed resources, or an example */
  readonly accountId?: string;
  readonly credentialsFile?: string;
  readonly credentials?: Credentials;
  readonly sourceIp?: string;
  readonly webSocketIdleSeconds?: number;
  /** Files by issuer. */
  readonly jwksFiles: ReadonlyMap<string, string>;
  /** Variables by function. */
  readonly functionEnvironment: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly given: readonly GivenValue[];
  readonly dataFolder?: string;
  /** Folder that Terraform ran in for a plan. */
  readonly chdir?: string;
  readonly devTokens: boolean;
  readonly awsEndpoints?: AwsEndpoints | "moto";
  readonly awsProfile?: string;
  /** In the order in which they were given. */
  readonly variables: readonly VariableArgument[];
}

export const SERVE_OPTIONS_HELP = `Options:
  --stack NAME            the stack, if the project has several (default: asks in a terminal)
  --port N                port of the first API; the next ones follow (default 3000; 0: free ports)
  --endpoints-file FILE   write the URLs to a JSON file when all is ready: stage address to URL
  --watch                 serve what you save, without a restart
  --code ADDRESS=PATH     a folder or zip with the files of a function or layer, by its Terraform
                          address, or by the ARN of a layer that isn't in the stack (repeatable)
  --local-exec            run the commands in the configuration that make missing code of functions:
                          programs of data.external, provisioners of null_resource
  --env-file FILE         variables for every function; they replace the function's own
  --env NAME.KEY=VALUE    a variable of one function, by its name (repeatable); replaces the file's
  --log-format FORMAT     format of the log on stderr: text or json (default text)
  --quiet                 don't log requests
  --access-log FILE       append the access logs of the stages to this file
  --execution-log FILE    append the execution logs of WebSocket APIs' stages to this file
  --strict                refuse to start if a part of the stack can't be served, instead of
                          responding with 501 for that part
  --allow-host NAME       take requests for this host name too (repeatable)
  --domain NAME           a port for this custom domain of the stack (repeatable); APIs take requests
                          for it too, by their Host header
  --tls FILE              serve APIs by HTTPS, with the private key and certificate in this PEM file
  --truststore FILE       PEM file that verifies clients of custom domains with mutual TLS
  --client-cert FILE      PEM file with the private key and certificate that stages with a client
                          certificate present to HTTP integrations
  --target ADDRESS=URL    what private integrations call, by the Terraform address of their VPC link,
                          listener or Cloud Map service, and what others call by the address of a
                          load balancer (repeatable)
  --account-id ID         the AWS account in ARNs (default 123456789012, or that of a plan): for stacks
                          that have an account's ID in their ARNs
  --credentials-file FILE profiles whose signed requests are accepted where AWS_IAM is required
  --dev-tokens            accept tokens made by the command token, for every authorizer of tokens
  --jwks ISSUER=FILE      verify the tokens of this issuer with the keys in this file (repeatable)
  --source-ip ADDRESS     address of all callers, to try resource policies
  --ws-idle SECONDS       close WebSocket connections after so long without a message (default 600)
  --var NAME=VALUE        a Terraform variable (repeatable), as Terraform's -var
  --var-file FILE         values of Terraform variables (repeatable), as Terraform's -var-file
  --data ADDRESS=VALUE    an attribute that only AWS knows, by its Terraform address, such as
                          data.aws_ssm_parameter.key.value=secret (repeatable; default: functions
                          get fakes, and what else needs it gets 501)
  --data-dir DIR          folder that keeps items of DynamoDB tables, positions in streams and
                          asynchronous invocations (default: in memory)
  --aws-endpoint URL      endpoint of AWS services for handlers, such as LocalStack; for single
                          services: dynamodb=URL,sqs=URL; "moto" starts moto's server, with all of
                          the stack's resources in it; "none": no service but DynamoDB (default:
                          the same, with moto's server for the others in the background if it is
                          installed)
  --aws-profile NAME      let handlers call AWS with the credentials of this profile
  --chdir DIR             folder that Terraform ran in for a plan (default: that of the plan)
  --help, --version
`;

const OPTIONS = {
  stack: { type: "string" },
  port: { type: "string", default: "3000" },
  "endpoints-file": { type: "string" },
  watch: { type: "boolean", default: false },
  "local-exec": { type: "boolean", default: false },
  "env-file": { type: "string" },
  "log-format": { type: "string", default: "text" },
  quiet: { type: "boolean", default: false },
  "access-log": { type: "string" },
  "execution-log": { type: "string" },
  strict: { type: "boolean", default: false },
  "allow-host": { type: "string", multiple: true, default: [] },
  domain: { type: "string", multiple: true, default: [] },
  tls: { type: "string" },
  truststore: { type: "string" },
  "client-cert": { type: "string" },
  code: { type: "string", multiple: true, default: [] },
  target: { type: "string", multiple: true, default: [] },
  "account-id": { type: "string" },
  "credentials-file": { type: "string" },
  "dev-tokens": { type: "boolean", default: false },
  jwks: { type: "string", multiple: true, default: [] },
  "source-ip": { type: "string" },
  "ws-idle": { type: "string" },
  data: { type: "string", multiple: true, default: [] },
  "data-dir": { type: "string" },
  chdir: { type: "string" },
  env: { type: "string", multiple: true, default: [] },
  "aws-endpoint": { type: "string" },
  "aws-profile": { type: "string" },
  ...VARIABLE_OPTIONS,
} as const satisfies NonNullable<ParseArgsConfig["options"]>;

/** @throws UsageError */
export function parseServeOptions(args: string[]): {
  readonly options: ServeOptions;
  readonly positionals: string[];
} {
  const { values, positionals, tokens } = parseArgs({
    args,
    allowPositionals: true,
    options: OPTIONS,
    tokens: true,
  });
  refuseTakenByNpm(positionals);
  const options: ServeOptions = {
    stack: values.stack,
    port: portOf(values.port),
    endpointsFile: values["endpoints-file"],
    watch: values.watch,
    localExec: values["local-exec"],
    envFile: values["env-file"],
    environment: values["env-file"] ? environmentOf(values["env-file"]) : {},
    logFormat: logFormatOf(values["log-format"]),
    quiet: values.quiet,
    accessLogFile: values["access-log"],
    executionLogFile: values["execution-log"],
    strict: values.strict,
    allowedHosts: values["allow-host"].map((name) => hostOf("--allow-host", name)),
    tls: tlsOf(values.tls, values.truststore),
    domains: values.domain.map((name) => hostOf("--domain", name).toLowerCase()),
    clientIdentity: values["client-cert"] ? readClientIdentity(values["client-cert"]) : undefined,
    targets: new Map(values.target.map(targetOf)),
    givenCode: new Map(values.code.map(codeOf)),
    accountId: values["account-id"] === undefined ? undefined : accountIdOf(values["account-id"]),
    credentialsFile: values["credentials-file"],
    credentials: values["credentials-file"]
      ? readCredentialsFile(values["credentials-file"])
      : undefined,
    devTokens: values["dev-tokens"],
    jwksFiles: new Map(values.jwks.map(jwksFileOf)),
    sourceIp: values["source-ip"] === undefined ? undefined : addressOf(values["source-ip"]),
    webSocketIdleSeconds: values["ws-idle"] === undefined ? undefined : idleOf(values["ws-idle"]),
    functionEnvironment: functionEnvironmentOf(values.env),
    given: values.data.map(givenValueOf),
    dataFolder: values["data-dir"],
    chdir: values.chdir,
    awsEndpoints: values["aws-endpoint"] ? awsEndpointsOf(values["aws-endpoint"]) : undefined,
    awsProfile: values["aws-profile"],
    variables: variableArguments(tokens),
  };
  return { options, positionals };
}

/** Without `--` before them, npm takes options for its own and passes on only their values. */
function refuseTakenByNpm(values: readonly string[]): void {
  const taken = Object.keys(OPTIONS).filter(
    (name) => process.env[`npm_config_${name.replaceAll("-", "_")}`] !== undefined,
  );
  if (taken.length === 0) {
    return;
  }
  const { npm_lifecycle_event: script = "start" } = process.env;
  const command = script === "start" ? "npm start" : `npm run ${script}`;
  const names = taken.map((name) => `--${name}`);
  const isClear = names.length === 1 && values.length <= 1;
  const options = isClear ? [...names, ...values].join(" ") : "[options]";
  throw new UsageError(
    `npm took ${names.join(", ")} for its own. Put -- before the options: ${command} -- ${options}`,
  );
}
