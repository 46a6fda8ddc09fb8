import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { FunctionStub } from "../../../../local/lambda";
import { Runner } from "../../../../local/runner/runner";
import { writeWebSocketStack } from "../../../bench/websocket/stack";
import { eventually } from "../../../support/eventually";
import { logTo } from "../../support/log-destination";
import { connectTo } from "./support/client";
import { Crowd, storm } from "./support/crowd";

const WHOLE = { lost: 0, doubled: 0, strange: 0 };

interface Event {
  readonly body?: string;
  readonly requestContext: {
    readonly connectionId: string;
    readonly eventType: string;
    readonly disconnectStatusCode?: number;
  };
}

let folder: string;
let runner: Runner;
let crowd: Crowd;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "crowd-test-"));
});
afterEach(async () => {
  crowd.vanish();
  await runner.close();
  rmSync(folder, { recursive: true, force: true });
});

async function start(language: "Node" | "Python", stub?: FunctionStub): Promise<string> {
  writeWebSocketStack(folder, language);
  runner = await Runner.start(folder, {
    port: 0,
    quiet: true,
    log: logTo(() => undefined),
    isPublished: false,
    overrides: stub ? { "aws_lambda_function.echo": { stub } } : {},
  });
  const [endpoint] = runner.endpoints;
  crowd = new Crowd(endpoint?.url ?? "");
  return endpoint?.url ?? "";
}

describe("many connections", () => {
  test.each(["Node", "Python"] as const)(
    "get each message back once, and nobody else's, from a handler in %s",
    async (language) => {
      await start(language);
      await crowd.open(100, 20);

      expect(await crowd.exchange(400, 1)).toMatchObject({ sent: 400, ...WHOLE });
    },
  );

  test("lose nothing when the stack is reloaded with new code meanwhile", async () => {
    await start("Node");
    await crowd.open(20, 20);
    const exchanged = crowd.exchange(200, 1.5);
    const code = path.join(folder, "code/index.mjs");
    for (const version of [1, 2]) {
      writeFileSync(
        code,
        `export const handler = async ({ body = "" }) => ({ statusCode: 200, body }); // ${version}`,
      );
      await runner.reload();
    }

    expect(await exchanged).toMatchObject({ sent: 300, ...WHOLE });
    expect(crowd.closed).toBe(0);
  });

  test("that come and go at once are all accepted, and each has its $disconnect", async () => {
    const open = new Set<string>();
    const url = await start("Node", (event) => {
      const { connectionId, eventType } = (event as Event).requestContext;
      if (eventType === "CONNECT") {
        open.add(connectionId);
      } else {
        open.delete(connectionId);
      }
      return { statusCode: 200 };
    });

    const { failures, milliseconds } = await storm(url, 1_000, 0.5);

    expect(failures).toEqual([]);
    expect(milliseconds).toHaveLength(500);
    await eventually(() => open.size === 0);
  });

  test("that vanish without a close frame have their $disconnect with code 1006", async () => {
    const codes: unknown[] = [];
    await start("Node", (event) => {
      const { eventType, disconnectStatusCode } = (event as Event).requestContext;
      codes.push(...(eventType === "DISCONNECT" ? [disconnectStatusCode] : []));
      return { statusCode: 200 };
    });
    await crowd.open(50, 50);

    crowd.vanish();

    await eventually(() => codes.length === 50);
    expect(new Set(codes)).toEqual(new Set([1006]));
  });

  test("are closed when the runner stops, and each $disconnect runs before it ends", async () => {
    const codes: unknown[] = [];
    await start("Node", async (event) => {
      const { eventType, disconnectStatusCode } = (event as Event).requestContext;
      if (eventType === "DISCONNECT") {
        await new Promise((resolve) => setTimeout(resolve, 50));
        codes.push(disconnectStatusCode);
      }
      return { statusCode: 200 };
    });
    await crowd.open(50, 50);

    await runner.close();

    expect(codes).toEqual(Array.from({ length: 50 }, () => 1001));
    await eventually(() => crowd.closed === 50);
  });
});

describe("a handler in a process", () => {
  test("that dies costs its message only: the connection stays, and the next one arrives", async () => {
    const url = await start("Node");
    writeFileSync(
      path.join(folder, "code/index.mjs"),
      `export const handler = async ({ body = "" }) => {
         if (body.includes("die")) process.exit(1);
         return { statusCode: 200, body };
       };`,
    );
    await runner.reload();
    const client = await connectTo(url);

    const failed = await client.exchange("die");
    const next = await client.exchange("live");

    expect(JSON.parse(failed)).toMatchObject({ message: "Internal server error" });
    expect(next).toBe("live");
    await client.close();
  });
});
