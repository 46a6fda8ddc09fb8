import { markedHash, markedPlan, markerOf } from "../../../../local/review/comment/marker";
import { report } from "../reports";

const planHash = "d".repeat(64);

test("a marker has the hash of the reports, which changes with them", () => {
  const [one, other] = [markerOf([report()]), markerOf([report({ limits: ["x"] })])];

  expect(markedHash(one)).toMatch(/^[0-9a-f]{64}$/);
  expect(markedHash(other)).not.toBe(markedHash(one));
});

test("a marker has the hash of each environment's plan", () => {
  const prod = report({ environment: "prod", planHash: "e".repeat(64) });
  const marker = markerOf([report({ planHash }), prod, report({ environment: "account" })]);

  expect(markedPlan(marker, "dev")).toBe(planHash);
  expect(markedPlan(marker, "prod")).toBe("e".repeat(64));
  expect(markedPlan(marker, "account")).toBeUndefined();
});

test.each(["-->", "a b", "dev plan=x", "\ud800", "日本"])(
  "the environment's name %j doesn't end the marker",
  (environment) => {
    const marker = markerOf([report({ environment, planHash })]);

    expect(marker).toMatch(/^<!-- [\w =:-]+ -->$/);
    expect(marker.indexOf("-->")).toBe(marker.length - 3);
    expect(markedPlan(marker, environment)).toBe(planHash);
  },
);

test.each(["", "<!-- api-review x -->", "Hello <!-- api-review", "> <!-- api-review"])(
  "%j has no marker",
  (body) => {
    expect(markedHash(body)).toBeUndefined();
    expect(markedPlan(body, "dev")).toBeUndefined();
  },
);
