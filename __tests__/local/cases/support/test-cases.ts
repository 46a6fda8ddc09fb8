import { expectAsRecorded, type Expectation } from "./expectation";
import { ServedCases, type CaseKind, type ServableCase } from "./served-cases";

interface RecordedCase extends ServableCase {
  readonly id: string;
  readonly basis: string;
  readonly expect: Expectation;
}

/** A test a case, all of them behind one runner. */
export function testCases<C extends RecordedCase>(kind: CaseKind<C>, cases: readonly C[]): void {
  let served: ServedCases<C> | undefined;
  beforeAll(async () => {
    served = await ServedCases.start(kind, cases);
  }, 60_000);
  afterAll(() => served?.close());

  test.each(cases.map((one) => [one.id, one.basis, one] as const))(
    "%s (%s)",
    async (_id, _basis, one) => {
      const exchange = await served?.run(one);
      if (!exchange) {
        throw new Error("The runner didn't start.");
      }
      expectAsRecorded(exchange, one.expect);
    },
    20_000,
  );
}
