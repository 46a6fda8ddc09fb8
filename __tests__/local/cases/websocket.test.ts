import { ServedWebSockets } from "./support/served-websockets";
import { WEBSOCKET_CASES } from "./support/websocket-case";
import { expectWebSocket } from "./support/websocket-expectation";

describe("a WebSocket API responds as AWS did", () => {
  let served: ServedWebSockets;
  beforeAll(async () => {
    served = await ServedWebSockets.start(WEBSOCKET_CASES);
  }, 60_000);
  afterAll(() => served.close());

  test.each(WEBSOCKET_CASES.map((one) => [one.id, one.basis, one] as const))(
    "%s (%s)",
    async (_id, _basis, one) => {
      await expectWebSocket(await served.run(one), one.expect);
    },
  );
});
