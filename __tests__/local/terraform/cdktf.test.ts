import { DataArchiveFile } from "@cdktf/provider-archive/lib/data-archive-file";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformCount, TerraformIterator, TerraformStack, Testing, Token } from "cdktf";
import type { ResolvedStack } from "../../../local/terraform";
import { synthesiseExpressions } from "../../support/terraform-expressions/cdktf";
import { resolved, valueOf } from "./support";

const { expected, ...configuration } = synthesiseExpressions();

test.each(Object.entries(expected))("%s, as CDKTF writes it, is %j", (name, value) => {
  expect(valueOf(`\${local.${name}}`, configuration)).toEqual(value);
});

function synthesised(build: (stack: TerraformStack) => void): ResolvedStack {
  const stack = new TerraformStack(Testing.app(), "stack");
  build(stack);
  return resolved(JSON.parse(Testing.synth(stack)));
}

const names = (stack: ResolvedStack) =>
  stack.ofType("aws_lambda_function").map((fn) => fn.string("function_name"));

test("an iterator over a list, and one over the resources it made, are gone through", () => {
  const stack = synthesised((scope) => {
    const list = TerraformIterator.fromList(["b", "a"]);
    const first = new LambdaFunction(scope, "first", {
      forEach: list,
      functionName: `first-${list.value}`,
      role: "",
    });
    const made = TerraformIterator.fromResources(first);
    const functionName = `of-${made.getString("function_name")}`;
    new LambdaFunction(scope, "second", { forEach: made, functionName, role: "" });
  });

  expect(names(stack)).toEqual(["first-a", "first-b", "of-first-a", "of-first-b"]);
});

test("an iterator over a map gives its values in their types", () => {
  const stack = synthesised((scope) => {
    const sizes = TerraformIterator.fromMap({ one: { memory: 128 }, two: { memory: 256 } });
    const memorySize = sizes.getNumber("memory");
    const props = { forEach: sizes, functionName: sizes.key, memorySize, role: "" };
    new LambdaFunction(scope, "f", props);
  });

  const functions = stack.ofType("aws_lambda_function");
  expect(functions.map((fn) => fn.number("memory_size"))).toEqual([128, 256]);
});

test("a count gives each resource its index", () => {
  const stack = synthesised((scope) => {
    const count = TerraformCount.of(2);
    const functionName = `f-${Token.asString(count.index)}`;
    new LambdaFunction(scope, "f", { count, functionName, role: "" });
  });

  expect(names(stack)).toEqual(["f-0", "f-1"]);
});

test("dynamic blocks of an iterator are read as blocks", () => {
  const stack = synthesised((scope) => {
    const files = TerraformIterator.fromMap({ "a.txt": "A", "b.txt": "B" });
    const source = files.dynamic({ filename: files.key, content: files.value });
    new DataArchiveFile(scope, "code", { type: "zip", outputPath: "code.zip", source });
  });

  const [archive] = stack.ofType("data.archive_file");
  const blocks = archive
    ?.blocks("source")
    .map((block) => [block.string("filename"), block.string("content")]);
  expect(blocks).toEqual([
    ["a.txt", "A"],
    ["b.txt", "B"],
  ]);
});

test("a resource of another provider configuration has its region", () => {
  const stack = synthesised((scope) => {
    new AwsProvider(scope, "aws", { region: "us-east-1" });
    const provider = new AwsProvider(scope, "eu", { alias: "eu", region: "eu-west-1" });
    new LambdaFunction(scope, "f", { functionName: "f", role: "", provider });
  });

  const [fn] = stack.ofType("aws_lambda_function");
  expect(fn?.string("arn")).toBe("arn:aws:lambda:eu-west-1:123456789012:function:f");
  expect(stack.region).toBe("us-east-1");
});
