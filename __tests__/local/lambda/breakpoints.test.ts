import { pathToFileURL } from "node:url";
import { eventually } from "../../support/eventually";
import { Inspector } from "./support/inspector";
import { LambdaFixture } from "./support/lambda-fixture";

interface Breakpoint {
  readonly breakpointId: string;
  readonly locations: readonly { readonly lineNumber: number }[];
}

interface Paused {
  readonly hitBreakpoints: readonly string[];
  readonly callFrames: readonly { readonly location: { readonly lineNumber: number } }[];
}

/** Free ports: the process prints the one that it has taken. */
const DEBUGGED = { NODE_OPTIONS: "--inspect=127.0.0.1:0" };
const COMMON_JS = "exports.handler = async () => {\n  return 1;\n};\n";
const MODULE = "export const handler = async () => {\n  return 1;\n};\n";
const FAILS = 'exports.handler = async () => {\n  throw new RangeError("too far");\n};\n';

describe("a breakpoint in the folder that a Node.js function was copied from", () => {
  let fixture: LambdaFixture;
  let inspector: Inspector | undefined;
  beforeEach(() => {
    fixture = new LambdaFixture();
    fixture.file("package.json", "{}");
  });
  afterEach(async () => {
    inspector?.close();
    await fixture.close();
  });

  /** A function `f` whose asset has the same file as `lambda-src/f`. */
  function copied(file: string, code: string, original = code): string {
    fixture.node("f", "");
    fixture.resource("data.archive_file.f", {
      type: "zip",
      source_dir: "asset",
      output_path: "f.zip",
      "//": { source_folder: "lambda-src/f" },
    });
    fixture.file(`asset/${file}`, code);
    return pathToFileURL(fixture.file(`lambda-src/f/${file}`, original)).href;
  }

  /** @param started how many processes have run, of which the last is debugged */
  async function attach(started = 1): Promise<Inspector> {
    const urls = () => [...fixture.log.matchAll(/Debugger listening on (ws:\S+)/g)];
    // A process's log can come later than its response.
    await eventually(() => urls().length === started);
    inspector = await Inspector.connect(urls().at(-1)?.[1] ?? "");
    await inspector.send("Debugger.enable");
    return inspector;
  }

  const inLine2 = (url: string) => ({ url, lineNumber: 1 });

  test.each([
    ["a CommonJS module", "index.js", COMMON_JS],
    ["an ES module", "index.mjs", MODULE],
  ])("stops %s at its line", async (_kind, file, code) => {
    const url = copied(file, code);
    const lambda = await fixture.start({ environment: DEBUGGED });
    await lambda.invoke("f", "{}");
    const client = await attach();

    const set = await client.send<Breakpoint>("Debugger.setBreakpointByUrl", inLine2(url));
    const paused = client.event<Paused>("Debugger.paused");
    const invocation = lambda.invoke("f", "{}");

    expect((await paused).hitBreakpoints).toEqual([set.breakpointId]);
    expect((await paused).callFrames[0]).toMatchObject({ location: { lineNumber: 1 } });
    await client.send("Debugger.resume");
    expect((await invocation).payload.toString("utf8")).toBe("1");
  });

  test("stops the code that was saved meanwhile", async () => {
    const url = copied("index.js", COMMON_JS);
    const lambda = await fixture.start({ environment: DEBUGGED, isolated: true });
    await lambda.invoke("f", "{}");
    copied("index.js", `\n${COMMON_JS}`);
    await fixture.reload();
    await lambda.invoke("f", "{}");
    const client = await attach(2);

    const { locations } = await client.send<Breakpoint>("Debugger.setBreakpointByUrl", {
      url,
      lineNumber: 2,
    });

    expect(locations).toMatchObject([{ lineNumber: 2 }]);
  });

  test("isn't bound if the file differs from the copy, whose lines may be others", async () => {
    const url = copied("index.js", COMMON_JS, `\n${COMMON_JS}`);
    const lambda = await fixture.start({ environment: DEBUGGED });
    await lambda.invoke("f", "{}");
    const client = await attach();

    const set = await client.send<Breakpoint>("Debugger.setBreakpointByUrl", inLine2(url));

    expect(set.locations).toEqual([]);
  });

  test("leaves the paths of Lambda in the errors that the function returns", async () => {
    copied("index.js", FAILS);
    const lambda = await fixture.start({ environment: DEBUGGED });

    const { payload } = await lambda.invoke("f", "{}");

    expect(payload.toString("utf8")).toContain("/var/task/index.js:2:9");
    expect(payload.toString("utf8")).not.toContain("lambda-src");
    // The log is whole then.
    await fixture.close();
    expect(fixture.log).toContain("(lambda-src/f/index.js:2:9)");
  });
});
