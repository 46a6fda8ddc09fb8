import { readProviderSchema } from "../support/provider-schema";
import { describeWithTerraform } from "./support/cloud";
import { askProviderSchema } from "./support/provider-schema";

describeWithTerraform("the recorded provider schemas", (cloud) => {
  test("are those of the providers (npm run provider-schema records them again)", async () => {
    const { newFolder, env } = cloud();

    const schema = await askProviderSchema(newFolder("schema"), env);

    expect(readProviderSchema()).toEqual(schema);
  });
});
