/**
 * Describes what needs a program that this machine may lack. Without it, the tests are skipped with
 * a message; on CI they fail.
 * @param missing why they can't run; undefined if they can
 */
export function describeWherePossible(
  title: string,
  missing: string | undefined,
  body: () => void,
): void {
  if (missing === undefined) {
    describe(title, body);
  } else if (process.env.CI === "true") {
    describe(title, () => {
      test("has what it needs", () => {
        throw new Error(`CI must run these tests, but ${missing}`);
      });
    });
  } else {
    process.stderr.write(`SKIPPED ${title}: ${missing}\n`);
    describe.skip(`${title} (${missing})`, body);
  }
}
