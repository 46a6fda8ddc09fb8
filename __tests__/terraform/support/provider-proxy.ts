import type { ClientHttp2Session, ServerHttp2Stream } from "node:http2";
import { connect, createServer } from "node:http2";
import { connect as connectSocket } from "node:net";
import { bytesOf } from "./bytes";
import type { GrpcResponse } from "./grpc";
import { call, failure, messageOf, respond, success } from "./grpc";
import { keptSchemas } from "./kept-schemas";
import { listen } from "./listen";
import { schemasOf } from "./schema-filter";
import { typesInUse } from "./types-in-use";

/** Where a provider in debug mode listens, as TF_REATTACH_PROVIDERS has it. */
export interface ProviderAddress {
  readonly Addr: { readonly Network: string; readonly String: string };
}

const PROVIDER = "/tfplugin5.Provider/";
const GET_SCHEMA = `${PROVIDER}GetSchema`;
/** The schemas of all types are megabytes. */
const LIMITS = { maxSessionMemory: 1000, settings: { initialWindowSize: 2 ** 24 } };

/**
 * Stands between Terraform and a provider, which it starts when Terraform needs it. Each Terraform
 * command asks for the schemas of all 1,500 types of the AWS provider, and making and reading them
 * takes longer than most commands' work. Here, it gets those of the types in use; all other calls are
 * passed on as they are.
 * @param source the provider's source address
 */
export async function startProxy(source: string, start: () => Promise<ProviderAddress>) {
  const server = createServer(LIMITS);
  let session: Promise<ClientHttp2Session> | undefined;
  const ask = async (path: string, body: Buffer) =>
    call(await (session ??= start().then(sessionWith)), path, body);

  async function responseTo(path: string, body: Buffer): Promise<GrpcResponse> {
    if (!path.startsWith(PROVIDER)) {
      return failure("UNIMPLEMENTED", path);
    }
    if (path !== GET_SCHEMA) {
      return ask(path, body);
    }
    const all = await keptSchemas(source, async () => messageOf(await ask(path, body)));
    return success(schemasOf(typesInUse, all));
  }

  async function serve(stream: ServerHttp2Stream, path: string): Promise<void> {
    const body = await bytesOf(stream);
    const response = await responseTo(path, body).catch((error: unknown) =>
      failure("UNAVAILABLE", String(error)),
    );
    respond(stream, response);
  }

  server.on("stream", (stream, { ":path": path = "" }) => {
    stream.on("error", () => undefined);
    serve(stream, path).catch(() => stream.destroy());
  });
  return {
    address: `127.0.0.1:${await listen(server)}`,
    stop: async () => {
      server.close();
      (await session?.catch(() => undefined))?.destroy();
    },
  };
}

function sessionWith({ Addr: { Network: network, String: address } }: ProviderAddress) {
  const { hostname, port } = new URL(`tcp://${address}`);
  const socket =
    network === "unix"
      ? connectSocket(address)
      : connectSocket({ host: hostname, port: Number(port) });
  const session = connect("http://provider", { ...LIMITS, createConnection: () => socket });
  // Its calls fail then.
  session.on("error", () => undefined);
  return session;
}
