import { spawn } from "node:child_process";
import path from "node:path";
import type { ServerResponse } from "node:http";
import { ROOT } from "../support/root";
import { withServer } from "../support/loopback-server";

interface Answer {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly multiValueHeaders?: Record<string, string[]>;
  readonly body: string;
}

const HANDLER = path.join(ROOT, "lambda-src/account-settings/index.mjs");
const CALL = `const { handler } = await import(process.argv[1]); console.log(JSON.stringify(await handler()));`;

/** What the handler answers where Lambda's API answers as `answer` does. */
function answerWhere(answer: (response: ServerResponse) => unknown): Promise<Answer> {
  return withServer(
    (_request, response) => answer(response),
    async (url) => {
      const credentials = { AWS_ACCESS_KEY_ID: "x", AWS_SECRET_ACCESS_KEY: "x" };
      const child = spawn(process.execPath, ["--input-type=module", "-e", CALL, HANDLER], {
        cwd: ROOT,
        env: {
          ...process.env,
          ...credentials,
          AWS_ENDPOINT_URL: url,
          AWS_REGION: "us-east-1",
          AWS_MAX_ATTEMPTS: "1",
        },
        stdio: ["ignore", "pipe", "ignore"],
      });
      let stdout = "";
      child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
      await new Promise((resolve) => child.on("close", resolve));
      return JSON.parse(stdout) as Answer;
    },
  );
}

test("account-settings answers the account's use, with its header twice", async () => {
  const usage = { TotalCodeSize: 12, FunctionCount: 3 };

  const answer = await answerWhere((response) =>
    response.end(JSON.stringify({ AccountLimit: {}, AccountUsage: usage })),
  );

  expect(answer).toMatchObject({
    statusCode: 200,
    headers: { "Content-Type": "application/json" },
    multiValueHeaders: { "X-Custom-Header": ["My value", "My other value"] },
  });
  expect(JSON.parse(answer.body)).toEqual(usage);
});

test("account-settings answers an error of AWS as text, with its type and status", async () => {
  const answer = await answerWhere((response) =>
    response
      .writeHead(403, { "x-amzn-ErrorType": "AccessDeniedException" })
      .end(JSON.stringify({ Message: "not authorized" })),
  );

  expect(answer).toEqual({
    statusCode: 403,
    headers: { "Content-Type": "text/plain", "x-amzn-ErrorType": "AccessDeniedException" },
    isBase64Encoded: false,
    body: "AccessDeniedException: not authorized",
  });
});

test("account-settings answers 500 where AWS's answer can't be read, whatever its status", async () => {
  const answer = await answerWhere((response) => response.end("no JSON"));

  expect(answer).toMatchObject({
    statusCode: 500,
    headers: { "Content-Type": "text/plain", "x-amzn-ErrorType": "SyntaxError" },
  });
});
