import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { writeFileIn } from "../../../../support/write-file";

const PUBLIC = { action: "lambda:InvokeFunction", function_name: "notes", principal: "*" };

interface UrlStack {
  /** Attributes of the URL. */
  readonly url?: object;
  /** Attributes of the function. */
  readonly fn?: object;
  /** @default everybody may invoke the function */
  readonly permissions?: object;
}

/** The folder of a stack with the function `notes` and its URL. */
export function urlStack({ url, fn, permissions = { any: PUBLIC } }: UrlStack = {}): string {
  const folder = mkdtempSync(path.join(tmpdir(), "url-"));
  const attributes = { function_name: "notes", handler: "index.handler", runtime: "nodejs22.x" };
  const role = "arn:aws:iam::123456789012:role/notes";
  const function_name = "${aws_lambda_function.notes.function_name}";
  const resource = {
    aws_lambda_function: { notes: { ...attributes, role, filename: "notes.zip", ...fn } },
    aws_lambda_function_url: {
      notes: { function_name, authorization_type: "NONE", ...url },
    },
    aws_lambda_permission: permissions,
  };
  writeFileIn(folder, "cdk.tf.json", JSON.stringify({ resource }));
  return folder;
}
