import { accepted, parseAcceptances } from "../../../../local/review/accept";
import { httpApi } from "../support/sides";
import { reviewed } from "../support/reviewed";

const TODAY = "2026-11-21";
const parse = (text: string) => parseAcceptances(text, ".review-accept", TODAY);

test("a line has a fingerprint, a reason and the last day on which it holds", () => {
  const text = "# clients\n\n4f1c09be77d2  no client sends it  until 2026-11-21  # see #12\n";

  expect(parse(text)).toEqual([
    {
      fingerprint: "4f1c09be77d2",
      reason: "no client sends it",
      until: "2026-11-21",
      line: ".review-accept:3",
    },
  ]);
});

test.each([
  ["4f1c09be77d2 no client", "is not an acceptance. Write FINGERPRINT REASON until YYYY-MM-DD"],
  ["4f1c09be77d2 until 2027-01-31", "4f1c09be77d2 has no reason."],
  ["4F1C x until 2027-01-31", '"4F1C" is not a fingerprint: it has 12 hexadecimal digits.'],
  ["4f1c09be77d2 x until 2027-02-30", '"2027-02-30" is not a day. Write YYYY-MM-DD.'],
  ["4f1c09be77d2 x until tomorrow", '"tomorrow" is not a day.'],
  ["4f1c09be77d2 x until 2026-11-20", "the acceptance of 4f1c09be77d2 expired on 2026-11-20."],
])("%j is refused with its line", (line, problem) => {
  expect(() => parse(`# first\n${line}\n`)).toThrow(`.review-accept:2: `);
  expect(() => parse(`# first\n${line}\n`)).toThrow(problem);
});

test("all wrong lines are reported together, and so is a repeated fingerprint", () => {
  const line = "4f1c09be77d2 x until 2027-01-31";

  expect(() => parse(`${line}\nnonsense\n${line}\n`)).toThrow(
    /:2: .*\n\.review-accept:3: 4f1c09be77d2 is already accepted in \.review-accept:1/,
  );
});

test("an accepted finding has its reason, and an acceptance of nothing is reported", async () => {
  const report = await reviewed(httpApi({ "GET /pets": {}, "GET /old": {} }), httpApi({}));
  const [first, second] = report.findings;
  const lines = `${first?.fingerprint} not used until 2027-01-31\n000000000000 x until 2027-01-31`;

  const { reports, messages } = accepted([report], parse(lines));

  expect(reports[0]?.findings.slice(0, 2)).toEqual([
    { ...first, accepted: { reason: "not used", until: "2027-01-31" } },
    second,
  ]);
  expect(messages).toEqual([
    ".review-accept:2: there is no finding 000000000000 any more. Remove the line.",
  ]);
});
