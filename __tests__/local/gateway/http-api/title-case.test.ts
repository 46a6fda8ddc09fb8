import fc from "fast-check";
import { titleCase } from "../../../../local/gateway/http-api/title-case";

test.each([
  ["x-custom-header", "X-Custom-Header"],
  ["X-CUSTOM-HEADER", "X-Custom-Header"],
  ["eTag", "Etag"],
  ["x-1a-_b", "X-1a-_b"],
])("%s becomes %s", (sent, named) => {
  expect(titleCase(sent)).toBe(named);
});

test("a name in title case stays the same", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[\w!#$%&'*+.^`|~-]+$/), (name) => {
      expect(titleCase(titleCase(name))).toBe(titleCase(name));
      expect(titleCase(name)).toBe(titleCase(name.toUpperCase()));
    }),
  );
});
