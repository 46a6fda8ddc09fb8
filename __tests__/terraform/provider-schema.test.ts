import { readProviderSchema } from "../support/provider-schema";
import { describeWithTerraform } from "./support/cloud";
import { askProviderSchema } from "./support/provider-schema";

describeWithTerraform("what the tests keep of the providers' schemas", (cloud) => {
  test("is what the providers say (npm run provider-schema makes it anew)", async () => {
    const { newFolder, env } = cloud();

    const schema = await askProviderSchema(newFolder("schema"), env);

    expect(readProviderSchema()).toEqual(schema);
  });
});
