import { execFileSync } from "node:child_process";
import { LAZY_CONVERTER } from "./lazy-converter";
import { ROOT } from "./root";

test("the converter of the CDKTF CLI is loaded when it is used", () => {
  const script = `
    const converter = require("@cdktf/hcl2cdk");
    const isLoaded = () => Object.keys(require.cache).some((file) => file.includes("hcl2cdk"));
    console.log(JSON.stringify([isLoaded(), typeof converter.convert, isLoaded()]));
  `;

  const printed = execFileSync(process.execPath, ["--eval", script], {
    cwd: ROOT,
    env: { ...process.env, NODE_OPTIONS: LAZY_CONVERTER },
    encoding: "utf8",
  });

  // The converter prints what it has to say about Terraform too.
  expect(printed).toContain('[false,"function",true]');
});
