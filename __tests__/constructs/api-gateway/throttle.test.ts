import { Token } from "cdktf";
import { checkThrottle, DEFAULT_THROTTLE } from "../../../constructs/api-gateway";
import { environment } from "../lambda/support";

test.each([
  [{ rateLimit: 0.5, burstLimit: 1 }],
  [{ rateLimit: 10_000, burstLimit: 5_000 }],
  [{ rateLimit: Token.asNumber({ ref: "x" }), burstLimit: Token.asNumber({ ref: "y" }) }],
  [DEFAULT_THROTTLE],
  [undefined],
])("%j is a throttle", (throttle) => {
  expect(() => {
    checkThrottle(environment(), throttle);
  }).not.toThrow();
});

test.each([
  [{ rateLimit: 0, burstLimit: 1 }, "throttle.rateLimit is 0; allowed: more than 0 requests"],
  [{ rateLimit: -1, burstLimit: 1 }, "throttle.rateLimit is -1"],
  [{ rateLimit: NaN, burstLimit: 1 }, "throttle.rateLimit is NaN"],
  [{ rateLimit: 1, burstLimit: 0 }, "throttle.burstLimit is 0; allowed: a whole number from 1"],
  [{ rateLimit: 1, burstLimit: 1.5 }, "throttle.burstLimit is 1.5"],
])("%j would let no request through or can't be held: refused", (throttle, message) => {
  expect(() => {
    checkThrottle(environment(), throttle);
  }).toThrow(message);
});
