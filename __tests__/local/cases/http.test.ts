import { expectAsRecorded } from "./support/expectation";
import { HTTP_CASES, type HttpCase } from "./support/http-case";
import { runHttpCase } from "./support/run-http-case";

const isGuarded = ({ setup }: HttpCase) =>
  setup.routes.some((route) => route.authorization_type !== undefined);

describe("an HTTP API answers as AWS did", () => {
  test.each(
    HTTP_CASES.filter((one) => !isGuarded(one)).map((one) => [one.id, one.basis, one] as const),
  )(
    "%s (%s)",
    async (_id, _basis, httpCase) => {
      expectAsRecorded(await runHttpCase(httpCase), httpCase.expect);
    },
    20_000,
  );
});

describe("an HTTP API with an authorizer is refused by name, never served open", () => {
  test.each(HTTP_CASES.filter(isGuarded).map((one) => [one.id, one] as const))(
    "%s",
    async (_id, httpCase) => {
      await expect(runHttpCase(httpCase)).rejects.toThrow(
        /aws_apigatewayv2_route\.route0: authorization_type is "(CUSTOM|JWT)"/,
      );
    },
  );
});
