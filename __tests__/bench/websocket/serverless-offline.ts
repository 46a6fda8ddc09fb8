import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Language } from "../runner/stacks";
import type { LaunchedServer } from "../runner/started-server";
import type { Scratch } from "../scratch";

/** The last releases that need no account. */
const PACKAGES = ["serverless@3.40.0", "serverless-offline@13.9.0"];
const RUNTIMES: Readonly<Record<Language, string>> = { Node: "nodejs18.x", Python: "python3.11" };
const INSTALL_MS = 300_000;
const READY = "Offline [http for websocket] listening";

/**
 * Installs serverless-offline in a folder of its own: it is not a dependency of this project.
 * @returns the folder, or undefined with a message if there is no network
 */
export function installServerlessOffline(scratch: string): string | undefined {
  const folder = path.join(scratch, "serverless-offline");
  mkdirSync(folder);
  writeFileSync(path.join(folder, "package.json"), '{"private":true}');
  try {
    execFileSync("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", ...PACKAGES], {
      cwd: folder,
      stdio: "pipe",
      timeout: INSTALL_MS,
    });
    return folder;
  } catch (error) {
    const reason = (error as Error).message.split("\n", 1).join("");
    process.stdout.write(`\nserverless-offline can't be installed, and is left out: ${reason}\n`);
    return undefined;
  }
}

export async function startServerlessOffline(
  installed: string,
  language: Language,
  scratch: Scratch,
): Promise<LaunchedServer> {
  const folder = path.join(installed, language);
  const port = await freePort();
  cpSync(path.join(__dirname, "handlers"), folder, { recursive: true });
  symlinkSync(path.join(installed, "node_modules"), path.join(folder, "node_modules"));
  writeFileSync(path.join(folder, "serverless.yml"), JSON.stringify(service(language)));
  const child = scratch.keep(
    spawn(
      process.execPath,
      [
        path.join(installed, "node_modules/serverless/bin/serverless.js"),
        ...["offline", "start", "--noTimeout", "--websocketPort", String(port)],
        ...["--httpPort", String(await freePort()), "--lambdaPort", String(await freePort())],
      ],
      {
        cwd: folder,
        stdio: ["ignore", "ignore", "pipe"],
        env: { ...process.env, SLS_TELEMETRY_DISABLED: "1", SLS_NOTIFICATIONS_MODE: "off" },
      },
    ),
  );
  const ended = once(child, "exit");
  for await (const line of createInterface({ input: child.stderr })) {
    if (line.includes(READY)) {
      break;
    }
  }
  child.stderr.resume();
  const stop = async (): Promise<void> => {
    child.kill("SIGKILL");
    await ended;
  };
  return { url: `ws://127.0.0.1:${port}`, pid: child.pid ?? 0, stop };
}

/** The same routes as those of the runner. JSON is YAML. */
function service(language: Language): object {
  const route = { route: "$default", routeResponseSelectionExpression: "$default" };
  return {
    service: "bench",
    frameworkVersion: "3",
    provider: {
      name: "aws",
      runtime: RUNTIMES[language],
      websocketsApiRouteSelectionExpression: "$request.body.action",
    },
    plugins: ["serverless-offline"],
    custom: { "serverless-offline": { host: "127.0.0.1" } },
    functions: {
      echo: {
        handler: "index.handler",
        events: ["$connect", "$disconnect", route].map((websocket) => ({ websocket })),
      },
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
