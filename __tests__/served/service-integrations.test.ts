import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { DynamoDbIntegration, RestApi } from "../../constructs";
import { serve, type LocalApi } from "../../local/testing";
import { environment } from "./support/stack";

describe("methods in front of a table, as the runner serves them with its embedded DynamoDB", () => {
  let api: LocalApi;

  beforeAll(async () => {
    const stack = environment();
    const table = new DynamodbTable(stack, "Table", {
      name: "notes",
      billingMode: "PAY_PER_REQUEST",
      hashKey: "id",
      attribute: [{ name: "id", type: "S" }],
    });
    const rest = new RestApi(stack, "Api", { stageName: "v1" });
    const note = rest.root.addResource("notes").addResource("{id}");
    const escaped = (text: string) => ({
      S: `$util.escapeJavaScript(${text}).replaceAll("\\\\'", "'")`,
    });
    const id = escaped("$input.params('id')");
    const text = escaped("$input.path('$.text')");
    note.addMethod(
      "PUT",
      new DynamoDbIntegration(table, { action: "PutItem", input: { Item: { id, text } } }),
    );
    note.addMethod(
      "GET",
      new DynamoDbIntegration(table, {
        action: "GetItem",
        input: { Key: { id } },
        integrationResponses: [
          {
            statusCode: "200",
            responseTemplates: { "application/json": "$input.json('$.Item.text.S')" },
          },
        ],
      }),
    );
    note.addMethod("DELETE", new DynamoDbIntegration(table, { action: "DeleteItem", input: {} }));
    api = await serve(stack);
  });

  test("what one writes, another reads", async () => {
    const text = 'Emma\'s "quoted" text';
    const put = await api.fetch("PUT /notes/it's", { body: { text } });
    const got = await api.fetch("GET /notes/it's");

    expect([put.status, await put.json()]).toEqual([200, {}]);
    expect([got.status, await got.json()]).toEqual([200, text]);
  });

  test("an error of DynamoDB is a 400 without its details", async () => {
    const got = await api.fetch("DELETE /notes/7");

    expect([got.status, await got.json()]).toEqual([400, { message: "Bad Request" }]);
  });
});
