import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { COMMENT_LIMIT, markdownOfReports } from "../../../../local/review/format/markdown";
import type { Report } from "../../../../local/review/report";
import { anyText } from "../../support/any-text";
import { apiWith, finding, fullReport, report, route } from "../reports";

const rest = "[the job summary](https://example.com/runs/7)";
const options = { limit: COMMENT_LIMIT, rest };
const renderer = new MarkdownIt({ html: true, linkify: true });
const html = (text: string) => renderer.render(text);

test("dangers are open, and the rest is folded", () => {
  const text = markdownOfReports([fullReport()], options);

  expect(text).toContain("<details open><summary>Findings (3)</summary>");
  expect(text).toContain("<details open><summary>REST API <code>shop-dev-Orders</code> (2)");
  expect(text).toContain("<details><summary>Functions (1)</summary>");
  expect(text).toContain("<details><summary>Permissions taken away (1)</summary>");
});

test("the heading counts what must be decided, and names the environments once", () => {
  const [heading] = markdownOfReports([fullReport("dev"), fullReport("prod")], options).split("\n");

  expect(heading).toBe(
    "### API changes: incomplete · 1 breaking · 1 accepted · 3 routes change · 1 function changes · " +
      "1 replaced or destroyed (dev; prod the same but for names)",
  );
});

test("environments of which only the numbers of resources differ have a line of them each", () => {
  const dev = fullReport("dev");
  const prod = { ...fullReport("prod"), terraform: { ...dev.terraform, change: 7 } };

  const rendered = html(markdownOfReports([dev, prod], options));

  expect(rendered).toContain("(dev; prod the same but for names)");
  expect(rendered).toMatch(/3 to change, [^<]*\(dev\)<br>\s*Terraform: [^<]*7 to change, /);
});

test("that nothing changes is one line", () => {
  const text = markdownOfReports([report(), report({ environment: "prod" })], options);

  expect(text).toBe("### API changes: nothing changes in dev and prod\n");
});

test("every row of a table has as many cells as its head", () => {
  const rendered = html(markdownOfReports([fullReport()], options));
  const tables = rendered.match(/<table>.*?<\/table>/gs) ?? [];

  expect(tables).toHaveLength(9);
  for (const table of tables) {
    const cells = table.split("</tr>").map((row) => row.match(/<\/t[hd]>/g)?.length);
    expect(new Set(cells.slice(0, -1)).size).toBe(1);
  }
});

test("code with pipes and backticks is shown as it is", () => {
  const name = "GET /a|b`c``d\\|e`";

  const rendered = html(
    markdownOfReports([report({ apis: [apiWith([route({ route: name })])] })], options),
  );

  expect(rendered).toContain("<code>GET /a|b`c``d\\|e`</code>");
});

const HOSTILE = [
  "@octocat",
  "fixes #1",
  "GH-12",
  "https://evil.example",
  "www.evil.example",
  "<img src=x onerror=alert(1)>",
  "</details><h1>x</h1>",
  "<!-- marker -->",
  "[a](https://evil.example)",
  "![a](https://evil.example/a.png)",
  "**bold** _it_ ~~gone~~",
  "$x^2$",
  "&lt;b&gt;",
  "```\ncode\n```",
  "a\n\n# Heading",
  "\\",
  "| a | b |",
  "1. one",
  "- - -",
];

test.each(HOSTILE)("a stack's text %j is shown, and does nothing", (text) => {
  const hostile = markdownOfReports([withText(text)], options);
  const rendered = html(hostile);

  expect(tagsOf(rendered)).toEqual(tagsOf(html(markdownOfReports([withText("x")], options))));
  expect(shown(rendered)).toContain(text.replaceAll("\n", "\\u000a"));
  expect(outsideOfCode(rendered)).not.toMatch(/@\w|#\d|GH-\d|:\/\/|www\./);
  expect(hostile.replace(/`.*?`/g, "")).not.toContain("$");
});

test("any text in any place leaves the structure of the Markdown as it is", () => {
  const expected = tagsOf(html(markdownOfReports([withText("x")], options)));

  fc.assert(
    fc.property(anyText, (text) => {
      const safe = text.trim() === "" ? "x" : text;
      const changed = markdownOfReports([withText(safe)], options);
      expect(tagsOf(html(changed))).toEqual(expected);
    }),
  );
});

function withText(text: string): Report {
  return report({
    environment: text,
    limits: [text],
    findings: [finding({ subject: text, text, accepted: { reason: text, until: text } })],
    apis: [{ ...apiWith([route({ route: text, details: [text] })]), name: text }],
  });
}

function tagsOf(rendered: string): string[] {
  return rendered.match(/<[^>]*>/g) ?? [];
}

function outsideOfCode(rendered: string): string {
  return rendered.replace(/<code>.*?<\/code>/g, "");
}

/** What a reader sees. */
function shown(rendered: string): string {
  return rendered
    .replace(/<[^>]*>/g, "")
    .replaceAll("\u200b", "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
}

describe("a report that is longer than a comment", () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      route({ route: `GET /ürü/${index}/${"x".repeat(150)}`, details: ["timeout 10 s → 29 s"] }),
    );
  const long = report({
    findings: [finding()],
    apis: [apiWith(many(500))],
    functions: [{ name: "Fn", address: "a.b", change: "changed", details: ["y".repeat(1900)] }],
  });

  test("is cut to the limit, which counts bytes, and says how much is missing and where", () => {
    const text = markdownOfReports([long], options);

    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(COMMENT_LIMIT);
    expect(Buffer.byteLength(text)).toBeGreaterThan(COMMENT_LIMIT - 3000);
    const [, missing] = /^(\d+) more: see \[the job summary\]/m.exec(text) ?? [];
    const rows = text.match(/^\| ✏️ \|/gm) ?? [];
    expect(rows.length + Number(missing)).toBe(500);
  });

  test("names the parts that are left out, and keeps what must be decided", () => {
    const text = markdownOfReports([long], { limit: 5000, rest });

    expect(text).toContain("Left out, because it is too long: Functions. See [the job summary]");
    expect(text).toContain("`90ab12cd34ef`");
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(5000);
  });

  test("keeps its structure where it is cut", () => {
    const text = markdownOfReports([long, { ...long, environment: "p" }], options);

    const open = text.match(/<details/g)?.length;
    expect(text.match(/<\/details>/g)).toHaveLength(open ?? 0);
  });

  test("keeps the dangers of every environment before the rest of the first", () => {
    const prod = report({
      environment: "prod",
      losses: [
        { address: "aws_dynamodb_table.t", action: "destroyed", because: [], consequence: "Lost." },
      ],
    });

    const text = markdownOfReports([long, prod], options);

    expect(text).toContain("aws_dynamodb_table.t");
  });
});
