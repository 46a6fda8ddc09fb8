import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { writeFileIn } from "../../../support/write-file";

/** A project whose CDKTF app has the stack dev, with an HTTP API and a function. */
export class AppFolder {
  readonly folder = mkdtempSync(path.join(os.tmpdir(), "app-"));

  constructor() {
    this.file("cdktf.json", JSON.stringify({ app: `"${process.execPath}" app.js` }));
  }

  /** @param more JavaScript that is run with the names `Annotations` and `stack` before synthesis */
  writeApp(more: string): void {
    this.file(
      "app.js",
      APP.replace("MORE", () => more),
    );
  }

  file(name: string, text: string): string {
    return writeFileIn(this.folder, name, text);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const APP = `
const { App, Annotations, TerraformStack } = require(${JSON.stringify(require.resolve("cdktf"))});
const app = new App();
const stack = new TerraformStack(app, "dev");
stack.addOverride("resource.aws_apigatewayv2_api.api", { name: "api", protocol_type: "HTTP" });
stack.addOverride("resource.aws_apigatewayv2_stage.stage", {
  api_id: "\${aws_apigatewayv2_api.api.id}",
  name: "$default",
  auto_deploy: true,
});
MORE
app.synth();
`;
