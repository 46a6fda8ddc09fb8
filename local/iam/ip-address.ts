import { BlockList, isIP } from "node:net";

/**
 * Whether an address is in a range such as `203.0.113.0/24` or `2001:db8::/32`, or equal to an
 * address without a prefix; undefined if the range is malformed.
 */
export function matchesAddress(range: string, address: string): boolean | undefined {
  const [network = "", prefix, ...rest] = range.split("/");
  const version = isIP(network);
  const most = version === 4 ? 32 : 128;
  const bits = prefix === undefined ? most : /^\d+$/.test(prefix) ? Number(prefix) : NaN;
  if (version === 0 || rest.length > 0 || !(bits <= most)) {
    return undefined;
  }
  if (isIP(address) !== version) {
    return false;
  }
  const family = version === 4 ? "ipv4" : "ipv6";
  const list = new BlockList();
  list.addSubnet(network, bits, family);
  return list.check(address, family);
}
