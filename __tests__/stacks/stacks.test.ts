import path from "node:path";
import type { LocalApi, LocalOptions } from "../../local/testing";
import { serve } from "../../local/testing";
import { bodyOf, EXCHANGES } from "./exchanges";

const OPTIONS: Readonly<Record<string, LocalOptions>> = {
  "given-values": {
    data: {
      "data.aws_ssm_parameter.greeting.value": "Hi",
      "data.aws_ssm_parameter.route.value": "/given",
      "data.aws_secretsmanager_secret_version.database.secret_string": '{"user": "ann"}',
      "data.aws_subnets.all.ids": '["subnet-1", "subnet-2"]',
    },
  },
};

describe.each(Object.entries(EXCHANGES))("the stack %s", (folder, exchanges) => {
  let api: LocalApi;
  beforeAll(async () => {
    api = await serve(path.join(__dirname, folder), OPTIONS[folder]);
  });
  afterAll(() => api.close());

  test.each(exchanges)("%s", async (request, body) => {
    expect(await bodyOf(api, request)).toEqual(body);
  });
});
