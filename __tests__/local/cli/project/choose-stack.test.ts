import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { chooseStack } from "../../../../local/cli/project/choose-stack";

const STACKS = ["api", "network"].map((name) => ({ name, folder: `cdktf.out/stacks/${name}` }));
const stop = new AbortController().signal;

test("the only stack is chosen without a question", async () => {
  const [only] = STACKS;

  expect(await chooseStack(STACKS.slice(0, 1), { wanted: undefined, stop })).toBe(only);
});

test("--stack names a stack, and another name is refused with those that exist", async () => {
  expect(await chooseStack(STACKS, { wanted: "network", stop })).toBe(STACKS[1]);
  await expect(chooseStack(STACKS, { wanted: "apis", stop })).rejects.toThrow(
    '--stack is "apis"; allowed: api, network.',
  );
});

test("without a terminal, several stacks are refused with their names", async () => {
  const terminal = { input: new PassThrough(), output: new PassThrough() };

  await expect(chooseStack(STACKS, { wanted: undefined, stop, terminal })).rejects.toThrow(
    "There are several stacks. Name one with --stack: api, network.",
  );
});

function terminalWith(typed: string) {
  const input = Object.assign(new PassThrough(), { isTTY: true });
  const output = Object.assign(new PassThrough(), { isTTY: true });
  input.end(typed);
  return { input, output };
}

test.each([
  ["its number", "2\n"],
  ["its name", "network\n"],
  ["its name after a wrong one", "3\nnetwork\n"],
])("in a terminal, a person chooses a stack by %s", async (_, typed) => {
  const terminal = terminalWith(typed);

  expect(await chooseStack(STACKS, { wanted: undefined, stop, terminal })).toBe(STACKS[1]);
  terminal.output.end();
  expect(await text(terminal.output)).toContain("  1  api\n  2  network\n");
});

test("the end of the input leaves no stack chosen", async () => {
  const choice = { wanted: undefined, stop, terminal: terminalWith("") };

  await expect(chooseStack(STACKS, choice)).rejects.toThrow(
    "No stack was chosen. Name one with --stack.",
  );
});
