import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { createDataFolder } from "../../data-folder";
import type { Log } from "../../log/log";
import { crossOriginRefusal } from "../../server/cross-origin";
import type { KnownHosts } from "../../server/known-hosts";
import { LoopbackServer } from "../../server/loopback";
import type { Late } from "../../server/stopping";
import { readBody } from "../../server/read-body";
import type { ResolvedStack } from "../../terraform";
import { type DatabaseResponse, Dynalite, TARGET } from "./dynalite";
import type { MadeResources } from "../service-endpoint";
import { makeTables } from "./tables";

export interface EmbeddedDynamoDbOptions {
  /** Folder of `--data-dir`. @default the data are in memory */
  readonly dataFolder?: string | undefined;
  readonly hosts: KnownHosts;
  readonly log: Pick<Log, "report">;
}

/** DynamoDB's limit for a request. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;
const JSON_TYPE = { "Content-Type": "application/x-amz-json-1.0" };
const UNKNOWN = "UnknownOperationException";

/** A DynamoDB on loopback that has the tables of a stack. */
export class EmbeddedDynamoDb {
  private readonly server = new LoopbackServer(
    (request, response) => this.handle(request, response),
    () => undefined,
  );

  private constructor(
    private readonly database: Dynalite,
    private readonly options: EmbeddedDynamoDbOptions,
  ) {}

  /** @throws Error if the port is in use, or the folder can't be opened */
  static async start(
    stack: ResolvedStack,
    port: number,
    options: EmbeddedDynamoDbOptions,
  ): Promise<EmbeddedDynamoDb> {
    const { region, accountId } = stack;
    const folder = options.dataFolder && path.resolve(options.dataFolder, "dynamodb");
    if (folder) {
      createDataFolder(folder);
    }
    const started = new EmbeddedDynamoDb(new Dynalite({ folder, region, accountId }), options);
    try {
      await started.open(folder);
      await started.server.listen(port, "DynamoDB");
      return started;
    } catch (error) {
      await started.close();
      throw error;
    }
  }

  get url(): string {
    return this.server.url;
  }

  /** Makes the tables that don't exist yet. */
  use(stack: ResolvedStack): Promise<MadeResources> {
    return makeTables(this.database, stack);
  }

  async close(late?: Late): Promise<void> {
    await this.server.close(late);
    await this.database.close();
  }

  private async open(folder: string | undefined): Promise<void> {
    try {
      await this.database.call("ListTables", {});
    } catch (error) {
      const hint = "Another runner may be using it: give each runner a folder of its own.";
      throw new Error(`--data-dir: ${folder} can't be opened${reasonOf(error)}. ${hint}`, {
        cause: error,
      });
    }
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { status, headers, body } = await this.respond(request).catch((error: Error) =>
      failure(500, "InternalServerError", error.message),
    );
    response.writeHead(status, headers);
    response.end(body);
  }

  private async respond(request: IncomingMessage): Promise<DatabaseResponse> {
    const { headers } = request;
    const operation = String(headers[TARGET] ?? "-").replace(/^.*\./, "");
    const report = (status: number, reason: string): void =>
      this.options.log.report({
        api: "DynamoDB",
        method: request.method ?? "",
        path: operation,
        status,
        reason,
      });
    const refusal =
      this.options.hosts.refusal(request) ??
      crossOriginRefusal(request, "DynamoDB") ??
      (request.method === "POST" ? undefined : `the method is ${request.method}; allowed: POST`);
    if (refusal !== undefined) {
      report(403, refusal);
      const message = `The local runner refuses the request: ${refusal}.`;
      return failure(403, "AccessDeniedException", message);
    }
    const body = await readBody(request, MAX_BODY_BYTES);
    if (typeof body === "string") {
      return failure(413, "RequestEntityTooLarge", "The request is over 16 MB.");
    }
    const responded = await this.database.request({ headers, body });
    if (responded.status === 400 && responded.body.includes(UNKNOWN)) {
      report(400, unsupported(operation));
      return failure(400, UNKNOWN, `The embedded DynamoDB can't do this: ${operation}.`);
    }
    return responded;
  }
}

function unsupported(operation: string): string {
  return (
    `the embedded DynamoDB has no ${operation}. moto and DynamoDB Local have more: pass the URL of ` +
    "one by --aws-endpoint dynamodb=URL"
  );
}

function failure(status: number, code: string, message: string): DatabaseResponse {
  const body = JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${code}`, message });
  return { status, headers: JSON_TYPE, body };
}

/** The database fails to open without a word, and then finds itself closed. */
function reasonOf(error: unknown): string {
  const { message } = error as Error;
  return message.startsWith("Iterator is not open") ? "" : `: ${message}`;
}
