import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { broadcast } from "./broadcast";
import {
  deleteConnection,
  putConnection,
  readConnection,
  renameConnection,
} from "./connection-store";
import type { ChatEvent } from "./request";
import { Refusal, textOf } from "./request";

type Response = APIGatewayProxyStructuredResultV2;

const MAX_NAME_LENGTH = 30;
const MAX_TEXT_LENGTH = 1000;
/** Only a connection whose item somebody has removed can get it. */
const UNKNOWN = "The connection isn't known any more. Connect again.";

const routes: Readonly<Record<string, (event: ChatEvent) => Promise<Response> | Response>> = {
  $connect: async ({ requestContext: { connectionId } }) => {
    await putConnection({ connectionId, name: `guest-${connectionId.slice(0, 4)}` });
    return { statusCode: 200 };
  },
  $disconnect: async (event) => {
    const connection = await deleteConnection(event.requestContext.connectionId);
    if (connection) {
      await broadcast(event, { type: "left", name: connection.name });
    }
    return { statusCode: 200 };
  },
  setName: async (event) => {
    const { connectionId } = event.requestContext;
    const name = textOf(event, "name", MAX_NAME_LENGTH);
    if (!(await renameConnection({ connectionId, name }))) {
      throw new Refusal(UNKNOWN);
    }
    await broadcast(event, { type: "joined", name });
    return response({ type: "named", name });
  },
  sendMessage: async (event) => {
    const text = textOf(event, "text", MAX_TEXT_LENGTH);
    const sender = await readConnection(event.requestContext.connectionId);
    if (!sender) {
      throw new Refusal(UNKNOWN);
    }
    await broadcast(event, { type: "message", from: sender.name, text });
    return response({ type: "sent" });
  },
  $default: () => {
    throw new Refusal('"action" must be "setName" or "sendMessage".');
  },
};

export async function handler(event: ChatEvent): Promise<Response> {
  try {
    return (await routes[event.requestContext.routeKey]?.(event)) ?? { statusCode: 404 };
  } catch (error) {
    if (error instanceof Refusal) {
      return response({ type: "error", message: error.message });
    }
    // API Gateway sends the client an error, and Lambda logs this one.
    throw error;
  }
}

/** The client gets the body. */
function response(body: object): Response {
  return { statusCode: 200, body: JSON.stringify(body) };
}
