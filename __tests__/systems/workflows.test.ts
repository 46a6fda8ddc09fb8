import { readdirSync, readFileSync } from "node:fs";

const FOLDER = ".github/workflows";
const workflows = readdirSync(FOLDER).map((name): [name: string, text: string] => [
  name,
  readFileSync(`${FOLDER}/${name}`, "utf8"),
]);

test.each(workflows)(
  "%s puts no expression into a script, where it would be code",
  (_name, text) => {
    const withExpression = text.split("\n").filter((line) => line.includes("${{"));

    expect(withExpression.length).toBeGreaterThan(0);
    for (const line of withExpression) {
      expect(line).toMatch(/^ *(?!run:)[\w-]+: /);
    }
  },
);

test.each(workflows)("%s gets its rights by OIDC and stores no key", (_name, text) => {
  expect(text).toContain("role-to-assume: ");
  expect(text).not.toMatch(/secrets\.|aws-access-key|AKIA/i);
});

test.each(workflows)("%s leaves its token to no script that it runs", (_name, text) => {
  const after = text.split("uses: actions/checkout@").slice(1);

  expect(after.length).toBeGreaterThan(0);
  for (const rest of after) {
    expect(rest.split("\n")[1]).toContain("persist-credentials: false");
  }
});

test.each(workflows)("%s asks AWS for a role only where there is a shared state", (_name, text) => {
  const check = text.indexOf('test -n "$STATE_BUCKET"');

  expect(check).toBeGreaterThan(0);
  expect(check).toBeLessThan(text.indexOf("role-to-assume: "));
});

test("the CDKTF CLI is run by Node.js 20, 22 and 24, on Linux and macOS", () => {
  const job = /^ {2}cdktf-cli:$.*?(?=^ {2}\w)/ms.exec(
    readFileSync(`${FOLDER}/ci.yml`, "utf8"),
  )?.[0];

  expect(job).toContain("node: [20, 22, 24]");
  for (const os of ["ubuntu-24.04,", "ubuntu-24.04-arm", "macos-15,", "macos-15-intel"]) {
    expect(job).toContain(os);
  }
  expect(job).toContain("npm ci");
  expect(job).toContain("cdktf synth");
  expect(job).toContain("environments.test.ts");
});
