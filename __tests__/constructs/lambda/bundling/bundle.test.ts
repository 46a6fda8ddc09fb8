import { execFileSync, spawn } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { TerraformStack, Testing } from "cdktf";
import { addCustomSynthesis } from "cdktf/lib/synthesize/synthesizer";
import { Construct } from "constructs";
import type { Bundle } from "../../../../constructs/lambda/bundling/bundle";
import { addBundle } from "../../../../constructs/lambda/bundling/bundles-of-stack";
import { ROOT } from "../../../support/root";
import { buildFolder, linesOf } from "./support";

const folder = buildFolder();
const runs = path.join(folder.path, "runs");
const cache = path.join(folder.path, "cdktf.out", ".bundles");

beforeEach(() => {
  folder.clear();
  writeFileSync(runs, "");
});

/** A bundle that a shell script builds, after noting that it runs. */
function bundle(label: string, script = "true", key: unknown = label): Bundle {
  const noted = `echo '${label}' >> "$RUNS" && ${script}`;
  return {
    label,
    key,
    steps: [
      {
        kind: "command",
        command: ["sh", "-c", noted, "sh", "{out}"],
        env: { RUNS: runs, OUT: "{out}" },
      },
    ],
    fix: "Repair it.",
  };
}

function stackWith(...bundles: readonly Bundle[]) {
  const stack = new TerraformStack(Testing.app(), "dev");
  const folders: string[] = [];
  for (const [index, added] of bundles.entries()) {
    const scope = new Construct(stack, `Fn${index}`);
    const built = addBundle(scope, added);
    addCustomSynthesis(scope, {
      onSynthesize(session) {
        folders.push(built(session).folder);
      },
    });
  }
  return { stack, folders };
}

function synthesise(...bundles: readonly Bundle[]): string[] {
  const { stack, folders } = stackWith(...bundles);
  Testing.fullSynth(stack);
  return folders;
}

test("a bundle's steps write into its folder, which they get as argument and in variables", () => {
  const [built = ""] = synthesise(bundle("a", 'echo 1 > "$1/one" && echo 2 > "$OUT/two"'));

  expect(readdirSync(built)).toEqual(["one", "two"]);
});

test("bundles with the same key are built once in a stack, and not again by the next synthesis", () => {
  const [one, other] = synthesise(bundle("a"), bundle("a"));
  const [later] = synthesise(bundle("a", "exit 1"));

  expect([other, later]).toEqual([one, one]);
  expect(linesOf(runs)).toEqual(["a"]);
});

describe("a synthesis into a new build folder", () => {
  const { env } = process;
  afterEach(() => (process.env = env));

  function synthesiseInNew(added: Bundle): string[] {
    const others = ["", path.join(folder.path, "none"), path.dirname(cache)].join(path.delimiter);
    const CDKTF_OUTDIR = path.join(folder.path, "new");
    process.env = { ...env, CDKTF_OUTDIR, CDKTF_OTHER_OUTDIRS: others };
    return synthesise(added);
  }

  test("takes a bundle from the other folders that are named", () => {
    const built = synthesise(bundle("a"));

    expect(synthesiseInNew(bundle("a", "exit 1"))).toEqual(built);
    expect(linesOf(runs)).toEqual(["a"]);
  });

  test("takes no bundle of esbuild from them, because its key doesn't cover the files that it was built from", () => {
    const options = { stdin: { contents: "x()", sourcefile: "entry.js" }, outfile: "index.js" };
    const built: Bundle = { ...bundle("a"), steps: [{ kind: "esbuild", options }] };
    const [before] = synthesise(built);

    const [after = ""] = synthesiseInNew(built);

    expect(after).not.toBe(before);
    expect(readdirSync(after)).toEqual(["index.js"]);
  });
});

test("a bundle with another key is built", () => {
  const [one, other] = synthesise(
    bundle("a", "true", { hash: 1 }),
    bundle("a", "true", { hash: 2 }),
  );

  expect(one).not.toBe(other);
  expect(linesOf(runs)).toEqual(["a", "a"]);
});

test("the bundles of a stack are built in parallel", () => {
  const meet = (own: string, others: string) =>
    `touch "${folder.path}/${own}" && while [ ! -e "${folder.path}/${others}" ]; do :; done`;

  synthesise(bundle("a", meet("a", "b")), bundle("b", meet("b", "a")));

  expect(linesOf(runs).sort()).toEqual(["a", "b"]);
});

test("a stack that isn't synthesised to disk bundles nothing", () => {
  Testing.synth(stackWith(bundle("a")).stack);

  expect(linesOf(runs)).toEqual([]);
});

test("every failure is reported with its construct, the program or its output, and what to do", () => {
  const failing = [
    bundle("a", "echo broken >&2; exit 3"),
    bundle("b", "kill -9 $$"),
    { ...bundle("c"), steps: [{ kind: "command", command: ["no-such-program"] }] as const },
  ];

  expect(() => synthesise(...failing)).toThrow(
    [
      "dev/Fn0: a can't be bundled: sh ended with exit status 3:\nbroken\n Repair it.",
      "dev/Fn1: b can't be bundled: sh ended with SIGKILL:\n\n Repair it.",
      "dev/Fn2: c can't be bundled: no-such-program is not installed. Repair it.",
    ].join("\n"),
  );
});

test("a failed bundle is built again, because the cache keeps only whole bundles", () => {
  expect(() => synthesise(bundle("a", 'touch "$OUT/half"; exit 1'))).toThrow("a can't be bundled");
  expect(readdirSync(cache)).toEqual([]);

  const [built = ""] = synthesise(bundle("a"));

  expect(readdirSync(built)).toEqual([]);
});

test("a synthesis finds what has been removed from the cache, and builds it", () => {
  const [first = ""] = synthesise(bundle("a"));
  folder.clear();

  const [second = ""] = synthesise(bundle("a"));

  expect(second).not.toBe(first);
  expect(linesOf(runs)).toEqual(["a", "a"]);
});

test("progress is printed while a bundle takes longer than a second, and when it is done", async () => {
  const go = path.join(folder.path, "go");
  execFileSync("mkfifo", [go]);
  const program = path.join(ROOT, "constructs/lambda/bundling/builder.cjs");
  const child = spawn(process.execPath, [program], { stdio: ["pipe", "ignore", "pipe"] });
  const slow = bundle("slow", `read -r line < "${go}"`);
  child.stdin.end(JSON.stringify([{ ...slow, folder: folder.path }, bundle("fast")]));

  const lines: string[] = [];
  for await (const line of createInterface(child.stderr)) {
    lines.push(line);
    if (lines.length === 1) {
      await writeFile(go, "\n");
    }
  }

  expect(lines).toEqual([
    "Bundling slow ...",
    expect.stringMatching(/^Bundled slow in [1-9]\d*\.\d s\.$/),
  ]);
});
