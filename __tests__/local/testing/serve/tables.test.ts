import type { LocalApi } from "../../../../local/testing";
import { serve } from "../../../../local/testing";
import { PETS, TableFixture } from "../../services/support";

const TABLE = { TableName: "pets" };
const REX = { id: { S: "1" }, kind: { S: "dog" } };

describe("two served copies of a stack with a table", () => {
  const fixture = new TableFixture().withTables({ pets: PETS });
  let apis: LocalApi[];
  beforeAll(async () => {
    apis = [await serve(fixture.folder), await serve(fixture.folder)];
  });
  afterAll(() => fixture.close());

  async function send(api: LocalApi | undefined, command: string, input: object): Promise<unknown> {
    const target = { api: "http", body: { command, input } };
    return (await api?.fetch("POST /node", target))?.json();
  }

  test("have items of their own", async () => {
    await send(apis[0], "PutItem", { ...TABLE, Item: REX });

    expect(await send(apis[0], "Scan", TABLE)).toMatchObject({ Items: [REX] });
    expect(await send(apis[1], "Scan", TABLE)).toMatchObject({ Items: [] });
  });

  test("keep their items when sandboxes are replaced", async () => {
    await send(apis[1], "PutItem", { ...TABLE, Item: REX });

    await apis[1]?.reset();

    expect(await send(apis[1], "Scan", TABLE)).toMatchObject({ Items: [REX] });
  });
});
