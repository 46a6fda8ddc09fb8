import { readdirSync } from "node:fs";
import path from "node:path";
import { TYPES_WITH_CONSEQUENCES } from "../../../../local/review/compare/consequences";
import { ROOT } from "../../../support/root";

test("each type with a consequence of its own is one of the AWS provider", () => {
  const folders = readdirSync(path.join(ROOT, "node_modules/@cdktf/provider-aws/lib"));
  const types = folders.map((folder) => `aws_${folder.replaceAll("-", "_")}`);

  const unknown = TYPES_WITH_CONSEQUENCES.filter((type) => !types.includes(type));

  expect(unknown).toEqual([]);
});
