import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { generatedPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import type { BuildOptions } from "esbuild";
import { buildSync } from "esbuild";
import { Inspector } from "./support/inspector";
import { LambdaFixture } from "./support/lambda-fixture";

interface Breakpoint {
  readonly breakpointId: string;
}

interface Paused {
  readonly hitBreakpoints: readonly string[];
}

interface Script {
  readonly url: string;
  readonly sourceMapURL: string;
}

const FAILS = `interface Event {
  readonly name: string;
}

export async function handler(event: Event): Promise<string> {
  if (event.name === undefined) {
    throw new RangeError("no name");
  }
  return event.name;
}
`;
const SOURCE_MAPS = { NODE_OPTIONS: "--enable-source-maps" };
const THROWS = "index.ts:7:11";

const isBundle = ({ sourceMapURL }: Script) => sourceMapURL === "index.js.map";

/** The line of a script that a debugger finds for the line of a source, as VS Code does. */
function generatedLine({ url, sourceMapURL }: Script, source: string, line: number): number {
  const mapUrl = new URL(sourceMapURL, url);
  const map = new TraceMap(readFileSync(mapUrl, "utf8"), mapUrl.href);
  const position = { source: pathToFileURL(source).href, line, column: 2 };
  return (generatedPositionFor(map, position).line ?? NaN) - 1;
}

describe("a function bundled from TypeScript", () => {
  let fixture: LambdaFixture;
  let inspector: Inspector | undefined;
  beforeEach(() => {
    fixture = new LambdaFixture();
    fixture.file("package.json", "{}");
    fixture.node("f", "");
    fixture.resource("data.archive_file.f", {
      type: "zip",
      source_dir: "asset",
      output_path: "f.zip",
      "//": { bundle_file: "asset.bundle.json" },
    });
    fixture.file("lambda-src/f/index.ts", FAILS);
    const options: BuildOptions = {
      entryPoints: ["lambda-src/f/index.ts"],
      bundle: true,
      platform: "node",
      outfile: "index.js",
      sourcemap: "linked",
      sourcesContent: false,
    };
    fixture.file("asset.bundle.json", JSON.stringify({ esbuild: options, inputs: [] }));
    const built = buildSync({ ...options, absWorkingDir: fixture.folder, write: false });
    for (const { path: file, text } of built.outputFiles ?? []) {
      fixture.file(`asset/${path.basename(file)}`, text);
    }
  });
  afterEach(async () => {
    inspector?.close();
    await fixture.close();
  });

  test("shows its TypeScript lines in errors, by Lambda's paths, and in the log by the project's", async () => {
    const lambda = await fixture.start({ environment: SOURCE_MAPS });

    const { payload } = await lambda.invoke("f", "{}");

    expect(payload.toString("utf8")).toContain(`(/var/task/lambda-src/f/${THROWS})`);
    expect(payload.toString("utf8")).not.toContain(fixture.folder);
    // The log is whole then.
    await fixture.close();
    expect(fixture.log).toContain(`(./lambda-src/f/${THROWS})`);
  });

  test("shows the same lines while it listens for a debugger", async () => {
    const debugged = { NODE_OPTIONS: "--inspect=127.0.0.1:0 --enable-source-maps" };
    const lambda = await fixture.start({ environment: debugged });

    const { payload } = await lambda.invoke("f", "{}");

    expect(payload.toString("utf8")).toContain(`(/var/task/lambda-src/f/${THROWS})`);
  });

  test("stops at a breakpoint in its TypeScript file", async () => {
    const lambda = await fixture.start({ environment: { NODE_OPTIONS: "--inspect=127.0.0.1:0" } });
    await lambda.invoke("f", '{"name":"Ana"}');
    const [, address = ""] = /Debugger listening on (ws:\S+)/.exec(fixture.log) ?? [];
    inspector = await Inspector.connect(address);
    const parsed = inspector.event<Script>("Debugger.scriptParsed", isBundle);
    await inspector.send("Debugger.enable");
    const { url } = await parsed;

    const set = await inspector.send<Breakpoint>("Debugger.setBreakpointByUrl", {
      url,
      lineNumber: generatedLine(
        await parsed,
        path.join(fixture.folder, "lambda-src/f/index.ts"),
        9,
      ),
    });
    const paused = inspector.event<Paused>("Debugger.paused");
    const invocation = lambda.invoke("f", '{"name":"Ana"}');

    expect((await paused).hitBreakpoints).toEqual([set.breakpointId]);
    await inspector.send("Debugger.resume");
    expect((await invocation).payload.toString("utf8")).toBe('"Ana"');
  });
});
