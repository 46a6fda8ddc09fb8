import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readCredentialsFile } from "../../../../local/iam/sigv4";

const folder = mkdtempSync(path.join(tmpdir(), "credentials-"));
const file = path.join(folder, "credentials");
afterAll(() => rmSync(folder, { recursive: true }));

function read(...lines: string[]) {
  writeFileSync(file, lines.join("\n"));
  return readCredentialsFile(file);
}

const KEYS = ["aws_access_key_id = AKID1", "aws_secret_access_key = c2VjcmV0=="];
const USER = "arn = arn:aws:iam::123456789012:user/alice";

test("each profile is a caller, found by its access key", () => {
  const credentials = read(
    "# for tests",
    "[alice]",
    ...KEYS,
    USER,
    "user_id = AIDA1",
    "",
    "[ci]",
    "aws_access_key_id=AKID2",
    "aws_secret_access_key=s",
    "aws_session_token=t",
    "arn=arn:aws:sts::210987654321:assumed-role/Deploy/build",
  );

  expect(credentials.get("AKID1")).toEqual({
    caller: {
      accessKey: "AKID1",
      accountId: "123456789012",
      userArn: "arn:aws:iam::123456789012:user/alice",
      userId: "AIDA1",
      principalOrgId: null,
    },
    secretKey: "c2VjcmV0==",
    sessionToken: undefined,
  });
  expect(credentials.get("AKID2")).toMatchObject({
    sessionToken: "t",
    caller: {
      accountId: "210987654321",
      userId: expect.stringMatching(/^AROA[0-9A-F]{17}:build$/) as string,
    },
  });
});

test.each([
  ["without a secret key", [KEYS[0] ?? "", USER], "[alice] has no aws_secret_access_key."],
  ["without an ARN", KEYS, "[alice] has no arn."],
  [
    "with the ARN of something else",
    [...KEYS, "arn = arn:aws:s3:::bucket"],
    '[alice]: arn is "arn:aws:s3:::bucket". Use the ARN of a user or an assumed role',
  ],
])("a profile %s is refused by name, without its secret", (_, lines, message) => {
  const reading = () => read("[alice]", ...lines);

  expect(reading).toThrow(`--credentials-file ${file}: ${message}`);
  expect(reading).not.toThrow(/c2VjcmV0/);
});

test("a file that can't be read is named", () => {
  expect(() => readCredentialsFile("/no/such/file")).toThrow(
    "--credentials-file /no/such/file can't be read: ENOENT",
  );
});
