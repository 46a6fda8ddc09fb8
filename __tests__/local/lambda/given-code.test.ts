import path from "node:path";
import { readFunctions } from "../../../local/lambda/config/read-functions";
import { LambdaFixture } from "./support/lambda-fixture";
import { writeZip } from "../../support/zip";

const LAYER = "arn:aws:lambda:eu-west-1:017000801446:layer:Tools:4";
const CODE = "import tools\ndef handler(event, context):\n    return [__name__, tools.NAME]\n";

let fixture: LambdaFixture;
beforeEach(() => {
  fixture = new LambdaFixture().resource("aws_lambda_function.pets", {
    function_name: "pets",
    runtime: "python3.11",
    handler: "index.handler",
    s3_bucket: "releases",
    s3_key: "pets.zip",
    layers: [LAYER],
  });
  fixture.file("src/index.py", CODE);
  fixture.file("layer/python/tools.py", 'NAME = "given"\n');
});
afterEach(() => fixture.close());

const given = (...files: [key: string, file: string][]) => ({
  givenCode: new Map(files.map(([key, file]) => [key, path.join(fixture.folder, file)])),
});

test("a function whose zip is uploaded elsewhere runs the folders that are given for it and its layer", async () => {
  const lambda = await fixture.start(given(["aws_lambda_function.pets", "src"], [LAYER, "layer"]));

  const { payload } = await lambda.invoke("pets", "{}");

  expect(JSON.parse(payload.toString("utf8"))).toEqual(["index", "given"]);
});

test("a zip can be given for a layer of the stack", async () => {
  const arn = "arn:aws:lambda:eu-west-1:123456789012:layer:own:1";
  fixture.resource("aws_lambda_layer_version.own", { arn, filename: "missing.zip" });
  fixture.python("pets", CODE, { layers: [arn] });
  await writeZip(path.join(fixture.folder, "own.zip"), {
    "python/tools.py": { content: 'NAME = "zipped"\n' },
  });
  const lambda = await fixture.start(given(["aws_lambda_layer_version.own", "own.zip"]));

  const { payload } = await lambda.invoke("pets", "{}");

  expect(JSON.parse(payload.toString("utf8"))).toEqual(["index", "zipped"]);
});

test("code that isn't available here is refused with the option that gives it", () => {
  const [pets] = readFunctions(fixture.stack).unsupported;

  expect(pets?.reason).toBe(
    [
      "aws_lambda_function.pets.s3_key: no aws_s3_object or aws_s3_bucket_object of this stack uploads it; pass a folder or zip with its files: --code ADDRESS=PATH",
      `aws_lambda_function.pets.layers: ${LAYER} is not a layer of this stack; pass a folder or zip with its files: --code ${LAYER}=PATH`,
    ].join("\n"),
  );
});

test("code for a function that the stack doesn't have is refused with those that it has", async () => {
  await expect(fixture.start(given(["aws_lambda_function.cats", "src"]))).rejects.toThrow(
    "--code aws_lambda_function.cats: the stack has no aws_lambda_function.cats; it has: aws_lambda_function.pets",
  );
});

test("code for a container image is refused", async () => {
  fixture.resource("aws_lambda_function.pets", { package_type: "Image", function_name: "pets" });

  await expect(fixture.start(given(["aws_lambda_function.pets", "src"]))).rejects.toThrow(
    "--code aws_lambda_function.pets: its code is a container image",
  );
});
