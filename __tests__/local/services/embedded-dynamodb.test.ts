import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Runner } from "../../../local/runner/runner";
import { until } from "../lambda/support/processes";
import { hangUpHalfWay, statusOf } from "../support/raw-client";
import { PETS, REX, TableFixture } from "./support";

const KEY = { id: REX.id, kind: REX.kind };

describe("a stack with a DynamoDB table", () => {
  const fixture = new TableFixture().withTables({ pets: PETS });
  let runner: Runner;

  beforeAll(async () => {
    runner = await fixture.start({ isolated: true });
    await fixture.put("pets", REX);
  });
  afterAll(() => fixture.close());

  function dynamoDbUrl(): string {
    return runner.services[0]?.url ?? "";
  }

  test.each(["node", "python"] as const)("%s reads an item", async (handler) => {
    const got = await fixture.send(handler, "GetItem", { TableName: "pets", Key: KEY });

    expect(got).toMatchObject({ Item: REX });
  });

  test.each([
    ["by_owner", "#key = :value", { ":value": REX.owner }, "owner"],
    ["by_age", "id = :id and #key = :value", { ":id": REX.id, ":value": REX.age }, "age"],
  ])("queries the index %s", async (index, condition, values, key) => {
    const found = await fixture.send("node", "Query", {
      TableName: "pets",
      IndexName: index,
      KeyConditionExpression: condition,
      ExpressionAttributeNames: { "#key": key },
      ExpressionAttributeValues: values,
    });

    expect(found).toMatchObject({ Count: 1, Items: [KEY] });
  });

  test("has the ARN that the stack's expressions see", async () => {
    const described = await fixture.send("node", "DescribeTable", { TableName: "pets" });

    const arn = "arn:aws:dynamodb:us-east-1:123456789012:table/pets";
    expect(described).toMatchObject({ Table: { TableStatus: "ACTIVE", TableArn: arn } });
  });

  test("logs what the embedded DynamoDB lacks, and what has it", async () => {
    const got = await fixture.send("node", "TransactWriteItems", {
      TransactItems: [{ Delete: { TableName: "pets", Key: { ...KEY, id: { S: "none" } } } }],
    });
    expect(got).toEqual({ error: "UnknownOperationException" });
    await until(() => /DynamoDB \| .*TransactWriteItems.*moto.*DynamoDB Local/.test(fixture.log));
  });

  test("serves the tables that a reload adds, and keeps the items", async () => {
    fixture.withTables({ pets: PETS, toys: { ...PETS, name: "toys" } });

    await runner.reload();

    await fixture.put("toys", { ...REX, kind: { S: "ball" } });
    const pets = await fixture.send("node", "Scan", { TableName: "pets" });
    expect(runner.services[0]?.resources).toEqual([
      { kind: "table", name: "pets", state: "created" },
      { kind: "table", name: "toys", state: "created" },
    ]);
    expect(pets).toMatchObject({ Items: [REX] });
  });

  test("keeps a table whose keys a reload changes, with a warning", async () => {
    fixture.withTables({ pets: { ...PETS, range_key: "owner" } });

    await runner.reload();

    const pets = await fixture.send("node", "Scan", { TableName: "pets" });
    expect(pets).toMatchObject({ Items: [REX] });
    expect(runner.warnings).toContainEqual(
      expect.stringMatching(/^aws_dynamodb_table.pets: the local table pets keeps the keys/),
    );
  });

  test.each([
    ["an unknown host", "Host: evil.test"],
    ["a web page", "Host: localhost\r\nOrigin: https://evil.test"],
  ])("refuses a request of %s", async (_, headers) => {
    const request = `POST / HTTP/1.1\r\n${headers}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`;

    expect(await statusOf(dynamoDbUrl(), Buffer.from(request))).toBe(403);
  });

  test("outlives a client that hangs up", async () => {
    await hangUpHalfWay(dynamoDbUrl(), "/");

    const got = await fixture.send("node", "GetItem", { TableName: "pets", Key: KEY });
    expect(got).toMatchObject({ Item: REX });
  });
});

describe("a stream of a table", () => {
  const fixture = new TableFixture();
  afterAll(() => fixture.close());

  test("causes a warning, and a TTL none, since AWS deletes items late as well", async () => {
    const ttl = { enabled: true, attribute_name: "age" };
    fixture.withTables({ pets: { ...PETS, ttl, stream_enabled: true } });

    const { warnings } = await fixture.start();

    const effect = "stream_enabled has no effect in the embedded DynamoDB: it has no stream.";
    const ofTables = warnings.filter((warning) => warning.includes("aws_dynamodb_table"));
    expect(ofTables).toEqual([`aws_dynamodb_table.pets: ${effect}`]);
  });
});

describe("no DynamoDB is embedded", () => {
  let fixture: TableFixture;
  beforeEach(() => (fixture = new TableFixture()));
  afterEach(() => fixture.close());

  test("for a stack without tables", async () => {
    const { services } = await fixture.start();

    expect(services).toEqual([]);
  });

  test.each(["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_DYNAMODB", "AWS_ACCESS_KEY_ID"])(
    "if the environment file has %s",
    async (name) => {
      fixture.withTables({ pets: PETS });

      const { services } = await fixture.start({ environment: { [name]: "http://127.0.0.1:1" } });

      expect(services).toEqual([]);
    },
  );
});

describe("a folder for the data", () => {
  const dataFolder = mkdtempSync(path.join(tmpdir(), "data-test-"));
  afterAll(() => rmSync(dataFolder, { recursive: true }));

  test("keeps the items for the next start", async () => {
    const first = new TableFixture().withTables({ pets: PETS });
    await first.start({ aws: { dataFolder } });
    await first.put("pets", REX);
    await first.close();

    const next = new TableFixture().withTables({ pets: PETS });
    const { services } = await next.start({ aws: { dataFolder } });
    const got = await next.send("node", "GetItem", { TableName: "pets", Key: KEY });
    await next.close();

    expect(got).toMatchObject({ Item: REX });
    expect(services[0]?.resources).toEqual([{ kind: "table", name: "pets", state: "existing" }]);
  });

  test("is refused where no folder can be made", async () => {
    const start = new TableFixture()
      .withTables({ pets: PETS })
      .start({ aws: { dataFolder: "/proc/no/data" } });

    await expect(start).rejects.toThrow(
      /^--data-dir: \/proc\/no\/data\S* can't be created: ENOENT.* Choose a folder that you may write\.$/,
    );
  });

  test("is refused while another runner uses it", async () => {
    const first = new TableFixture().withTables({ pets: PETS });
    await first.start({ aws: { dataFolder } });
    const second = new TableFixture().withTables({ pets: PETS });

    const start = second.start({ aws: { dataFolder } });

    await expect(start).rejects.toThrow(/--data-dir: \S+dynamodb can't be opened\. Another runner/);
    await Promise.all([first.close(), second.close()]);
  });
});
