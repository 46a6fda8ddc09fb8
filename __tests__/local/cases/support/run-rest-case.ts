import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Writable } from "node:stream";
import { createRestApis } from "../../../../local/gateway/rest-api";
import { LocalLambda } from "../../../../local/lambda";
import { withServer } from "../../../support/loopback-server";
import { Backend } from "./case-backend";
import { send, type Exchange } from "./exchange";
import { resolve } from "./resolve";
import type { RestCase } from "./rest-case";
import { restStack } from "./rest-stack";

const SILENT = new Writable({ write: (_chunk, _encoding, written) => written() });

/** Sets a case up as a stack folder, serves it with real handlers, and sends its request. */
export async function runRestCase({ setup, request }: RestCase): Promise<Exchange> {
  const backend = new Backend(setup.routes.find((route) => route.http_backend)?.http_backend ?? {});
  return withServer(backend.listener, async (backendUrl) => {
    const { files, terraform } = restStack(setup, backendUrl);
    return withFolder(files, async (folder) => {
      const stack = resolve(folder, terraform);
      const lambda = await LocalLambda.create(stack, { log: SILENT });
      try {
        const [api] = createRestApis(stack, { lambda });
        if (!api) throw new Error("The case has no API.");
        const stagePath = api.stages[0]?.path ?? "";
        const answer = await withServer(
          (incoming, outgoing) => api.handle(incoming, outgoing),
          (url) => send(url, stagePath, request),
        );
        const backendHeaders = withApiId(backend.received, stack);
        const event = () => JSON.parse(answer.body.toString("utf8")) as object;
        return { ...answer, event, backendHeaders };
      } finally {
        await lambda.close();
      }
    });
  });
}

/** Cases write the API's id as `<api id>`. */
function withApiId(
  headers: Backend["received"],
  stack: ReturnType<typeof resolve>,
): Backend["received"] {
  const id = stack.ofType("aws_api_gateway_rest_api")[0]?.string("id");
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, value === id ? "<api id>" : value]),
  );
}

async function withFolder<T>(
  files: ReadonlyMap<string, string>,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), "rest-case-"));
  try {
    for (const [name, content] of files) {
      const file = path.join(folder, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
