import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { LAZY_CONVERTER } from "./lazy-converter";
import { writeFileIn } from "./write-file";

const CONVERTER = "@cdktf/hcl2cdk";

test("the CDKTF CLI has a converter of that name", () => {
  const requireAsCli = createRequire(require.resolve("cdktf-cli/package.json"));

  expect(() => requireAsCli.resolve(CONVERTER)).not.toThrow();
});

test("the converter of the CDKTF CLI is loaded when it is used", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "lazy-converter-"));
  const converter = 'console.log("loaded"); exports.convert = () => "converted";';
  writeFileIn(folder, `node_modules/${CONVERTER}/index.js`, converter);
  const cli = `
    const converter = require("${CONVERTER}");
    console.log("started");
    console.log(converter.convert());
  `;

  const printed = execFileSync(process.execPath, ["--eval", cli], {
    cwd: folder,
    env: { ...process.env, NODE_OPTIONS: LAZY_CONVERTER },
    encoding: "utf8",
  });
  rmSync(folder, { recursive: true });

  expect(printed).toBe("started\nloaded\nconverted\n");
});
