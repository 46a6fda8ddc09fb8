import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { compareSyntheses } from "../../../../local/review/compare";
import { sideOf } from "../../../../local/review/describe";
import { writeFileIn } from "../../../support/write-file";

const TABLE = { name: "notes", hash_key: "id" };

describe("two syntheses", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "lost-data-"))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const side = (name: string, file: string, content: string) => {
    writeFileIn(path.join(folder, name), file, content);
    return sideOf(path.join(folder, name), "dev");
  };
  const json = (name: string, content: object) =>
    side(name, "cdk.tf.json", JSON.stringify(content));
  const before = () => json("before", { resource: { aws_dynamodb_table: { notes: TABLE } } });

  test.each<[string, object, string]>([
    ["without a table", {}, "It is destroyed. Its data is lost."],
    [
      "with another key of a table",
      { aws_dynamodb_table: { notes: { ...TABLE, hash_key: "owner" } } },
      "It is replaced, destroyed first, because hash_key can't be changed. Its data is lost.",
    ],
    [
      "with a table that is created before the one of the old name is destroyed",
      {
        aws_dynamodb_table: {
          notes: { ...TABLE, name: "others", lifecycle: { create_before_destroy: true } },
        },
      },
      "It is replaced, created first, because name can't be changed. Its data is lost.",
    ],
  ])("%s have a finding about the lost data", async (_, resource, text) => {
    const { findings, losses } = await compareSyntheses(before(), json("after", { resource }));

    expect(findings).toMatchObject([
      { subject: "aws_dynamodb_table.notes", kind: "data-loss", text },
    ]);
    expect(losses).toMatchObject([{ address: "aws_dynamodb_table.notes" }]);
  });

  test("have a risky finding about logs: nothing needs them to respond", async () => {
    const logs = { aws_cloudwatch_log_group: { api: { name: "api" } } };

    const { findings } = await compareSyntheses(
      json("logs", { resource: logs }),
      json("after", { resource: {} }),
    );

    expect(findings).toMatchObject([
      { rule: "logs-lost", severity: "risky", text: "It is destroyed. Its logs are lost." },
    ]);
    expect(findings[0]?.kind).toBeUndefined();
  });

  test("have none about other attributes, or a name that only an apply knows", async () => {
    const notes = { ...TABLE, name: "${random_pet.name.id}", billing_mode: "PAY_PER_REQUEST" };
    const after = json("after", { resource: { aws_dynamodb_table: { notes } } });

    const { findings } = await compareSyntheses(before(), after);

    expect(findings).toEqual([]);
  });

  test.each([
    [
      "is moved",
      "moved {\n  from = aws_dynamodb_table.notes\n  to = aws_dynamodb_table.pages\n}",
      0,
    ],
    [
      "is forgotten",
      "removed {\n  from = aws_dynamodb_table.notes\n  lifecycle {\n    destroy = false\n  }\n}",
      0,
    ],
    ["is removed", "removed {\n  from = aws_dynamodb_table.notes\n}", 1],
  ])("have a finding about a table that %s only if its data is lost", async (_, block, count) => {
    const after = side("after", "main.tf", `${block}\n`);

    const { findings } = await compareSyntheses(before(), after);

    expect(findings).toHaveLength(count);
  });

  test("know a moved resource by the JSON of CDKTF, too", async () => {
    const moved = [{ from: "aws_dynamodb_table.notes", to: "aws_dynamodb_table.pages" }];
    const after = json("after", { moved, resource: { aws_dynamodb_table: { pages: TABLE } } });

    const { findings } = await compareSyntheses(before(), after);

    expect(findings).toEqual([]);
  });
});
