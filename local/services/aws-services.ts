import type { Log } from "../log/log";
import type { KnownHosts } from "../server/known-hosts";
import type { ResolvedStack } from "../terraform";
import type { EmbeddedDynamoDb } from "./dynamodb/embedded-dynamodb";
import type * as embedded from "./dynamodb/embedded-dynamodb";
import { type MadeTables, TABLE_TYPE } from "./dynamodb/tables";

/** How the AWS services that handlers call are found. */
export interface AwsOptions {
  /** Folder that keeps the items of the embedded DynamoDB (`--data`). @default memory */
  readonly dataFolder?: string | undefined;
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

/** Variables with which the developer has chosen where calls to DynamoDB go. */
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
    const isChosen = CHOSEN.some((name) => this.options.environment[name] !== undefined);
    if (isChosen || (!this.dynamoDb && stack.ofType(TABLE_TYPE).length === 0)) {
      return {};
    }
    this.dynamoDb ??= await this.startDynamoDb(stack);
    this.tables = await this.dynamoDb.use(stack);
    return { AWS_ENDPOINT_URL_DYNAMODB: this.dynamoDb.url };
  }

  get endpoints(): ServiceEndpoint[] {
    const { dynamoDb, tables } = this;
    return dynamoDb ? [{ name: "DynamoDB", url: dynamoDb.url, resources: tables.names }] : [];
  }

  /** Differences from AWS, and what could not be made. */
  get warnings(): readonly string[] {
    return this.tables.warnings;
  }

  async close(): Promise<void> {
    await this.dynamoDb?.close();
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
