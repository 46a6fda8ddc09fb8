import { Checkout } from "./checkout";
import type { Combination } from "./combinations";
import { COMBINATIONS, describeCombination } from "./combinations";
import { withoutVersions } from "./without-versions";

jest.setTimeout(600_000);

const [installed, ...others] = COMBINATIONS;
const named = others.map((one): [string, Combination] => [describeCombination(one), one]);
let expected: Record<string, unknown>;

beforeAll(async () => {
  const checkout = await synthesised(installed);
  expected = comparable(checkout);
  checkout.remove();
});

describe.each(named)("with %s", (_name, combination) => {
  let checkout: Checkout;
  beforeAll(async () => {
    checkout = await synthesised(combination);
  });
  afterAll(() => checkout.remove());

  test(`the sources compile, and every stack gets the same Terraform as with ${describeCombination(installed)}`, () => {
    expect(Object.keys(expected).length).toBeGreaterThan(7);
    expect(comparable(checkout)).toEqual(expected);
  });

  test(`the stacks require AWS provider ${combination.awsProvider}`, () => {
    expect(checkout.stacks()).toHaveProperty(
      "dev.terraform.required_providers.aws.version",
      combination.awsProvider,
    );
  });

  test(`a public function URL's permission is ${combination.limitsToUrl ? "" : "not "}limited to the URL`, () => {
    const limited = JSON.stringify(checkout.stacks()).includes('"invoked_via_function_url":true');
    expect(limited).toBe(combination.limitsToUrl);
  });

  test(`the runtimes that it rejects are refused: ${combination.refusedRuntimes.join(", ") || "none"}`, () => {
    expect(checkout.json("refused-runtimes.json")).toEqual(combination.refusedRuntimes);
  });
});

async function synthesised(combination: Combination): Promise<Checkout> {
  const checkout = await Checkout.of(combination);
  await checkout.compile();
  await checkout.synthesise();
  return checkout;
}

function comparable(checkout: Checkout): Record<string, unknown> {
  const stacks = Object.entries(checkout.stacks());
  return Object.fromEntries(stacks.map(([name, stack]) => [name, withoutVersions(stack)]));
}
