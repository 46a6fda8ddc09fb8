import { serve, type LocalApi } from "../../../local/testing";
import "../../../local/testing/jest";
import { shop } from "./support/shop";

let api: LocalApi;
beforeAll(async () => {
  const Pets = () => {
    throw new Error("no such pet");
  };
  api = await serve(shop(), { functions: { Pets, Orders: () => "ok" } });
});

describe("toHaveStatus()", () => {
  test("passes for the status of the response", async () => {
    const response = await api.fetch("POST /orders", { api: "Shop" });

    expect(response).toHaveStatus(200);
    expect(response).not.toHaveStatus(500);
  });

  test("fails with the steps of the request, its event and what the function threw", async () => {
    const response = await api.fetch("GET /pets/7", { api: "Shop" });

    const fail = () => expect(response).toHaveStatus(200);

    expect(fail).toThrow(/^Expected status: 200\nReceived status: 500\n\nGET \/pets\/7 500 /);
    expect(fail).toThrow(/^ {4}pathParameters: \{"id":"7"\}$/m);
    expect(fail).toThrow(/ERROR {2}Invoke Error.*Error: no such pet\n.* {4}at Pets .*:\d+:\d+\)$/m);
  });

  test("fails without steps for the response of something else", () => {
    const fail = () => expect(new Response("", { status: 404 })).toHaveStatus(200);

    expect(fail).toThrow("There is no trace: the response isn't the local runner's.");
  });

  test("refuses what isn't a response", () => {
    expect(() => expect({ status: 200 }).toHaveStatus(200)).toThrow(
      "toHaveStatus() takes the response of api.fetch(), not [object Object]",
    );
  });
});
