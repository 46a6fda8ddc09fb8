import type { Log } from "../log/log";
import type { KnownHosts } from "../server/known-hosts";
import type { ResolvedStack } from "../terraform";
import { type AwsEndpoints, endpointFor, endpointVariables } from "./aws-endpoints";
import { profileVariables, profileWarning } from "./profile-credentials";
import type { EmbeddedDynamoDb } from "./dynamodb/embedded-dynamodb";
import type * as embedded from "./dynamodb/embedded-dynamodb";
import { type MadeTables, TABLE_TYPE } from "./dynamodb/tables";

/** How the AWS services that handlers call are found. */
export interface AwsOptions {
  /** Folder that keeps the items of the embedded DynamoDB (`--data`). @default memory */
  readonly dataFolder?: string | undefined;
  /** Endpoints that are given to handlers (`--aws-endpoint`). @default none */
  readonly endpoints?: AwsEndpoints | undefined;
  /** Profile whose credentials handlers get (`--aws-profile`). @default fake credentials */
  readonly profile?: string | undefined;
}

export interface AwsServicesOptions extends AwsOptions {
  /** Variables from `--env-file`: an endpoint or credentials in it take precedence. */
  readonly environment: Readonly<Record<string, string>>;
  readonly hosts: KnownHosts;
  readonly log: Pick<Log, "report">;
  /** The port of the next service. */
  readonly nextPort: () => number;
}

/** An AWS service that the runner provides, for the table at start. */
export interface ServiceEndpoint {
  readonly name: string;
  readonly url: string;
  /** Names of what it has of the stack. */
  readonly resources: readonly string[];
}

/** Variables that decide where calls to DynamoDB go. */
const CHOSEN = ["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_DYNAMODB", "AWS_ACCESS_KEY_ID"];

/** The AWS services around a stack, as far as they are provided on this machine. */
export class AwsServices {
  private dynamoDb: EmbeddedDynamoDb | undefined;
  private tables: MadeTables = { names: [], warnings: [] };

  constructor(private readonly options: AwsServicesOptions) {}

  /**
   * Provides the services that the stack needs, with its resources in them.
   * @returns environment variables for every function
   * @throws Error if a service can't be started
   */
  async use(stack: ResolvedStack): Promise<Record<string, string>> {
    const { endpoints, profile } = this.options;
    return {
      ...(await this.embedded(stack)),
      ...(endpoints && endpointVariables(endpoints)),
      ...(profile !== undefined && (await profileVariables(profile))),
    };
  }

  /** The URL that calls to a service such as `sqs` are sent to, unless it is AWS's own. */
  endpointFor(service: string): string | undefined {
    return this.options.endpoints && endpointFor(this.options.endpoints, service);
  }

  get endpoints(): ServiceEndpoint[] {
    const { dynamoDb, tables } = this;
    return dynamoDb ? [{ name: "DynamoDB", url: dynamoDb.url, resources: tables.names }] : [];
  }

  /** Differences from AWS, and what could not be made. */
  get warnings(): readonly string[] {
    const { profile } = this.options;
    return [...(profile === undefined ? [] : [profileWarning(profile)]), ...this.tables.warnings];
  }

  async close(): Promise<void> {
    await this.dynamoDb?.close();
  }

  /** Whether the developer has chosen where calls to DynamoDB go. */
  private get isChosen(): boolean {
    const { environment, profile } = this.options;
    const isInFile = CHOSEN.some((name) => environment[name] !== undefined);
    return isInFile || profile !== undefined || this.endpointFor("dynamodb") !== undefined;
  }

  private async embedded(stack: ResolvedStack): Promise<Record<string, string>> {
    const hasTables = stack.ofType(TABLE_TYPE).length > 0;
    if (this.isChosen || (!hasTables && !this.dynamoDb)) {
      return {};
    }
    this.dynamoDb ??= await this.startDynamoDb(stack);
    this.tables = await this.dynamoDb.use(stack);
    return { AWS_ENDPOINT_URL_DYNAMODB: this.dynamoDb.url };
  }

  private startDynamoDb(stack: ResolvedStack): Promise<EmbeddedDynamoDb> {
    return loadEmbedded().EmbeddedDynamoDb.start(stack, this.options.nextPort(), this.options);
  }
}

/** Only when it is needed: most stacks have no table. */
function loadEmbedded(): typeof embedded {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- tsx/cjs has no import() of TypeScript
  return require("./dynamodb/embedded-dynamodb") as typeof embedded;
}
