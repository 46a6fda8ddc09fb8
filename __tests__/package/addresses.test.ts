import released from "./addresses.json";
import { addresses } from "./support/addresses";

test("resources keep the Terraform addresses and names that the released version gave them", () => {
  // A new resource is not a breaking change.
  expect(addresses()).toMatchObject(released);
});
