import { Server } from "node:http";
import { AddressInfo } from "node:net";

const HOST = "127.0.0.1";
const LAST_PORT = 65_535;

/** What a request waits for before it is answered; undefined when there is nothing to wait for. */
export type Readiness = () => Promise<void> | undefined;

/**
 * Has a server listen on loopback.
 * @param port 0 takes any that is free
 * @param what what needs the port, for the error: an address or a name
 * @returns its URL
 * @throws Error that says what needs the port, when it is in use or there is none of that number
 */
export async function listen(server: Server, port: number, what: string): Promise<string> {
  if (port > LAST_PORT)
    throw new Error(
      `${what}: port ${port} is over ${LAST_PORT}. Give a lower first port: --port N.`,
    );
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      const message = `${what}: port ${port} is in use. Give another first port: --port N.`;
      reject(error.code === "EADDRINUSE" ? new Error(message, { cause: error }) : error);
    };
    server.once("error", failed);
    server.listen(port, HOST, () => {
      server.off("error", failed);
      resolve(`http://${HOST}:${(server.address() as AddressInfo).port}`);
    });
  });
}
