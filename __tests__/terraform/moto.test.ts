import { setTimeout as wait } from "node:timers/promises";
import { describeWithMoto } from "../support/moto";
import { startMoto } from "./support/moto";

describeWithMoto("servers of moto that are forked from one process", () => {
  test("have an account each, and end when they are stopped", async () => {
    const [first, second] = await Promise.all([startMoto(), startMoto()]);

    await table(first.port, "CreateTable");
    const tables = await Promise.all([first, second].map(({ port }) => table(port, "ListTables")));
    first.stop();
    second.stop();

    expect(tables).toEqual([{ TableNames: ["notes"] }, { TableNames: [] }]);
    await until(() => isRefused(first.port));
    await until(() => isRefused(second.port));
  });
});

async function table(port: number, action: "CreateTable" | "ListTables"): Promise<unknown> {
  const key = { AttributeName: "id", KeyType: "HASH", AttributeType: "S" };
  const created = {
    ...{ TableName: "notes", BillingMode: "PAY_PER_REQUEST" },
    ...{ KeySchema: [key], AttributeDefinitions: [key] },
  };
  const response = await fetch(`http://127.0.0.1:${port}`, {
    method: "POST",
    headers: {
      authorization: "AWS4-HMAC-SHA256 Credential=test/20250101/us-east-1/dynamodb/aws4_request",
      "x-amz-target": `DynamoDB_20120810.${action}`,
    },
    body: JSON.stringify(action === "CreateTable" ? created : {}),
  });
  return response.json();
}

const isRefused = (port: number) =>
  fetch(`http://127.0.0.1:${port}`).then(
    () => false,
    () => true,
  );

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) {
    await wait(10);
  }
}
