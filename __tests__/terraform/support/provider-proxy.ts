import type { ServiceError } from "@grpc/grpc-js";
import { Client, credentials, Server, ServerCredentials } from "@grpc/grpc-js";
import { schemasOf } from "./schema-filter";
import { typesInUse } from "./types-in-use";

/** Where a provider in debug mode listens, as TF_REATTACH_PROVIDERS has it. */
export interface ProviderAddress {
  readonly Addr: { readonly Network: string; readonly String: string };
}

const GET_SCHEMA = "/tfplugin5.Provider/GetSchema";
/** What Terraform calls of the plugin protocol 5 on resources and data sources. */
const METHODS = [
  ...["PrepareProviderConfig", "Configure", "GetMetadata", "GetFunctions", "CallFunction", "Stop"],
  ...["ValidateResourceTypeConfig", "UpgradeResourceState", "ReadResource", "PlanResourceChange"],
  ...["ApplyResourceChange", "ImportResourceState", "MoveResourceState"],
  ...["ValidateDataSourceConfig", "ReadDataSource"],
].map((name) => `/tfplugin5.Provider/${name}`);

const UNLIMITED = {
  "grpc.max_receive_message_length": -1,
  "grpc.max_send_message_length": -1,
};
/** By source address: the tests of one file start the same provider for several folders. */
const schemas = new Map<string, Promise<Buffer>>();
const asIs = (message: Buffer) => message;

/**
 * Stands between Terraform and a provider. Each Terraform command asks for the schemas of all 1,500
 * types of the AWS provider, and making and reading them takes longer than most commands' work.
 * Here, it gets those of the types in use; all other calls are passed on as they are.
 */
export async function startProxy(source: string, provider: ProviderAddress) {
  const { Network: network, String: address } = provider.Addr;
  const target = network === "unix" ? `unix:${address}` : address;
  const client = new Client(target, credentials.createInsecure(), UNLIMITED);
  const server = new Server(UNLIMITED);
  const ask = (method: string, request: Buffer) =>
    new Promise<Buffer>((resolve, reject) => {
      client.makeUnaryRequest(method, asIs, asIs, request, (error, response) =>
        response ? resolve(response) : reject(error ?? new Error(`no response to ${method}`)),
      );
    });
  const serve = (method: string, respond: (request: Buffer) => Promise<Buffer>) =>
    server.register<Buffer, Buffer>(
      method,
      (
        call: { request: Buffer },
        callback: (error: ServiceError | null, sent?: Buffer) => void,
      ) => {
        respond(call.request).then(
          (response) => callback(null, response),
          (error: ServiceError) => callback(error),
        );
      },
      asIs,
      asIs,
      "unary",
    );

  serve(GET_SCHEMA, async (request) => {
    const all = schemas.get(source) ?? ask(GET_SCHEMA, request);
    schemas.set(source, all);
    return schemasOf(typesInUse, await all);
  });
  METHODS.forEach((method) => serve(method, (request) => ask(method, request)));

  const port = await listen(server);
  return {
    address: { ...provider, Addr: { Network: "tcp", String: `127.0.0.1:${port}` } },
    stop: () => {
      server.forceShutdown();
      client.close();
    },
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve(port),
    );
  });
}
