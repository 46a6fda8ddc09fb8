import { importDocument } from "../../local/gateway/rest-api/import";
import { environment, systemOf } from "./support";

test.each(["lambda-api", "sample01", "account-settings"])(
  "the document of %s is imported whole by AWS",
  (system) => {
    const { document } = systemOf(environment("dev"), system);

    expect(importDocument(document())).toMatchObject({ warnings: [], errors: [] });
  },
);
