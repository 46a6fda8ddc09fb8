import { MockIntegration } from "../../../constructs";
import { restFixture } from "./support";

/** Adds a method whose response is selected by the pattern. */
function select(selectionPattern: string): void {
  const integrationResponses = [{ statusCode: "200", selectionPattern }];
  restFixture().api.root.addMethod("GET", new MockIntegration({ integrationResponses }));
}

test.each(["[", "*a", ".*{.*", "{1}", "a{", "\\y", "(?P<a>b)", "\\Q(\\E("])(
  "the pattern %s, which Java doesn't compile, is refused",
  (pattern) => {
    expect(() => {
      select(pattern);
    }).toThrow("allowed: a regular expression of at least one character");
  },
);

test.each([
  ...["(?i)error.*", "(?s:.*)", ".*+", "(?>a|b)c", "[{]x{2,}", "\\{.*}", "\\p{Lu}\\x{41}"],
  ...["\\Q{[(\\E.*", "constructor", "[a-z&&[^b]]", "^\\[400:.*"],
])("the pattern %s, in Java's dialect, is taken", (pattern) => {
  expect(() => {
    select(pattern);
  }).not.toThrow();
});
