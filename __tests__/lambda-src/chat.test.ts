import {
  ApiGatewayManagementApiClient,
  GoneException,
} from "@aws-sdk/client-apigatewaymanagementapi";
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { broadcast } from "../../lambda-src/chat/broadcast";
import type { ChatEvent } from "../../lambda-src/chat/request";

const EVENT = { requestContext: { domainName: "chat.example", stage: "v1" } } as ChatEvent;
const METADATA = { message: "", $metadata: {} };

/** A broadcast to a connection that is reported as gone; the request that removes its item. */
async function toGone(removal: () => Promise<unknown>): Promise<Record<string, unknown>> {
  jest
    .spyOn(ApiGatewayManagementApiClient.prototype, "send")
    .mockImplementation(() => Promise.reject(new GoneException(METADATA)) as never);
  const requests: { input: Record<string, unknown> }[] = [];
  jest.spyOn(DynamoDBDocumentClient.prototype, "send").mockImplementation((request) => {
    requests.push(request as never);
    const scanned = { Items: [{ connectionId: "c", name: "Eve" }] };
    return (requests.length === 1 ? Promise.resolve(scanned) : removal()) as never;
  });
  await broadcast(EVENT, { type: "joined", name: "Ana" });
  return requests[1]?.input ?? {};
}

afterEach(() => {
  jest.restoreAllMocks();
});

test("a client that is connecting stays known, although it can't be reached yet", async () => {
  const twoHours = Math.floor(Date.now() / 1000) + 2 * 60 * 60;

  const { ConditionExpression, ExpressionAttributeValues } = await toGone(() =>
    Promise.reject(new ConditionalCheckFailedException(METADATA)),
  );

  expect(ConditionExpression).toBe("expiresAt < :isOpen");
  const { ":isOpen": isOpen } = ExpressionAttributeValues as Record<string, number>;
  expect(twoHours - (isOpen ?? 0)).toBeGreaterThan(28);
});

test("the others get a message if an item can't be removed, and the log has the reason", async () => {
  const log = jest.spyOn(console, "error").mockReturnValue();
  const reason = new Error("throttled");

  await toGone(() => Promise.reject(reason));

  expect(log).toHaveBeenCalledWith("connection c misses a message:", reason);
});
