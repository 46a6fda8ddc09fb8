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
  /** The handler's file. @default none, for a stub */
  readonly code?: string;
  /** @default everybody may invoke the function */
  readonly permissions?: object;
}

/** The folder of a stack with the function `notes` and its URL. */
export function urlStack(given: UrlStack = {}): string {
  const { url, fn, code, permissions = { any: PUBLIC } } = given;
  const folder = mkdtempSync(path.join(tmpdir(), "url-"));
  const attributes = { function_name: "notes", handler: "index.handler", runtime: "nodejs22.x" };
  const role = "arn:aws:iam::123456789012:role/notes";
  const function_name = "${aws_lambda_function.notes.function_name}";
  const zip = { type: "zip", source_dir: "code", output_path: "notes.zip" };
  const data = code === undefined ? {} : { archive_file: { notes: zip } };
  const filename = "${data.archive_file.notes.output_path}";
  const resource = {
    aws_lambda_function: {
      notes: { ...attributes, role, filename: code === undefined ? "notes.zip" : filename, ...fn },
    },
    aws_lambda_function_url: {
      notes: { function_name, authorization_type: "NONE", ...url },
    },
    aws_lambda_permission: permissions,
  };
  writeFileIn(folder, "cdk.tf.json", JSON.stringify({ resource, data }));
  if (code !== undefined) {
    writeFileIn(folder, "code/index.js", code);
  }
  return folder;
}
