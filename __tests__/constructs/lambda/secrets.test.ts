import { warningsOf } from "../warnings-of";
import { hello } from "./support";

const random = "aB3/".repeat(10);
const jsonWebToken = ["eyJhbGciOiJIUzI1NiJ9", "eyJzdWIiOiIxMjM0In0", "x".repeat(43)].join(".");

describe("the form of a known credential in an environment variable", () => {
  test.each([
    ["an AWS access key", `AKIA${"ABCD1234".repeat(2)}`],
    ["an AWS secret key", `[default]\naws_secret_access_key = ${random}`],
    ["a private key", "-----BEGIN RSA PRIVATE KEY-----\nMII"],
    ["a GitHub token", `ghp_${"aB3d".repeat(9)}`],
    ["a GitHub token", `github_pat_${"aB3d".repeat(20)}`],
    ["a GitLab token", `glpat-${"aB3d".repeat(5)}`],
    ["a Google API key", `AIza${"aB3d-".repeat(7)}`],
    ["an npm token", `npm_${"aB3d".repeat(9)}`],
    ["a Slack token", `xoxb-${"1234".repeat(3)}-abcdef`],
    ["a Stripe key", `sk_live_${"aB3d".repeat(6)}`],
  ])("%s is refused, and stays out of the message", (kind, value) => {
    const act = () => hello({ environment: { CREDENTIAL: value }, secretWarnings: false });

    expect(act).toThrow(
      `dev/Hello: environment variable CREDENTIAL is "(hidden: looks like ${kind})"`,
    );
    expect(act).not.toThrow(value);
  });

  test("is recognised by the variable's name, where the value alone could be anything", () => {
    const environment = { MY_AWS_SECRET_ACCESS_KEY: random };

    expect(() => hello({ environment })).toThrow("looks like an AWS secret key");
  });

  test("is refused in a variable added later", () => {
    const fn = hello();

    expect(() => {
      fn.addEnvironment("KEY", `ASIA${"ABCD1234".repeat(2)}`);
    }).toThrow("environment variable KEY is");
  });
});

describe("a value that may be a secret", () => {
  test.each([random, jsonWebToken, "/MyShop/prod/Orders/Database1/Password12"])(
    "causes one warning, without the value: %s",
    (value) => {
      const fn = hello({ environment: { VALUE: value } });
      fn.addEnvironment("OTHER", "harmless");

      expect(warningsOf(fn)).toEqual([
        expect.stringMatching(/^dev\/Hello: environment variable VALUE may hold a secret/),
      ]);
      expect(warningsOf(fn).join()).not.toContain(value);
    },
  );

  test("causes no warning with secretWarnings: false", () => {
    const fn = hello({ environment: { VALUE: random }, secretWarnings: false });
    fn.addEnvironment("TOKEN", jsonWebToken);

    expect(warningsOf(fn)).toEqual([]);
  });
});

describe("a variable whose name says that it is a secret", () => {
  test.each([
    "DB_PASSWORD",
    "PGPASSWORD",
    "dbPassword",
    "DBPasswd",
    "API_KEY",
    "STRIPE_APIKEY_PROD",
    "TOKEN",
    "SECRET_KEY",
    "JwtSecret",
    "PRIVATE_KEY",
  ])("causes one warning, without the value: %s", (name) => {
    const warnings = warningsOf(hello({ environment: { [name]: "hunter2" } }));

    expect(warnings).toEqual([
      expect.stringContaining(
        `rename the variable, e.g. ${name}_NAME, or set secretWarnings: false`,
      ),
    ]);
    expect(warnings.join()).not.toContain("hunter2");
  });

  test.each([
    "DB_PASSWORD_ARN",
    "API_KEY_NAME",
    "SECRET_ID",
    "TOKEN_PARAMETER",
    "TOKEN_URL",
    "PRIVATE_KEY_PATH",
    "TOKEN_TTL",
    "tokenIssuer",
    "MAX_TOKENS",
    "SECRETARY",
    "TOKENIZER",
    "PUBLIC_KEY",
  ])("isn't %s", (name) => {
    expect(warningsOf(hello({ environment: { [name]: "hunter2" } }))).toEqual([]);
  });

  test.each([
    "${aws_ssm_parameter.Password.name}",
    "arn:aws:secretsmanager:eu-west-1:123456789012:secret:Db",
    "/shop/prod/password",
    "https://example.com/token",
    "true",
    "",
  ])("may have a value that only refers to one: %s", (value) => {
    expect(warningsOf(hello({ environment: { DB_PASSWORD: value } }))).toEqual([]);
  });

  test("causes no warning with secretWarnings: false", () => {
    const environment = { DB_PASSWORD: "hunter2", DB: "postgres://app:hunter2@db/shop" };

    expect(warningsOf(hello({ environment, secretWarnings: false }))).toEqual([]);
  });
});

describe("a URL with a user's password", () => {
  test.each([
    "postgres://app:hunter2@db.example.com/shop",
    "redis://:hunter2@${aws_elasticache_cluster.C.id}:6379",
  ])("causes one warning: %s", (value) => {
    expect(warningsOf(hello({ environment: { DB: value } }))).toEqual([
      expect.stringContaining("environment variable DB may hold a secret"),
    ]);
  });

  test.each([
    "postgres://app@db.example.com/shop",
    "postgres://app:${random_password.Db.result}@db.example.com/shop",
    "postgres://app:{password}@db.example.com/shop",
    "https://example.com:8080/@scope/a",
    "https://example.com/a:b@c",
  ])("isn't %s", (value) => {
    expect(warningsOf(hello({ environment: { DB: value } }))).toEqual([]);
  });
});

test.each([
  "a".repeat(40),
  "0123456789abcdef0123456789abcdef01234567",
  "https://example.com/a/B1",
  "arn:aws:secretsmanager:eu-west-1:123456789012:secret:Shop/Orders/Database1-AbCdEf",
  "sk_test_aB3daB3daB3daB3d",
  "${aws_ssm_parameter.Password1.name}",
])("%s causes neither a refusal nor a warning", (value) => {
  expect(warningsOf(hello({ environment: { VALUE: value } }))).toEqual([]);
});

test.each([undefined, null, 8080, true])(
  "an environment variable that is %s, not a string, is refused by name",
  (value) => {
    const environment = { PORT: value } as unknown as Record<string, string>;

    expect(() => hello({ environment })).toThrow(
      /^dev\/Hello: environment variable PORT is .*; allowed: a string\. Set it/,
    );
  },
);
