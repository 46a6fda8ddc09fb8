import { text } from "node:stream/consumers";
import type { LoopbackServer } from "../support/loopback-server";
import { startServer } from "../support/loopback-server";

interface Operation {
  readonly Key?: object;
  readonly Item?: { readonly owner: object; readonly id: object };
}

/** A DynamoDB table with the key of owner and id, as far as notes need it. */
export async function startTable(): Promise<LoopbackServer> {
  const items = new Map<string, object>();
  return startServer((request, response) => {
    void text(request).then((body) => {
      const { Key, Item } = JSON.parse(body) as Operation;
      const key = JSON.stringify(Key ?? { owner: Item?.owner, id: Item?.id });
      const target = String(request.headers["x-amz-target"]);
      const found = items.get(key);
      if (target.endsWith(".PutItem") && Item) {
        items.set(key, Item);
      } else if (target.endsWith(".DeleteItem")) {
        items.delete(key);
      }
      response.setHeader("content-type", "application/x-amz-json-1.0");
      response.end(JSON.stringify(target.endsWith(".GetItem") && found ? { Item: found } : {}));
    });
  });
}
