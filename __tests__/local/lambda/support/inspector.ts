import { once } from "node:events";
import WebSocket from "ws";

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** A client of a process's inspector, such as VS Code. @see https://chromedevtools.github.io/devtools-protocol/v8/ */
export class Inspector {
  private sent = 0;
  private readonly waiting = new Set<(message: Message) => void>();

  private constructor(private readonly socket: WebSocket) {
    socket.on("message", (data: Buffer) => {
      const message = JSON.parse(data.toString("utf8")) as Message;
      this.waiting.forEach((take) => take(message));
    });
  }

  static async connect(url: string): Promise<Inspector> {
    const socket = new WebSocket(url);
    await once(socket, "open");
    return new Inspector(socket);
  }

  /** @throws Error with the inspector's message */
  async send<T>(method: string, params: object = {}): Promise<T> {
    const id = (this.sent += 1);
    const response = this.next((message) => message.id === id);
    this.socket.send(JSON.stringify({ id, method, params }));
    const { result, error } = await response;
    if (error) {
      throw new Error(`${method}: ${error.message}`);
    }
    return result as T;
  }

  /** The parameters of the next event of this kind, or of the next one that is wanted. */
  async event<T>(method: string, isWanted: (params: T) => boolean = () => true): Promise<T> {
    const isNext = (message: Message) => message.method === method && isWanted(message.params as T);
    return (await this.next(isNext)).params as T;
  }

  close(): void {
    this.socket.terminate();
  }

  private next(isWanted: (message: Message) => boolean): Promise<Message> {
    return new Promise((resolve) => {
      const take = (message: Message): void => {
        if (isWanted(message)) {
          this.waiting.delete(take);
          resolve(message);
        }
      };
      this.waiting.add(take);
    });
  }
}
