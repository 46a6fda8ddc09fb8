import { allRules, planRules } from "../../local/review/rules";
import { section } from "./pages";

/** `- **breaking, `--fail-on breaking`**: `api-removed`, …` */
const LINE = /^- \*\*(?<severity>\w+)(?:, `--fail-on (?<kind>[\w-]+)`)?\*\*: (?<ids>.+)$/gm;

test("local/README.md lists every rule of the review with its severity and kind", () => {
  const listed = [...section("local/README.md", "Review a change").matchAll(LINE)].flatMap(
    ({ groups: { severity, kind, ids = "" } = {} }) =>
      [...ids.matchAll(/`([\w-]+)`/g)].map(([, id]) => `${id}: ${severity} ${kind ?? ""}`),
  );

  const rules = [...allRules, ...planRules].map(({ id, severity, kind }) => {
    const named = kind ?? (severity === "breaking" ? "breaking" : "");
    return `${id}: ${severity} ${named}`;
  });
  expect(listed.sort()).toEqual(rules.sort());
});
