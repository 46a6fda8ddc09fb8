import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";
import { Testing } from "cdktf";
import { Runner } from "../../local/runner/runner";
import type { StackFolder } from "../../local/testing/stack-folder";
import { stackFolder } from "../../local/testing/stack-folder";
import { upstreamBackend } from "../../local/testing/serve/upstreams";
import { SystemsStack } from "../../main";
import { eventually } from "../support/eventually";
import { TestIssuer } from "../local/jwt/support/test-issuer";
import { logTo } from "../local/support/log-destination";
import { describeWithMoto } from "../support/moto";

interface Note {
  readonly text: string;
  readonly remindedAt?: string;
}

interface BatchResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

const TABLE = "web-api-dev-notes";
const REMINDED = { remindedAt: expect.stringMatching(/^\d{4}-/) as string };

describeWithMoto("the reminders of notes", () => {
  const issuer = new TestIssuer("https://accounts.google.com");
  let folder: StackFolder;
  let runner: Runner;
  let log = "";
  beforeAll(async () => {
    folder = stackFolder(new SystemsStack(Testing.app(), "dev"));
    const keys = { [issuer.url]: ({ url }: Request) => Response.json(issuer.documents()[url]) };
    runner = await Runner.start(folder.path, {
      port: 0,
      project: ".",
      isPublished: false,
      log: logTo((text) => (log += text)),
      aws: { endpoints: "moto" },
      callBackend: upstreamBackend(keys),
    });
  });
  afterAll(async () => {
    await runner.close();
    folder.remove();
  });

  async function send(method: string, path: string, user: string, body?: object) {
    const token = await issuer.sign({ aud: "web-api-dev", sub: user });
    const api = runner.endpoints.find(({ apiAddress }) => apiAddress.includes(".notes_"));
    const headers = { authorization: `Bearer ${token}` };
    return fetch(`${api?.url}${path}`, { method, headers, body: body && JSON.stringify(body) });
  }

  const read = async (id: string, user: string) =>
    (await (await send("GET", `/notes/${id}`, user)).json()) as Note;

  async function invoke(name: string, event: object = {}): Promise<unknown> {
    const url = `${runner.lambdaUrl}/2015-03-31/functions/web-api-dev-notes-${name}/invocations`;
    const response = await fetch(url, { method: "POST", body: JSON.stringify(event) });
    return response.json();
  }

  test("a request is queued without a function, and the worker reminds of the caller's own note", async () => {
    await send("PUT", "/notes/list", "ana", { text: "Buy milk" });
    await send("PUT", "/notes/list", "bob", { text: "Buy bread" });

    const response = await send("POST", "/notes/list/remind", "ana");
    await eventually(async () => (await read("list", "ana")).remindedAt !== undefined);

    expect(response.status).toBe(202);
    expect(await response.text()).toContain("<MessageId>");
    expect(await read("list", "ana")).toMatchObject({ text: "Buy milk", ...REMINDED });
    expect(await read("list", "bob")).not.toHaveProperty("remindedAt");
  });

  test("the worker reports the messages that fail, and handles the others", async () => {
    await send("PUT", "/notes/late", "ana", { text: "Buy tea" });
    const message = (messageId: string, body: string, owner?: string) => ({
      messageId,
      body,
      messageAttributes: owner === undefined ? {} : { owner: { stringValue: owner } },
    });

    const { batchItemFailures } = (await invoke("Reminders-Worker", {
      Records: [message("1", "late"), message("2", "late", "ana"), message("3", "gone", "ana")],
    })) as BatchResponse;

    expect(batchItemFailures).toEqual([{ itemIdentifier: "1" }]);
    expect(await read("late", "ana")).toMatchObject(REMINDED);
    expect(log).toContain("The message has no owner.");
    expect(log).toContain("The note doesn't exist any more.");
  });

  test("at night, owners are reminded once of notes that they haven't changed for 30 days", async () => {
    await send("PUT", "/notes/fresh", "eve", { text: "Buy nuts" });
    const Item = { owner: "eve", id: "old", text: "Buy rice", updatedAt: "2020-01-01T00:00:00Z" };
    await documents().send(new PutCommand({ TableName: TABLE, Item }));

    const nights = [await invoke("Reminders-Nightly"), await invoke("Reminders-Nightly")];

    expect(nights).toEqual([{ reminded: 1 }, { reminded: 0 }]);
    expect(await read("old", "eve")).toMatchObject(REMINDED);
    expect(await read("fresh", "eve")).not.toHaveProperty("remindedAt");
  });

  function documents(): DynamoDBDocumentClient {
    const credentials = { accessKeyId: "local", secretAccessKey: "local" };
    const endpoint = runner.services.find(({ name }) => name === "moto")?.url;
    const client = new DynamoDBClient({ region: "us-east-1", credentials, endpoint });
    return DynamoDBDocumentClient.from(client);
  }
});
