import type { Log } from "../log/log";
import type { KnownHosts } from "../server/known-hosts";
import type { Late } from "../server/stopping";
import type { ResolvedStack } from "../terraform";
import { AwsClient } from "./aws-client";
import { type AwsEndpoints, endpointFor, endpointVariables } from "./aws-endpoints";
import {
  credentialVariables,
  profileCredentials,
  profileWarning,
  type AwsCredentials,
} from "./profile-credentials";
import type { EmbeddedDynamoDb } from "./dynamodb/embedded-dynamodb";
import type * as embedded from "./dynamodb/embedded-dynamodb";
import { TABLE_TYPE } from "./dynamodb/tables";
import type * as background from "./moto/background-moto";
import type { BackgroundMoto } from "./moto/background-moto";
import type { Moto } from "./moto/moto";
import type * as moto from "./moto/moto";
import { needsMoto } from "./moto/needs-moto";
import type { MadeResources, ServiceEndpoint, ServiceResource } from "./service-endpoint";

/** How the AWS services that handlers call are found. */
export interface AwsOptions {
  /** Folder that keeps the items of the embedded DynamoDB (`--data-dir`). @default memory */
  readonly dataFolder?: string | undefined;
  /**
   * Endpoints that are given to handlers (`--aws-endpoint`), or moto's server, which the runner then
   * starts with the stack's resources. @default none
   */
  readonly endpoints?: AwsEndpoints | "moto" | undefined;
  /**
   * Path of a Python that has moto. It is started in the background if the stack needs it and nothing
   * else provides the services. @default moto isn't started
   */
  readonly motoPython?: Promise<string | undefined> | undefined;
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

/** Variables that decide where calls to all services go. */
const CHOSEN = ["AWS_ENDPOINT_URL", "AWS_ACCESS_KEY_ID"];
/** Variables that decide where calls to DynamoDB go. */
const CHOSEN_DYNAMODB = [...CHOSEN, "AWS_ENDPOINT_URL_DYNAMODB"];

const DATA_WITH_MOTO =
  "--data-dir keeps no items with --aws-endpoint moto: moto keeps everything in memory.";

/** Endpoints on this machine verify no signature. */
const FAKE_CREDENTIALS: AwsCredentials = { accessKeyId: "local", secretAccessKey: "local" };

/** Where services are found, and what requests to them are signed with. */
export interface ServiceAccess {
  endpointFor(service: string, region: string): string | undefined;
  readonly credentials: AwsCredentials;
  /** Whether moto's server is what the endpoints of services other than DynamoDB lead to. */
  readonly isMoto: boolean;
}

/** The AWS services around a stack, as far as they are provided on this machine. */
export class AwsServices {
  private dynamoDb: EmbeddedDynamoDb | undefined;
  private moto: Moto | undefined;
  private background: BackgroundMoto | undefined;
  private credentials: AwsCredentials = FAKE_CREDENTIALS;
  private made: MadeResources = { resources: [], warnings: [] };
  /** Resources that were created since the start, by kind and name. */
  private readonly created = new Set<string>();

  /** Calls the services at their endpoints, never on AWS. */
  readonly client = new AwsClient((service) => this.endpointFor(service));

  constructor(private readonly options: AwsServicesOptions) {}

  /**
   * Provides the services that the stack needs, with its resources in them.
   * @returns environment variables for every function
   * @throws Error if a service can't be started
   */
  async use(stack: ResolvedStack): Promise<Record<string, string>> {
    const { profile } = this.options;
    await this.provide(stack);
    const { chosen, dynamoDb, background } = this;
    const found = profile === undefined ? undefined : await profileCredentials(profile);
    this.credentials = found ?? FAKE_CREDENTIALS;
    return {
      ...(dynamoDb && { AWS_ENDPOINT_URL_DYNAMODB: dynamoDb.url }),
      ...(background && endpointVariables({ all: background.url, byService: {} })),
      ...(chosen && endpointVariables(chosen)),
      ...(found && credentialVariables(found)),
    };
  }

  /** The URL that calls to a service such as `sqs` are sent to, unless it is AWS's own. */
  endpointFor(service: string): string | undefined {
    const ofBackground = service === "dynamodb" ? undefined : this.background?.url;
    return (this.chosen && endpointFor(this.chosen, service)) ?? ofBackground;
  }

  /** What integrations of APIs call services with. Only a profile leads to AWS itself. */
  get access(): ServiceAccess {
    const { profile } = this.options;
    return {
      credentials: this.credentials,
      isMoto: (this.moto ?? this.background) !== undefined,
      endpointFor: (service, region) =>
        this.endpointFor(service) ??
        (service === "dynamodb" ? this.dynamoDb?.url : undefined) ??
        (profile === undefined ? undefined : `https://${service}.${region}.amazonaws.com`),
    };
  }

  /** Whether requests to services other than DynamoDB wait for a server that is starting. */
  get isStarting(): boolean {
    return this.background?.isStarting ?? false;
  }

  get endpoints(): ServiceEndpoint[] {
    const { dynamoDb, moto: server, background } = this;
    const { resources } = this.made;
    return [
      ...(dynamoDb ? [{ name: "DynamoDB", url: dynamoDb.url, resources }] : []),
      ...(server ? [{ name: "moto", url: server.url, resources }] : []),
      ...(background
        ? [
            {
              name: "moto",
              url: background.url,
              resources: background.resources,
              isReady: background.ready(),
            },
          ]
        : []),
    ];
  }

  /** Differences from AWS, and what could not be made. */
  get warnings(): readonly string[] {
    const { profile, endpoints, dataFolder } = this.options;
    return [
      ...(profile === undefined ? [] : [profileWarning(profile)]),
      ...(endpoints === "moto" && dataFolder !== undefined ? [DATA_WITH_MOTO] : []),
      ...this.made.warnings,
    ];
  }

  /** Ends services that are starting, and requests that wait for them. */
  async stopStarting(late: Late): Promise<void> {
    if (this.isStarting) {
      await this.background?.close(late);
    }
  }

  async close(late: Late): Promise<void> {
    this.client.close();
    await this.dynamoDb?.close(late);
    await this.moto?.close(late);
    await this.background?.close(late);
  }

  /** The endpoints of `--aws-endpoint`, once they are known. */
  private get chosen(): AwsEndpoints | undefined {
    const { endpoints } = this.options;
    if (endpoints === "moto") {
      return this.moto && { all: this.moto.url, byService: {} };
    }
    return endpoints;
  }

  /** Whether the developer has chosen where calls go, by one of these variables or a profile. */
  private isChosenBy(variables: readonly string[]): boolean {
    const { environment, profile } = this.options;
    return profile !== undefined || variables.some((name) => environment[name] !== undefined);
  }

  /** Starts what the stack needs, and makes its resources there. */
  private async provide(stack: ResolvedStack): Promise<void> {
    if (this.options.endpoints === "moto") {
      const { accountId } = stack;
      const { nextPort, hosts, log } = this.options;
      this.moto ??= await loadMoto().Moto.start({ port: nextPort(), accountId, hosts, log });
      this.made = this.remembered(await this.moto.use(stack, this.client));
      return;
    }
    const hasTables = stack.ofType(TABLE_TYPE).length > 0;
    const isChosen = this.isChosenBy(CHOSEN_DYNAMODB) || this.endpointFor("dynamodb") !== undefined;
    if (!isChosen && (hasTables || this.dynamoDb)) {
      this.dynamoDb ??= await this.startDynamoDb(stack);
      this.made = this.remembered(await this.dynamoDb.use(stack));
    }
    await this.provideOthers(stack);
  }

  /** Starts moto's server without waiting for it. */
  private async provideOthers(stack: ResolvedStack): Promise<void> {
    const { endpoints, motoPython, hosts, log, nextPort } = this.options;
    const isWanted = endpoints === undefined && !this.isChosenBy(CHOSEN) && needsMoto(stack);
    const python = isWanted && !this.background ? await motoPython : undefined;
    if (python !== undefined) {
      this.background = await loadBackgroundMoto().BackgroundMoto.open({
        port: nextPort(),
        accountId: stack.accountId,
        python,
        hosts,
        log,
      });
    }
    this.background?.use(stack);
  }

  /** After a reload, what the runner has created before exists. */
  private remembered({ resources, warnings }: MadeResources): MadeResources {
    const key = ({ kind, name }: ServiceResource) => `${kind} ${name}`;
    for (const resource of resources.filter(({ state }) => state === "created")) {
      this.created.add(key(resource));
    }
    return {
      resources: resources.map((resource) =>
        this.created.has(key(resource)) ? { ...resource, state: "created" } : resource,
      ),
      warnings,
    };
  }

  private startDynamoDb(stack: ResolvedStack): Promise<EmbeddedDynamoDb> {
    return loadEmbedded().EmbeddedDynamoDb.start(stack, this.options.nextPort(), this.options);
  }
}

/** Only when it is needed: most stacks have no table. */
function loadEmbedded(): typeof embedded {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- only when needed, and at once
  return require("./dynamodb/embedded-dynamodb") as typeof embedded;
}

/** Only when it is needed, too. */
function loadBackgroundMoto(): typeof background {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- only when needed, and at once
  return require("./moto/background-moto") as typeof background;
}

/** Only when it is asked for. */
function loadMoto(): typeof moto {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- only when needed, and at once
  return require("./moto/moto") as typeof moto;
}
