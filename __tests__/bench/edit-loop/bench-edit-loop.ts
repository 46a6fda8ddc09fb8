import { execFileSync } from "node:child_process";
import { appendFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Serving } from "../../local/cli/support/serving";
import { serving } from "../../local/cli/support/serving";
import { checkOut } from "../../support/checkout";
import { ROOT } from "../../support/root";
import type { Scratch } from "../scratch";
import { median } from "../stats";
import { printTable, whole } from "../table";

const QUICK = 1;
const THOROUGH = 7;
/** A developer takes longer from one save to the next. The runner uses this time to prepare. */
const PAUSE_MILLISECONDS = 1500;

/** A file of the app that is saved, and the system that is asked afterwards. */
interface Edit {
  readonly what: string;
  readonly file: string;
  readonly comment: string;
  readonly system: string;
  /** Path in the stage. @default "" */
  readonly path?: string;
  readonly aim: number;
  /** A process that does nothing but load what the handler loads: no new sandbox is faster. */
  readonly floor?: readonly [command: string, ...args: string[]];
}

const EDITS: readonly Edit[] = [
  {
    what: "construct",
    file: "constructs/systems/hello.ts",
    comment: "//",
    system: "hello",
    aim: 400,
  },
  {
    what: "template",
    file: "lambda-src/sample01/request.vtl",
    comment: "##",
    system: "sample01",
    aim: 400,
  },
  {
    what: "Python handler",
    file: "lambda-src/hello/index.py",
    comment: "#",
    system: "hello",
    aim: 250,
    floor: ["python3", "-S", "-c", "import json"],
  },
  {
    what: "Node.js handler",
    file: "lambda-src/account-settings/index.mjs",
    comment: "//",
    system: "account-settings",
    aim: 250,
    floor: ["node", "-e", "new (require('@aws-sdk/client-lambda').LambdaClient)()"],
  },
  {
    what: "TypeScript handler",
    file: "lambda-src/notes/index.ts",
    comment: "//",
    system: "notes",
    path: "/health",
    aim: 250,
    floor: [
      "node",
      "-e",
      "require('@aws-sdk/lib-dynamodb').DynamoDBDocumentClient.from(new (require('@aws-sdk/client-dynamodb').DynamoDBClient)())",
    ],
  },
];

/** A row of milliseconds: as it is, and when a fresh process synthesises before anything is served. */
interface Row {
  readonly what: string;
  readonly seen: number;
  readonly fresh?: number;
  readonly floor?: number;
  readonly aim: number;
}

/** Measures how long a developer waits for the app's six systems: at start, and after a save. */
export async function benchEditLoop(scratch: Scratch, quick: boolean): Promise<void> {
  const rounds = quick ? QUICK : THOROUGH;
  const waiting = project(scratch, "waiting");
  const fresh = project(scratch, "fresh");
  withFreshProcesses(fresh);

  const starts = await startTimes(waiting, scratch);
  const ofHcl = await startTimes(hclFolder(scratch), scratch);
  const rows: Row[] = [
    { what: "npm start, first time in a clone: ready", seen: starts.first, aim: 2000 },
    { what: "npm start, again: ready", seen: starts.again, aim: 1000 },
    { what: "npm run serve, folder of HCL: ready", seen: ofHcl.again, aim: 1000 },
  ];
  const served = [await watch(waiting, scratch), await watch(fresh, scratch)] as const;
  for (const edit of EDITS) {
    const seen: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      seen[0].push(await savedToResponse(waiting, served[0], edit));
      seen[1].push(await savedToResponse(fresh, served[1], edit));
    }
    const [ours, others] = seen.map(median);
    const { floor, aim } = edit;
    rows.push({
      what: `${edit.what} saved: next response`,
      seen: ours ?? NaN,
      fresh: others,
      floor: floor && median(Array.from({ length: rounds }, () => timeOf(floor, waiting))),
      aim,
    });
  }
  served.forEach(({ child }) => child.kill("SIGTERM"));
  print(rows);
}

/** A copy of the app in a folder with a cache of compiled TypeScript of its own. */
function project(scratch: Scratch, name: string): string {
  const folder = path.join(scratch.folder, name);
  checkOut(folder);
  // Not in the folder, whose files are watched.
  mkdirSync(temporaryFolder(folder));
  return folder;
}

/** A stack of HCL that someone wrote by hand, with two APIs. */
function hclFolder(scratch: Scratch): string {
  const folder = path.join(scratch.folder, "hcl");
  cpSync(path.join(ROOT, "__tests__/stacks/hcl"), folder, { recursive: true });
  mkdirSync(temporaryFolder(folder));
  return folder;
}

function temporaryFolder(project: string): string {
  return `${project}-tmp`;
}

/** No process is prepared for a command that the shell has to interpret. */
function withFreshProcesses(folder: string): void {
  const file = path.join(folder, "cdktf.json");
  const config = JSON.parse(readFileSync(file, "utf8")) as { app: string };
  writeFileSync(file, JSON.stringify({ ...config, app: `${config.app} && true` }));
}

async function start(folder: string, scratch: Scratch, args: string[]): Promise<Serving> {
  const started = await serving("local/cli/main.ts serve", args, {
    cwd: folder,
    endpoints: path.join(folder, "endpoints.json"),
    env: { TF_WORKSPACE: "dev", TMPDIR: temporaryFolder(folder) },
  });
  scratch.keep(started.child);
  return started;
}

function watch(folder: string, scratch: Scratch): Promise<Serving> {
  return start(folder, scratch, ["--watch"]);
}

async function startTimes(folder: string, scratch: Scratch) {
  const once = async (): Promise<number> => {
    const begun = performance.now();
    const { child } = await start(folder, scratch, []);
    const ready = performance.now() - begun;
    const exit = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await exit;
    return ready;
  };
  return { first: await once(), again: median([await once(), await once(), await once()]) };
}

async function savedToResponse(folder: string, { urls }: Serving, edit: Edit): Promise<number> {
  const stage = Object.keys(urls).find((address) => address.includes(`.${edit.system}_`)) ?? "";
  await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS));
  appendFileSync(path.join(folder, edit.file), `\n${edit.comment} saved`);
  const begun = performance.now();
  const response = await fetch(`${urls[stage] ?? ""}${edit.path ?? ""}`);
  await response.text();
  return performance.now() - begun;
}

function timeOf([command, ...args]: readonly [string, ...string[]], cwd: string): number {
  const begun = performance.now();
  execFileSync(command, args, { cwd, stdio: "ignore" });
  return performance.now() - begun;
}

function print(rows: readonly Row[]): void {
  printTable(
    "A developer's wait in ms; with a fresh process that synthesises first; the handler's load alone",
    ["", "ours", "fresh", "load", "aim", ""],
    rows.map(({ what, seen, fresh, floor, aim }) => [
      what,
      whole(seen),
      fresh === undefined ? "" : whole(fresh),
      floor === undefined ? "" : whole(floor),
      whole(aim),
      seen <= aim ? "met" : "missed",
    ]),
  );
}
