import type { Context } from "node:vm";
import { createContext } from "node:vm";

type Compile = (
  source: string,
  parameters: readonly string[],
  options: { readonly filename: string; readonly parsingContext: Context },
) => (...values: readonly unknown[]) => unknown;

const { sharedScripts } = jest.requireActual<{ readonly sharedScripts: () => Compile }>(
  "./shared-scripts.cjs",
);

test("modules that share a script have globals and state of their own", () => {
  const compile = sharedScripts();
  const source = "let count = 0; return () => `${name} ${++count} ${unit}`; // the end";
  const module = (name: string): (() => string) => {
    const parsingContext = createContext({ name });
    return compile(source, ["unit"], { filename: "/counter.js", parsingContext })(
      "times",
    ) as () => string;
  };
  const first = module("first");
  const second = module("second");

  expect([first(), first(), second()]).toEqual([
    "first 1 times",
    "first 2 times",
    "second 1 times",
  ]);
});

test("a file whose source has changed is compiled again", () => {
  const compile = sharedScripts();
  const options = { filename: "/value.js", parsingContext: createContext({}) };

  expect(compile("return 1;", [], options)()).toBe(1);
  expect(compile("return 2;", [], options)()).toBe(2);
});

test("a stack trace has the lines and columns of the file", () => {
  const compile = sharedScripts();
  const options = { filename: "/failing.js", parsingContext: createContext({}) };
  const stackOf = (source: string): string => compile(source, ["unit"], options)() as string;

  expect(stackOf("return new Error().stack;")).toContain("/failing.js:1:8");
  expect(stackOf("\n  return new Error().stack;")).toContain("/failing.js:2:10");
});
