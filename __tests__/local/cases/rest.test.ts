import { expectAsRecorded } from "./support/expectation";
import { REST_CASES, type RestCase } from "./support/rest-case";
import { runRestCase } from "./support/run-rest-case";

const isGuarded = ({ setup }: RestCase) =>
  setup.routes.some((route) => route.authorization !== "NONE");

describe("a REST API answers as AWS did", () => {
  test.each(
    REST_CASES.filter((one) => !isGuarded(one)).map((one) => [one.id, one.basis, one] as const),
  )(
    "%s (%s)",
    async (_id, _basis, restCase) => {
      expectAsRecorded(await runRestCase(restCase), restCase.expect);
    },
    20_000,
  );
});

describe("a REST API with an authorizer is refused by name, never served open", () => {
  test.each(REST_CASES.filter(isGuarded).map((one) => [one.id, one] as const))(
    "%s",
    async (_id, restCase) => {
      await expect(runRestCase(restCase)).rejects.toThrow(
        /aws_api_gateway_method\.route0: authorization is "CUSTOM"/,
      );
    },
  );
});
