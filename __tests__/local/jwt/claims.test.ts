import { scopesOf } from "../../../local/jwt";

test.each([
  [{ scope: "read  write" }, ["read", "write"]],
  [{ scp: ["a", "b"], scope: "c" }, ["a", "b"]],
  [{ scp: "a b", scope: "c" }, ["a", "b"]],
  [{ scope: "" }, []],
  [{ scope: 1 }, []],
  [{}, []],
])("the scopes of %j are %j", (claims, scopes) => {
  expect(scopesOf(claims)).toEqual(scopes);
});
