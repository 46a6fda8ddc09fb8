import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { ApiKind, Language } from "./stacks";
import { writeStack } from "./stacks";
import { ROOT } from "../../support/root";
import { TYPESCRIPT } from "../../support/run-command";

/** A server to be measured. */
export interface Contestant {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Where the server says on which port, or at which URLs, it is ready. */
  readonly ready:
    | { readonly kind: "port" }
    | { readonly kind: "endpoints"; readonly file: string; readonly stageType: string };
  readonly request: { readonly path: string; readonly body: string };
  /** Of the runner: what it serves. */
  readonly serves?: { readonly api: ApiKind; readonly language: Language };
}

export const FLOOR_CHILDREN = 4;
const HELLO = { path: "/hello", body: '{"message":"hello"}' };
const STAGE_TYPES: Readonly<Record<ApiKind, string>> = {
  "HTTP API": "aws_apigatewayv2_stage",
  "REST API": "aws_api_gateway_stage",
};
const LANGUAGES: readonly Language[] = ["Node", "Python"];
const FLOOR = path.join(__dirname, "../floor");

/** Every contestant; the runner's stacks are written below the folder. */
export function contestants(folder: string): Contestant[] {
  return [bareServer(), ...LANGUAGES.flatMap(floors), ...runners(folder), ...appRunners(folder)];
}

export function floorName(language: Language, children = FLOOR_CHILDREN): string {
  return `node:http, ${children} ${language} ${children === 1 ? "child" : "children"}`;
}

function bareServer(): Contestant {
  return {
    name: "node:http, fixed body",
    command: process.execPath,
    args: [path.join(FLOOR, "bare-server.mjs")],
    ready: { kind: "port" },
    request: HELLO,
  };
}

function floors(language: Language): Contestant[] {
  const child =
    language === "Node"
      ? [process.execPath, path.join(FLOOR, "child.mjs")]
      : ["python3", path.join(FLOOR, "child.py")];
  return [1, FLOOR_CHILDREN].map((children) => ({
    name: floorName(language, children),
    command: process.execPath,
    args: [path.join(FLOOR, "pipe-server.mjs"), String(children), ...child],
    ready: { kind: "port" },
    request: HELLO,
  }));
}

function runners(folder: string): Contestant[] {
  return (["HTTP API", "REST API"] as const).flatMap((api) =>
    LANGUAGES.map((language) => {
      const stack = path.join(folder, `${api} ${language}`);
      writeStack(stack, api, language);
      return runner(`local runner, ${api}, ${language}`, stack, { api, language }, HELLO);
    }),
  );
}

/** The app of `npm start`, with the request log and without it; the requests go to hello. */
function appRunners(folder: string): Contestant[] {
  const outdir = path.join(folder, "app");
  execFileSync(process.execPath, [...TYPESCRIPT, "main.ts"], {
    cwd: ROOT,
    env: { ...process.env, TF_WORKSPACE: "dev", CDKTF_OUTDIR: outdir },
  });
  const serves = { api: "HTTP API", language: "Python" } as const;
  const request = { path: "/", body: '"Hello form Awstut !"' };
  const stack = path.join(outdir, "stacks/dev");
  const name = "local runner, the app, hello";
  return [
    runner(name, stack, serves, request),
    runner(`${name}, --quiet`, stack, serves, request, ["--quiet"]),
  ];
}

/** The runner by the very command of `npm run serve`. */
export function runner(
  name: string,
  stack: string,
  serves: NonNullable<Contestant["serves"]>,
  request: Contestant["request"],
  options: readonly string[] = [],
): Contestant {
  const started = runnerCommand(name, stack, STAGE_TYPES[serves.api], options);
  return { name, ...started, request, serves };
}

/** The command, and how it is known to be ready: when the endpoint of such a stage is known. */
export function runnerCommand(
  name: string,
  stack: string,
  stageType: string,
  options: readonly string[],
): Pick<Contestant, "command" | "args" | "ready"> {
  const file = path.join(path.dirname(stack), `${name}.json`);
  const { scripts } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as {
    scripts: { serve: string };
  };
  return {
    command: "/bin/sh",
    args: [
      ...["-c", `${scripts.serve} "$@"`, "serve"],
      ...[stack, "--port", "0", "--endpoints-file", file, ...options],
    ],
    ready: { kind: "endpoints", file, stageType },
  };
}
