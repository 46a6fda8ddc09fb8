import {
  ApiGatewayManagementApiClient,
  GoneException,
  PostToConnectionCommand,
} from "@aws-sdk/client-apigatewaymanagementapi";
import { allConnections, forgetConnection } from "./connection-store";
import type { ChatEvent } from "./request";

/** What all clients get. */
export type Broadcast =
  | { readonly type: "message"; readonly from: string; readonly text: string }
  | { readonly type: "joined" | "left"; readonly name: string };

/** Clients of the management API by its URL: an execution environment keeps its connections. */
const clients = new Map<string, ApiGatewayManagementApiClient>();

/**
 * Sends something to every client that is connected, and forgets those that have gone. A client that
 * can't be reached otherwise misses it, and the log has the reason: the others have got it by then.
 */
export async function broadcast(event: ChatEvent, sent: Broadcast): Promise<void> {
  const client = clientFor(event);
  const data = JSON.stringify(sent);
  const connections = await allConnections();
  await Promise.all(
    connections.map(async ({ connectionId }) => {
      try {
        await post(client, connectionId, data);
      } catch (error) {
        console.error(`connection ${connectionId} misses a message:`, error);
      }
    }),
  );
}

async function post(
  client: ApiGatewayManagementApiClient,
  ConnectionId: string,
  Data: string,
): Promise<void> {
  try {
    await client.send(new PostToConnectionCommand({ ConnectionId, Data }));
  } catch (error) {
    if (!(error instanceof GoneException)) {
      throw error;
    }
    // API Gateway doesn't always report the end of a connection.
    await forgetConnection(ConnectionId);
  }
}

function clientFor({ requestContext }: ChatEvent): ApiGatewayManagementApiClient {
  const endpoint = `https://${requestContext.domainName}/${requestContext.stage}`;
  const client = clients.get(endpoint) ?? new ApiGatewayManagementApiClient({ endpoint });
  clients.set(endpoint, client);
  return client;
}
