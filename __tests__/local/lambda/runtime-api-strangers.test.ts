import { RuntimeApiChannel } from "../../../local/lambda/sandbox/runtime-api-channel";
import { exchangeRaw } from "../support/raw-client";

describe("requests that no runtime sends", () => {
  let channel: RuntimeApiChannel;
  let onReady: jest.Mock;
  let onInitError: jest.Mock;

  beforeEach(async () => {
    onReady = jest.fn();
    onInitError = jest.fn();
    const others = {
      onOutcome: jest.fn(),
      onStream: jest.fn(),
      onChunk: jest.fn(),
      onBroken: jest.fn(),
    };
    channel = await RuntimeApiChannel.open();
    channel.connect({ onReady, onInitError, ...others });
  });
  afterEach(() => channel.close());

  async function send(line: string, ...headers: string[]): Promise<string> {
    const lines = [`${line} HTTP/1.1`, ...headers, "Connection: close", "Content-Length: 0"];
    return exchangeRaw(`http://${channel.address}`, `${lines.join("\r\n")}\r\n\r\n`);
  }

  const NEXT = "GET /2018-06-01/runtime/invocation/next";
  const INIT_ERROR = "POST /2018-06-01/runtime/init/error";
  const own = () => `Host: ${channel.address}`;

  test.each([
    ["a name that a website has made resolve to loopback", () => ["Host: evil.example"]],
    ["a web page", () => [own(), "Origin: https://evil.example"]],
    ["a page of loopback", () => [own(), `Origin: http://${channel.address}`]],
    ["an image in a web page", () => [own(), "Sec-Fetch-Site: cross-site"]],
  ])("%s gets no event, and can't end the initialization", async (_who, headers) => {
    for (const line of [NEXT, INIT_ERROR]) {
      expect(await send(line, ...headers())).toMatch(/^HTTP\/1\.1 403 [^]*"errorType":"Forbidden"/);
    }
    expect(onReady).not.toHaveBeenCalled();
    expect(onInitError).not.toHaveBeenCalled();
  });

  test.each(["127.0.0.1", "localhost"])("a runtime may write the host as %s", async (host) => {
    expect(await send(INIT_ERROR, `Host: ${host}`)).toMatch(/^HTTP\/1\.1 202 /);
    expect(onInitError).toHaveBeenCalled();
  });
});
