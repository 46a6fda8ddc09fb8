import type { LocalLambda } from "../../../local/lambda";
import { containerStatus } from "../../../local/lambda/container/container-status";
import { describeWherePossible } from "../../support/describe-where-possible";
import { eventually } from "../../support/eventually";
import { ContainerImage, missing } from "./support/container-image";
import { LambdaFixture } from "./support/lambda-fixture";

jest.setTimeout(60_000);

describeWherePossible("a function that is a container image", missing, () => {
  const fixture = new LambdaFixture();
  let image: ContainerImage;
  let lambda: LocalLambda;

  beforeAll(async () => {
    image = new ContainerImage();
    const attributes = { package_type: "Image", image_uri: image.uri, memory_size: 256 };
    lambda = await fixture
      .resource("aws_lambda_function.shell", {
        ...attributes,
        function_name: "shell",
        timeout: 2,
        environment: [{ variables: { GREETING: "hello", HOME: "/home/fn" } }],
      })
      .resource("aws_lambda_function.changed", {
        ...attributes,
        function_name: "changed",
        image_config: [
          { entry_point: ["/bin/sh", "/bootstrap"], command: ["app"], working_directory: "/tmp" },
        ],
      })
      .start();
  });
  afterAll(async () => {
    await fixture.close();
    await image.remove();
  });

  async function run(command: string, functionName = "shell"): Promise<unknown> {
    const { payload } = await lambda.invoke(functionName, JSON.stringify(command));
    return JSON.parse(payload.toString());
  }

  test("is invoked by the Runtime API, with its own variables and those of Lambda", async () => {
    expect(await run("echo $GREETING $HOME $AWS_LAMBDA_FUNCTION_NAME")).toBe(
      "from the image: hello /home/fn shell",
    );
  });

  test("has the image's PATH and working directory, and keeps its files between invocations", async () => {
    await run("echo kept > /tmp/file");

    expect(await run("read -r kept < /tmp/file; echo $PATH $(pwd) $kept")).toBe(
      "from the image: /bin / kept",
    );
  });

  test("can write only to /tmp, as on AWS", async () => {
    expect(await run("echo no > /file")).toContain("Read-only file system");
  });

  test("runs another entry point and command, elsewhere, if image_config has them", async () => {
    expect(await run("pwd", "changed")).toBe("app: /tmp");
  });

  test("ends with its container when it times out, and the next invocation gets another", async () => {
    const before = image.running;

    expect(await run("sleep 30")).toMatchObject({ errorType: "Sandbox.Timedout" });
    expect(await run("echo again")).toBe("from the image: again");
    // The engine removes a container some time after it was told to end it.
    const left = () => image.running.filter((name) => before.includes(name)).length;
    await eventually(() => left() < before.length);
    expect(left()).toBe(before.length - 1);
  });

  test("that ends its process fails as on AWS", async () => {
    expect(await run("exit 3")).toMatchObject({
      errorType: "Runtime.ExitError",
      errorMessage: expect.stringMatching(/Runtime exited with error: exit status 3$/) as string,
    });
  });
});

describe("a container image can't be served", () => {
  const fixture = new LambdaFixture();
  const PATH = process.env.PATH;
  afterEach(async () => {
    process.env.PATH = PATH;
    await fixture.close();
  });

  const start = () =>
    fixture
      .resource("aws_lambda_function.shell", {
        function_name: "shell",
        package_type: "Image",
        image_uri: "local-runner-tests/none:1",
      })
      .start();

  test("without Docker and Podman: the reason says what to install", async () => {
    process.env.PATH = fixture.root;

    await expect(start()).rejects.toThrow(
      'aws_lambda_function.shell: package_type "Image" needs Docker or Podman, and neither "docker info" nor "podman info" succeeds. Install one of them',
    );
  });

  describeWherePossible("that this machine doesn't have", missing, () => {
    test("is an error with the commands to build, tag or pull it", async () => {
      await expect(start()).rejects.toThrow(
        /aws_lambda_function.shell: image_uri "local-runner-tests\/none:1" is not an image of this machine .*Build it \(\w+ build --tag local-runner-tests\/none:1 FOLDER\)/,
      );
    });
  });
});

test.each([
  [125, { kind: "not started", reason: "the container didn't start (exit status 125)" }],
  [137, { kind: "signal", signal: "SIGKILL" }],
  [3, { kind: "code", code: 3 }],
])("exit status %s of the engine's command means %j", (code, status) => {
  expect(containerStatus(code)).toEqual(status);
});
