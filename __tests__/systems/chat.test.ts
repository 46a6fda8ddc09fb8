import {
  type AttributeValue,
  DynamoDBClient,
  PutItemCommand,
  ScanCommand,
} from "@aws-sdk/client-dynamodb";
import { Testing } from "cdktf";
import { chromium, type Browser, type Page } from "playwright-core";
import { EnvironmentStack } from "../../constructs";
import { Chat } from "../../constructs/systems";
import { Runner } from "../../local/runner/runner";
import { type StackFolder, stackFolder } from "../../local/testing/stack-folder";
import { environments } from "../../main";
import { type Client, connectTo } from "../local/gateway/websocket-api/support/client";
import { logTo } from "../local/support/log-destination";
import { describeWithChromium } from "../support/chromium";

const TABLE = "web-api-dev-chat";

let folder: StackFolder;
let runner: Runner;
let database: DynamoDBClient;
let log = "";
beforeAll(async () => {
  const stack = new EnvironmentStack(Testing.app(), "dev", { app: "web-api", region: "us-east-1" });
  new Chat(stack, "chat", "dev", environments.dev);
  folder = stackFolder(stack);
  runner = await Runner.start(folder.path, { port: 0, log: logTo((text) => (log += text)) });
  const endpoint = runner.services.find(({ name }) => name === "DynamoDB")?.url;
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  database = new DynamoDBClient({ endpoint, credentials, region: "us-east-1" });
});
afterAll(async () => {
  database.destroy();
  await runner.close();
  folder.remove();
});

function urlOf(api: string): string {
  const found = runner.endpoints.find(({ stage }) => stage.address.includes(`chat_${api}_`));
  return found?.url ?? "";
}

/** The item of a connection. */
async function itemOf(name: string): Promise<Record<string, AttributeValue> | undefined> {
  const { Items = [] } = await database.send(new ScanCommand({ TableName: TABLE }));
  return Items.find((item) => item.name?.S === name);
}

type Received = Readonly<Record<string, string>>;

/** The next of a client's messages that has this type. */
async function next(client: Client, type: string): Promise<Received> {
  for (;;) {
    const received = JSON.parse(await client.next()) as Received;
    if (received.type === type) {
      return received;
    }
  }
}

async function connectAs(name: string): Promise<Client> {
  const client = await connectTo(urlOf("WebSocketApi"));
  client.send(JSON.stringify({ action: "setName", name }));
  await next(client, "named");
  return client;
}

describe("chat", () => {
  let ana: Client;
  let bob: Client;
  beforeAll(async () => {
    ana = await connectAs("Ana");
    bob = await connectAs("Bob");
  });
  afterAll(() => Promise.all([ana, bob].map((client) => client.close())));

  test("sends a message to everybody, with the sender's name", async () => {
    bob.send(JSON.stringify({ action: "sendMessage", text: " Hello " }));

    const both = await Promise.all([next(ana, "message"), next(bob, "message")]);

    const message = { type: "message", from: "Bob", text: "Hello" };
    expect(both).toEqual([message, message]);
  });

  test("announces who joins and who leaves", async () => {
    const eve = await connectAs("Eve");
    const joined = await next(ana, "joined");
    await eve.close();
    const left = await next(ana, "left");

    expect([joined.name, left.name]).toEqual(["Eve", "Eve"]);
  });

  test.each([
    ["an unknown action", { action: "sing" }, '"action" must be "setName" or "sendMessage".'],
    [
      "a long text",
      { action: "sendMessage", text: "x".repeat(1001) },
      '"text" must be a text of 1 to 1000',
    ],
    [
      "an empty name",
      { action: "setName", name: " " },
      '"name" must be a text of 1 to 30 characters.',
    ],
  ])("tells only the sender what is wrong with %s", async (_, message, reason) => {
    ana.send(JSON.stringify(message));

    expect((await next(ana, "error")).message).toContain(reason);
    expect(bob.received).not.toContainEqual(expect.stringContaining(reason));
  });

  test("forgets a connection that has gone without a $disconnect", async () => {
    const eve = await connectAs("Eve");
    const item = await itemOf("Eve");
    await eve.close();
    await next(ana, "left");
    const expiresAt = { N: String(Math.floor(Date.now() / 1000) + 3600) };
    await database.send(new PutItemCommand({ TableName: TABLE, Item: { ...item, expiresAt } }));

    ana.send(JSON.stringify({ action: "sendMessage", text: "Anybody?" }));
    await next(ana, "sent");

    expect(await itemOf("Eve")).toBeUndefined();
    expect(await itemOf("Bob")).toBeDefined();
  });

  test("reaches the others if one connection can't be posted to", async () => {
    const Item = { connectionId: { S: "not!a!connection" }, name: { S: "Eve" } };
    await database.send(new PutItemCommand({ TableName: TABLE, Item }));

    ana.send(JSON.stringify({ action: "sendMessage", text: "Still there?" }));

    await next(ana, "sent");

    expect(bob.received).toContainEqual(expect.stringContaining("Still there?"));
  });
});

describeWithChromium("the page of chat, in Chromium", (executablePath) => {
  let browser: Browser;
  const problems: string[] = [];
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath });
  });
  afterAll(() => browser.close());

  async function openTab(name: string): Promise<Page> {
    const page = await browser.newPage();
    page.on("console", (message) => problems.push(message.text()));
    page.on("pageerror", (error) => problems.push(error.message));
    await page.goto(urlOf("HttpApi"));
    await page.getByText("Connected.").waitFor();
    await page.getByLabel("Your name").fill(name);
    await page.getByRole("button", { name: "Join" }).click();
    await page.getByText(`${name} has joined.`).waitFor();
    return page;
  }

  async function say(page: Page, text: string): Promise<void> {
    await page.getByLabel("Message").fill(text);
    await page.getByRole("button", { name: "Send" }).click();
  }

  test("two tabs exchange messages, and text is shown as it is", async () => {
    const ana = await openTab("Ana");
    const bob = await openTab("Bob");

    await say(ana, "Hello <b>Bob</b>");
    await bob.getByText("Ana: Hello <b>Bob</b>").waitFor();
    await say(bob, "Hello Ana");
    await ana.getByText("Bob: Hello Ana").waitFor();

    expect(problems).toEqual([]);
  });
});

test("no function has failed", () => {
  expect(log).toContain("REPORT");
  expect(log.match(/"errorType":.*/g)).toBeNull();
});
