import { API_KINDS, RunnerFixture } from "./support/runner-fixture";

jest.setTimeout(30_000);

/**
 * The loop of the Lambda Developer Guide's tutorial for custom runtimes: it loads a function of a
 * shell script that the handler names, and reports what fails as the Runtime API says.
 */
const BOOTSTRAP = `#!/bin/sh
api="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime"
script="$LAMBDA_TASK_ROOT/$(echo "$_HANDLER" | cut -d. -f1).sh"
if [ ! -f "$script" ]; then
  curl -sS -X POST "$api/init/error" -H "Lambda-Runtime-Function-Error-Type: Runtime.NoSuchHandler" \\
    -d '{"errorMessage": "no such script", "errorType": "InvalidFunctionException"}' > /dev/null
  exit 1
fi
. "$script"
while true; do
  headers=$(mktemp)
  event=$(curl -sS -LD "$headers" "$api/invocation/next")
  id=$(grep -Fi Lambda-Runtime-Aws-Request-Id "$headers" | tr -d '[:space:]' | cut -d: -f2)
  rm -f "$headers"
  if response=$("$(echo "$_HANDLER" | cut -d. -f2)" "$event"); then
    curl -sS "$api/invocation/$id/response" -d "$response" > /dev/null
  else
    curl -sS "$api/invocation/$id/error" -H "Lambda-Runtime-Function-Error-Type: Shell.Failed" \\
      -d '{"errorMessage": "as told", "errorType": "Shell.Failed"}' > /dev/null
  fi
done
`;
const SCRIPT = `
handler() {
  case "$1" in *'"fail"'*) return 1 ;; esac
  echo '{"statusCode": 201, "headers": {"X-Shell": "yes"}, "body": "by sh"}'
}
`;

const fixture = new RunnerFixture();
beforeAll(async () => {
  const runtime = "provided.al2023";
  await fixture
    .write({
      shell: { runtime, files: { bootstrap: BOOTSTRAP, "index.sh": SCRIPT } },
      empty: { runtime, files: { bootstrap: BOOTSTRAP } },
    })
    .start();
});
afterAll(() => fixture.close());

describe.each(API_KINDS)("behind the %s, a custom runtime", (api) => {
  test("serves requests one after another", async () => {
    for (let request = 0; request < 3; request += 1) {
      const response = await fetch(`${fixture.url(api)}/shell`);

      expect([response.status, response.headers.get("x-shell"), await response.text()]).toEqual([
        201,
        "yes",
        "by sh",
      ]);
    }
  });

  test("that reports an error gives AWS's error, and then serves the next request", async () => {
    const failed = await fetch(`${fixture.url(api)}/shell?do=fail`);
    const next = await fetch(`${fixture.url(api)}/shell`);

    expect([failed.status, next.status]).toEqual([api === "REST API" ? 502 : 500, 201]);
  });

  test("that can't initialize gives AWS's error", async () => {
    const { status } = await fetch(`${fixture.url(api)}/empty`);

    expect(status).toBe(api === "REST API" ? 502 : 500);
    expect(fixture.log).toContain("Runtime.NoSuchHandler");
  });
});
