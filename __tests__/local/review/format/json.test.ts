import { readFileSync } from "node:fs";
import Ajv from "ajv";
import ts from "typescript";
import { jsonOfReports, readReports } from "../../../../local/review/format/json";
import schema from "../../../../local/review/format/report.schema.json";
import { apiWith, finding, fullReport, report, route } from "../reports";

const FIXTURES = [
  report(),
  fullReport(),
  report({ environment: "prod", findings: [finding({ kind: undefined })] }),
  report({ apis: [apiWith([route()])] }),
];

test.each(FIXTURES)("the JSON of a report matches the schema, and is read back (%#)", (fixture) => {
  const text = jsonOfReports([fixture]);

  const validate = new Ajv().compile(schema);
  validate(JSON.parse(text));
  expect(validate.errors).toBeNull();
  expect(readReports(text, "it")).toEqual(JSON.parse(JSON.stringify([fixture])));
});

test("the schema has the properties of the TypeScript types, and requires the same", () => {
  expect(interfacesOf("local/review/report.ts")).toEqual(
    Object.fromEntries(
      Object.entries(schema.definitions).map(([name, { properties, required }]) => [
        name,
        Object.fromEntries(
          Object.keys(properties).map((key) => [key, (required as string[]).includes(key)]),
        ),
      ]),
    ),
  );
});

/** For each interface its properties, and whether they are required. */
function interfacesOf(file: string): Record<string, Record<string, boolean>> {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2022);
  const interfaces = source.statements.filter(ts.isInterfaceDeclaration);
  return Object.fromEntries(
    interfaces.map(({ name, members }) => [
      name.text,
      Object.fromEntries(
        members
          .filter(ts.isPropertySignature)
          .map((member) => [(member.name as ts.Identifier).text, !member.questionToken]),
      ),
    ]),
  );
}

test.each([
  ["[]", "report.json is not a report of this version: it must be object"],
  ["{", "report.json is not valid JSON"],
  [
    JSON.stringify({ version: 1, reports: [{ ...report(), secret: "x" }] }),
    "/reports/0 must NOT have additional properties",
  ],
  [JSON.stringify({ version: 2, reports: [] }), "/version must be equal to constant"],
])("what is not a report is refused: %s", (text, message) => {
  expect(() => readReports(text, "report.json")).toThrow(message);
});

test("no control character of a terminal is in the JSON, nor in what refuses one", () => {
  const text = jsonOfReports([report({ limits: ["\x1b[31m\x9b31m"] })]);

  expect(text).toContain("\\u001b[31m\\u009b31m");
  expect(() => readReports("\x1b[31m", "it")).toThrow(/^[ -~]*$/);
});
