import path from "node:path";
import type { LocalApi } from "../../local/testing";
import { serve } from "../../local/testing";
import { bodyOf, EXCHANGES, OPTIONS } from "./exchanges";

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
