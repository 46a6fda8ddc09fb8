import { resolved, valueOf } from "./support";

function functions(block: object, more: object = {}) {
  const resource = { aws_lambda_function: { f: block } };
  return resolved({ resource, ...more }).ofType("aws_lambda_function");
}

test("count creates a resource for each index, with its own address and values", () => {
  const made = functions({ count: "${1 + 1}", function_name: "f-${count.index}" });

  expect(made.map(({ address }) => address)).toEqual([
    "aws_lambda_function.f[0]",
    "aws_lambda_function.f[1]",
  ]);
  expect(made.map((fn) => fn.string("arn"))).toEqual([
    "arn:aws:lambda:us-east-1:123456789012:function:f-0",
    "arn:aws:lambda:us-east-1:123456789012:function:f-1",
  ]);
});

test("for_each makes a resource for each of a map, in the order of its keys", () => {
  const made = functions({
    for_each: { beta: { memory: 256 }, alpha: { memory: 128 } },
    function_name: "${each.key}",
    memory_size: "${each.value.memory}",
  });

  expect(
    made.map((fn) => [fn.address, fn.string("function_name"), fn.number("memory_size")]),
  ).toEqual([
    ['aws_lambda_function.f["alpha"]', "alpha", 128],
    ['aws_lambda_function.f["beta"]', "beta", 256],
  ]);
});

test("for_each goes through a set by its values", () => {
  const made = functions({ for_each: '${toset(["b", "a", "b"])}', function_name: "${each.value}" });

  expect(made.map((fn) => fn.string("function_name"))).toEqual(["a", "b"]);
});

test.each([
  ['${aws_lambda_function.f["a"].function_name}', "fn-a"],
  ["${values(aws_lambda_function.f)[*].function_name}", ["fn-a", "fn-b"]],
  ["${{ for key, f in aws_lambda_function.f : key => f.function_name }}", { a: "fn-a", b: "fn-b" }],
  ["${length(aws_lambda_function.f)}", 2],
  ["${aws_lambda_function.counted[*].function_name}", ["n-0"]],
  ["${aws_lambda_function.counted.0.function_name}", "n-0"],
  ["${length(aws_lambda_function.none)}", 0],
])("%s names resources of a repeated block", (text, value) => {
  const f = { for_each: { a: 1, b: 2 }, function_name: "fn-${each.key}" };
  const counted = { count: 1, function_name: "n-${count.index}" };
  const resource = { aws_lambda_function: { f, counted, none: { count: 0 } } };

  expect(valueOf(text, { resource })).toEqual(value);
});

test.each([
  [{ count: "two" }, 'count can\'t be resolved: expected a number, got "two"'],
  [{ count: -1 }, "count can't be resolved: expected 0 or more, got -1"],
  [{ for_each: ["a"] }, "for_each can't be resolved: expected a map or a set, got a list"],
  [{ for_each: "${data.aws_x.y.names}" }, "there is no data.aws_x.y in the stack"],
])("the attributes of a block with %j can't be resolved", (block, reason) => {
  const [fn] = functions({ ...block, handler: "index.handler" });

  expect(() => fn?.string("handler")).toThrow("aws_lambda_function.f: ");
  expect(() => fn?.string("handler")).toThrow(reason);
});

test("a resource whose instances can't be resolved is still found by its name", () => {
  const count = "${var.missing}";
  const [fn] = functions({ count, function_name: "f", handler: "index.handler" });
  const [indexed] = functions({ count, function_name: "f-${count.index}" });

  expect(fn?.string("function_name")).toBe("f");
  expect(() => indexed?.string("function_name")).toThrow("there is no variable missing");
});

test("a repetition that can't be resolved fails no resource of another type", () => {
  const stack = resolved({
    resource: {
      aws_route53_record: { r: { for_each: "${aws_acm_certificate.c.options}", zone_id: "Z" } },
      aws_lambda_function: { f: { function_name: "f" } },
    },
  });

  expect(stack.ofType("aws_lambda_function")).toHaveLength(1);
  const [record] = stack.ofType("aws_route53_record");
  expect(record?.address).toBe("aws_route53_record.r");
  expect(() => record?.value("zone_id")).toThrow("aws_route53_record.r: for_each");
});

test("dynamic blocks join the written ones, each with its iterator's value", () => {
  const [fn] = functions({
    tag: [{ name: "written" }],
    dynamic: {
      tag: {
        for_each: { x: "1", y: "2" },
        iterator: "each",
        content: { name: "${each.key}-${each.value}" },
      },
    },
  });

  expect(fn?.blocks("tag").map((block) => block.string("name"))).toEqual(["written", "x-1", "y-2"]);
  expect(fn?.names()).toEqual(["tag"]);
});

test("dynamic blocks can be nested, by default under their own names", () => {
  const inner = { for_each: "${outer.value}", content: { name: "${outer.key}${inner.value}" } };
  const outer = { for_each: { a: [1, 2] }, content: { dynamic: { inner } } };
  const [fn] = functions({ dynamic: { outer } });

  const names = fn
    ?.blocks("outer")
    .flatMap((block) => block.blocks("inner"))
    .map((block) => block.string("name"));
  expect(names).toEqual(["a1", "a2"]);
});

test("meta-arguments are not attributes of a resource", () => {
  const meta = {
    depends_on: ["aws_x.y"],
    lifecycle: { create_before_destroy: true },
    provider: "aws.eu",
  };
  const [fn] = functions({ count: 1, function_name: "f", ...meta });

  expect(fn?.names()).toEqual(["function_name"]);
});
