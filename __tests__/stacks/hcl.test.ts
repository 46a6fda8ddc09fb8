import path from "node:path";
import { serve, type LocalApi } from "../../local/testing";

/** A folder of HCL, with variable files, an override file and a part in JSON. */
const FOLDER = path.join(__dirname, "hcl");

let api: LocalApi;
beforeAll(async () => {
  api = await serve(FOLDER);
});

const http = { api: "greetings-default" };

test("an optional attribute that is set makes another route", async () => {
  const [german, english] = [
    await api.fetch("POST /de/Ana", http),
    await api.fetch("POST /en/Ana", http),
  ];

  expect(await german.json()).toMatchObject({ text: "HALLO, Ana!" });
  expect(english.status).toBe(404);
});

test("a dynamic block allows the origin of a variable file", async () => {
  const headers = { origin: "https://shop.example" };

  const response = await api.fetch("GET /en/Ana", { ...http, headers });

  expect(response.headers.get("access-control-allow-origin")).toBe("https://shop.example");
});
