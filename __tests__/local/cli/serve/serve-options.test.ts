import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseServeOptions } from "../../../../local/cli/serve/serve-options";

afterEach(() => jest.restoreAllMocks());

test.each([
  [{ npm_config_port: "true" }, ["0"], "npm took --port for its own", "npm start -- --port 0"],
  [{ npm_config_watch: "true" }, [], "npm took --watch for its own", "npm start -- --watch"],
  [
    { npm_config_port: "true", npm_config_endpoints_file: "true" },
    ["0", "urls.json"],
    "npm took --port, --endpoints-file for its own",
    "npm start -- [options]",
  ],
])(
  "options without -- before them, %j, are refused with the way to write them",
  (env, args, taken, way) => {
    jest.replaceProperty(process, "env", { ...process.env, npm_lifecycle_event: "start", ...env });

    expect(() => parseServeOptions(args)).toThrow(`${taken}. Put -- before the options: ${way}`);
  },
);

test("the credentials of a file are read when the runner starts", () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), "options-")), "credentials");
  const profile = ["aws_access_key_id = AKID", "aws_secret_access_key = s"];
  writeFileSync(file, ["[me]", ...profile, "arn = arn:aws:iam::123456789012:user/me"].join("\n"));

  const { options } = parseServeOptions(["--credentials-file", file]);

  expect([...(options.credentials?.keys() ?? [])]).toEqual(["AKID"]);
});

test("an address of callers that is not an IP address is refused", () => {
  expect(parseServeOptions(["--source-ip", "2001:db8::7"]).options.sourceIp).toBe("2001:db8::7");
  expect(() => parseServeOptions(["--source-ip", "203.0.113"])).toThrow(
    '--source-ip is "203.0.113"; allowed: an IPv4 or IPv6 address, such as 203.0.113.7.',
  );
});

test("an account that is not 12 digits is refused", () => {
  expect(parseServeOptions(["--account-id", "210987654321"]).options.accountId).toBe(
    "210987654321",
  );
  expect(() => parseServeOptions(["--account-id", "me"])).toThrow(
    '--account-id is "me"; allowed: 12 digits.',
  );
});

test("a time without messages that AWS doesn't allow is refused", () => {
  const { options } = parseServeOptions(["--ws-idle", "5"]);

  expect(options.webSocketIdleSeconds).toBe(5);
  expect(() => parseServeOptions(["--ws-idle", "601"])).toThrow(
    '--ws-idle is "601"; allowed: 1 to 600 seconds.',
  );
});

test("each issuer has its file of keys, whatever characters its URL has", () => {
  const args = [
    "--jwks",
    "https://a.example/?x=y=keys.json",
    "--jwks",
    "http://localhost:9=b.json",
  ];
  expect([...parseServeOptions(args).options.jwksFiles]).toEqual([
    ["https://a.example/?x=y", "keys.json"],
    ["http://localhost:9", "b.json"],
  ]);
  expect(() => parseServeOptions(["--jwks", "keys.json"])).toThrow(
    '--jwks is "keys.json"; allowed: the URL of an issuer and a file, such as https://issuer.example=keys.json.',
  );
});

test("a truststore without --tls is refused, because no client could send a certificate", () => {
  const { options } = parseServeOptions(["--tls", "a.pem", "--truststore", "b.pem"]);

  expect(options.tls).toEqual({ identityFile: "a.pem", truststoreFile: "b.pem" });
  expect(() => parseServeOptions(["--truststore", "b.pem"])).toThrow(
    "--truststore needs --tls: clients send certificates only by HTTPS.",
  );
});

test("targets of private integrations are taken by their addresses", () => {
  const args = ["--target", "module.lb.aws_lb_listener.web[0]=http://127.0.0.1:8080/", "--target"];

  const { options } = parseServeOptions([...args, "aws_api_gateway_vpc_link.a=https://b"]);

  expect([...options.targets]).toEqual([
    ["module.lb.aws_lb_listener.web[0]", "http://127.0.0.1:8080"],
    ["aws_api_gateway_vpc_link.a", "https://b"],
  ]);
  expect(() => parseServeOptions(["--target", "http://127.0.0.1:8080"])).toThrow(
    '--target is "http://127.0.0.1:8080"; allowed: a Terraform address and a URL without a path',
  );
});

test("values of data sources are read, apart from the folder of data", () => {
  const address = 'module.a["x.y"].data.aws_subnets.all';
  const args = ["--data", `${address}.ids=["a"]`, "--data=aws_db.a.url=b=c", "--data-dir", "items"];

  const { options } = parseServeOptions(args);

  expect(options.dataFolder).toBe("items");
  expect(options.given).toEqual([
    { address, path: ["ids"], value: ["a"] },
    { address: "aws_db.a", path: ["url"], value: "b=c" },
  ]);
  expect(() => parseServeOptions(["--data", "items"])).toThrow(
    /^--data is "items"; allowed: .*A folder for items and positions is --data-dir\.$/,
  );
});

test("the order of values and files of variables is kept", () => {
  const args = ["--var", "a=b=c", "--var-file", "x.tfvars", "--var=a="];

  const { options } = parseServeOptions(args);

  expect(options.variables).toEqual([
    { name: "a", text: "b=c" },
    { file: "x.tfvars" },
    { name: "a", text: "" },
  ]);
  expect(() => parseServeOptions(["--var", "region"])).toThrow(
    '--var is "region"; allowed: NAME=VALUE, such as region=eu-west-1.',
  );
});

test("code is a folder or zip by the address of a function or the ARN of a layer", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "options-"));
  const arn = "arn:aws:lambda:eu-west-1:017000801446:layer:Tools:4";
  const given = [`module.api.aws_lambda_function.this["a"]=${folder}`, `${arn}=${folder}`];

  const { options } = parseServeOptions(given.flatMap((one) => ["--code", one]));

  expect([...options.givenCode]).toEqual([
    ['module.api.aws_lambda_function.this["a"]', folder],
    [arn, folder],
  ]);
  expect(() => parseServeOptions(["--code", `pets=${folder}`])).toThrow(
    "allowed: the Terraform address of a function or layer, or the ARN of a layer, and a folder or zip",
  );
  expect(() => parseServeOptions(["--code", `${arn}=${folder}/none`])).toThrow(
    `--code ${arn}: ${folder}/none is neither a folder nor a .zip file.`,
  );
});
