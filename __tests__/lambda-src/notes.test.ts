import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { handler } from "../../lambda-src/notes/nightly";

test("at night, a note that is changed after it was found isn't marked", async () => {
  const requests: { input: Readonly<Record<string, unknown>> }[] = [];
  const changed = new ConditionalCheckFailedException({ message: "", $metadata: {} });
  jest.spyOn(DynamoDBDocumentClient.prototype, "send").mockImplementation((request) => {
    requests.push(request as never);
    const isScan = requests.length === 1;
    return (
      isScan ? Promise.resolve({ Items: [{ owner: "eve", id: "old" }] }) : fail(changed)
    ) as never;
  });

  const result = await handler();

  const [scan, update] = requests.map(({ input }) => input);
  expect(result).toEqual({ reminded: 0 });
  expect(update).toMatchObject({
    Key: { owner: "eve", id: "old" },
    ConditionExpression: scan?.FilterExpression,
    ExpressionAttributeValues: scan?.ExpressionAttributeValues,
  });
});

const fail = (error: Error) => Promise.reject(error);
