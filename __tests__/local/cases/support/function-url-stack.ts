import type { FunctionUrlCase } from "./function-url-case";
import { toBlock, type Block, type StackFiles } from "./stack-builder";

/** Terraform JSON with a function and its URL for each case, under the name of the case. */
export function functionUrlStack(cases: ReadonlyMap<string, FunctionUrlCase>): StackFiles {
  const files = new Map<string, string>();
  const archives: Block = {};
  const functions: Block = {};
  const urls: Block = {};
  const permissions: Block = {};
  for (const [name, { setup }] of cases) {
    const function_name = `\${aws_lambda_function.${name}.function_name}`;
    files.set(`${name}/index.js`, handler(setup.lambda));
    archives[name] = { type: "zip", source_dir: name, output_path: `${name}.zip` };
    functions[name] = lambdaFunction(name);
    urls[name] = {
      function_name,
      ...toBlock(setup.function_url),
      ...(setup.qualifier !== undefined && { qualifier: "deleted" }),
    };
    for (const [index, action] of (setup.permissions ?? []).entries()) {
      const ofUrl = action === "lambda:InvokeFunctionUrl" && { function_url_auth_type: "NONE" };
      permissions[`${name}_${index}`] = { action, function_name, principal: "*", ...ofUrl };
    }
  }
  const resource = {
    aws_lambda_function: functions,
    aws_lambda_function_url: urls,
    aws_lambda_permission: permissions,
  };
  return { files, terraform: { resource, data: { archive_file: archives } } };
}

function lambdaFunction(name: string): Block {
  return {
    function_name: name,
    handler: "index.handler",
    runtime: "nodejs22.x",
    role: "arn:aws:iam::123456789012:role/case",
    filename: `\${data.archive_file.${name}.output_path}`,
  };
}

/** The file to which the function of a case writes its event. @param folder its variable EVENTS */
export function eventFile(folder: string, name: string): string {
  return `${folder}/${name}.event.json`;
}

function handler(fn: object): string {
  return `
const { writeFileSync } = require("node:fs");
const fn = ${JSON.stringify(fn)};
const record = (event) => {
  const { EVENTS, AWS_LAMBDA_FUNCTION_NAME } = process.env;
  writeFileSync(EVENTS + "/" + AWS_LAMBDA_FUNCTION_NAME + ".event.json", JSON.stringify(event));
};
const plain = async (event) => {
  record(event);
  if (fn.raises) throw new Error(fn.raises.message);
  return fn.echo_event ? { statusCode: 200, body: JSON.stringify(event) } : fn.returns;
};
const pause = () => new Promise((resolve) => setTimeout(resolve, fn.streams.pause_ms));
const streaming = async (event, stream) => {
  record(event);
  const { metadata, chunks_base64, set_content_type, raises } = fn.streams;
  if (set_content_type) stream.setContentType(set_content_type);
  const response = metadata ? awslambda.HttpResponseStream.from(stream, metadata) : stream;
  for (const chunk of chunks_base64) {
    response.write(Buffer.from(chunk, "base64"));
    await pause();
    if (raises) throw new Error("after the first chunk");
  }
  response.end();
};
exports.handler = fn.streams ? awslambda.streamifyResponse(streaming) : plain;`;
}
