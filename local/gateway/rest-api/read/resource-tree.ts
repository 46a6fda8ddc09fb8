import { readEach } from "../../common/unservable/read-all";
import { refuse } from "../../common/unservable/refuse";
import { segmentsOf } from "../model/path-segments";
import type { Resource } from "../model/rest-api";

/**
 * Refuses resources that API Gateway wouldn't create: a second one with the same path, a second
 * variable on a level, one below a greedy variable, and one with a malformed path part.
 * @throws UnservableError with the resources' addresses
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings-method-request.html
 */
export function checkResources(resources: readonly Resource[]): void {
  const paths = new Map<string, Resource>();
  const variables = new Map<string, string>();
  readEach(resources, (resource) => {
    const { address, path } = resource;
    const known = paths.get(path);
    if (known && path !== "/") {
      refuse(address, "path", path, `Another resource has this path: ${known.address}.`);
    }
    paths.set(path, resource);
    checkParts(resource, variables);
  });
}

const PART = /^(?:[^{}]+|\{[^{}]+\})$/;

function checkParts({ address, path }: Resource, variables: Map<string, string>): void {
  const parts = segmentsOf(path);
  parts.forEach((part, at) => {
    if (!PART.test(part)) {
      refuse(address, "path", path, "A part of it is a name, {a variable} or {a greedy one+}.");
    }
    if (!part.startsWith("{")) {
      return;
    }
    if (part.endsWith("+}") && at < parts.length - 1) {
      refuse(address, "path", path, `No resource can be below the greedy ${part}.`);
    }
    const parent = parts.slice(0, at).join("/");
    const sibling = variables.get(parent) ?? part;
    if (sibling !== part) {
      refuse(address, "path", path, `Beside ${part} is ${sibling}: only one variable is allowed.`);
    }
    variables.set(parent, part);
  });
}
