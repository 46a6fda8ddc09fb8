/**
 * A stand-in for the provider hashicorp/archive, for machines that can't have it: an executable that
 * speaks Terraform's plugin protocol 5 and knows the one data source `archive_file`.
 * @see https://developer.hashicorp.com/terraform/plugin/terraform-plugin-protocol
 */
import path from "node:path";
import type { handleUnaryCall } from "@grpc/grpc-js";
import { loadPackageDefinition, Server, ServerCredentials } from "@grpc/grpc-js";
import type {
  GrpcObject,
  ServiceClientConstructor,
  UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";
import { decode, encode } from "@msgpack/msgpack";
import type { ArchiveFileConfig } from "./archive-file";
import { readArchiveFile } from "./archive-file";
import { ARCHIVE, sourceOf } from "../mirrors";
import { providerSchema } from "./schema";

interface DynamicValue {
  readonly msgpack: Buffer;
}

/** A method whose response is what a function of its request returns. */
function respondingWith<Request, Response>(
  respond: (request: Request) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    Promise.resolve(call.request)
      .then(respond)
      .then((response) => callback(null, response))
      .catch((error: unknown) => callback(error as Error));
  };
}

const provider: UntypedServiceImplementation = {
  GetSchema: respondingWith(() => providerSchema),
  PrepareProviderConfig: respondingWith(({ config }: { config: DynamicValue }) => ({
    prepared_config: config,
  })),
  Configure: respondingWith(() => ({})),
  ValidateDataSourceConfig: respondingWith(() => ({})),
  ReadDataSource: respondingWith(({ config }: { config: DynamicValue }) => read(config)),
  Stop: respondingWith(() => ({})),
};

async function read(config: DynamicValue) {
  try {
    const state = await readArchiveFile(decode(config.msgpack) as ArchiveFileConfig);
    return { state: { msgpack: encode(state) } };
  } catch (error) {
    return { diagnostics: [{ severity: "ERROR", summary: "archive_file", detail: String(error) }] };
  }
}

const server = new Server({ "grpc.max_receive_message_length": -1 });
server.addService(service("plugin.proto", "tfplugin5", "Provider"), provider);
server.addService(service("go-plugin.proto", "plugin", "GRPCController"), {
  Shutdown: respondingWith(() => {
    server.tryShutdown(() => process.exit(0));
    return {};
  }),
});
server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
  if (error) {
    throw error;
  }
  process.stdout.write(process.argv.includes("-debug") ? debugLine(port) : handshake(port));
});

/** What go-plugin expects: its version, the protocol's, and where to connect. */
function handshake(port: number): string {
  return `1|5|tcp|127.0.0.1:${port}|grpc|\n`;
}

/** What a provider prints in its debug mode. */
function debugLine(port: number): string {
  const address = {
    Protocol: "grpc",
    ProtocolVersion: 5,
    Pid: process.pid,
    Test: true,
    Addr: { Network: "tcp", String: `127.0.0.1:${port}` },
  };
  return `TF_REATTACH_PROVIDERS='${JSON.stringify({ [sourceOf(ARCHIVE)]: address })}'\n`;
}

function service(file: string, packageName: string, name: string) {
  const definition = loadSync(path.join(__dirname, file), { keepCase: true });
  const services = loadPackageDefinition(definition)[packageName] as GrpcObject;
  return (services[name] as ServiceClientConstructor).service;
}
