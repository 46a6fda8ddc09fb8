interface TestFile {
  readonly path: string;
}

interface Sequencer {
  sort(tests: readonly TestFile[]): readonly TestFile[];
}

const TerraformFirst = jest.requireActual<new () => Sequencer>("./terraform-first.cjs");

test("the Terraform tests start first, and the others in jest's order (large files first)", () => {
  const sizes = {
    "/a/__tests__/local/small.test.ts": 1,
    "/a/__tests__/terraform/short.test.ts": 2,
    "/a/__tests__/local/large.test.ts": 4,
    "/a/__tests__/terraform/long.test.ts": 3,
  };
  const sequencer = new TerraformFirst();

  const sorted = sequencer.sort(Object.entries(sizes).map(([path, size]) => testOf(path, size)));

  expect(sorted.map(({ path }) => path)).toEqual([
    "/a/__tests__/terraform/long.test.ts",
    "/a/__tests__/terraform/short.test.ts",
    "/a/__tests__/local/large.test.ts",
    "/a/__tests__/local/small.test.ts",
  ]);
});

/** A test file as jest describes it in a new checkout, where it knows no durations. */
const testOf = (path: string, size: number): TestFile & { readonly context: object } => ({
  path,
  context: { config: { cache: false }, hasteFS: { getSize: () => size } },
});
