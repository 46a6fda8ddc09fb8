import { allRules } from "../../../../local/review/rules";
import { RULE_CASES, type RuleCase } from "../support/cases";
import { findings } from "../support/reviewed";

const named = RULE_CASES.map((one): [string, RuleCase] => [one.rule, one]);

test.each(named)("%s names the change", async (rule, { before, after, text, subject }) => {
  const found = await findings(before, after);

  expect(found).toContainEqual(
    expect.objectContaining({
      rule,
      text: expect.stringContaining(text) as string,
      ...(subject && { subject }),
    }),
  );
});

test.each(named)("%s doesn't name another change", async (rule, { before, after, allowed }) => {
  const [from, to] = allowed ?? [after, before];
  const found = await findings(from, to);

  expect(found.filter((finding) => finding.rule === rule)).toEqual([]);
});

test.each(named)("nothing is found where nothing changes (%s)", async (_, { before, after }) => {
  expect(await findings(before, before)).toEqual([]);
  expect(await findings(after, after)).toEqual([]);
});

test("every rule has a case, and no two rules have the same ID", () => {
  const ids = allRules.map(({ id }) => id);

  const cases = new Set(RULE_CASES.map(({ rule }) => rule));
  expect([...cases].toSorted()).toEqual(ids.toSorted());
});
