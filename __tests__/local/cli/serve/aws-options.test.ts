import { awsEndpointsOf, functionEnvironmentOf } from "../../../../local/cli/serve/aws-options";

describe("--aws-endpoint", () => {
  test.each([
    ["http://127.0.0.1:4566/", { all: "http://127.0.0.1:4566", byService: {} }],
    [
      "dynamodb=http://127.0.0.1:8000,sqs=http://127.0.0.1:9324/",
      { byService: { dynamodb: "http://127.0.0.1:8000", sqs: "http://127.0.0.1:9324" } },
    ],
    ["moto", "moto"],
    ["none", { byService: {} }],
  ])("reads %s", (text, endpoints) => {
    expect(awsEndpointsOf(text)).toEqual(endpoints);
  });

  test.each(["localhost:4566", "dynamodb", "dynamodb=8000", "ftp://127.0.0.1", "http://"])(
    "refuses %s",
    (text) => {
      expect(() => awsEndpointsOf(text)).toThrow(`--aws-endpoint is "${text}"; allowed: a URL`);
    },
  );
});

describe("--env", () => {
  test("reads variables by function; values may have any character", () => {
    const read = functionEnvironmentOf(["a.b.KEY=x=y.Z=1", "a.b.OTHER=", "c.KEY=2"]);

    expect(read).toEqual({ "a.b": { KEY: "x=y.Z=1", OTHER: "" }, c: { KEY: "2" } });
  });

  test.each(["KEY=1", "name.KEY", "name.1=x", ".KEY=1"])("refuses %s", (text) => {
    expect(() => functionEnvironmentOf([text])).toThrow(`--env is "${text}"; allowed:`);
  });
});
