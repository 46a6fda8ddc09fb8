import net from "node:net";
import type { Value } from "../../resolved-stack";
import { ExpressionValueError, integer, text } from "../values";
import type { TerraformFunctions } from "./terraform-function";

/** A range of IP addresses; its address has no bits after the prefix. */
interface Network {
  readonly address: bigint;
  readonly prefix: number;
  /** Length of an address: 32 for IPv4, 128 for IPv6. */
  readonly bits: number;
}

function network(value: Value | undefined): Network {
  const cidr = text(value);
  const [, host = "", length = ""] = /^(.+)\/0*(\d{1,3})$/.exec(cidr) ?? [];
  const decimal = host.replace(/(?<![\d.:a-f])0+(?=\d)|(?<=\.)0+(?=\d)/gi, "");
  const isIPv4 = net.isIPv4(decimal);
  const bits = isIPv4 ? 32 : 128;
  if ((!isIPv4 && !net.isIPv6(host)) || Number(length) > bits) {
    throw new ExpressionValueError(`"${cidr}" is not a network such as 10.0.0.0/16`);
  }
  const address = isIPv4 ? ipv4Number(decimal) : ipv6Number(host);
  return masked({ address, prefix: Number(length), bits });
}

function masked({ address, prefix, bits }: Network): Network {
  const free = BigInt(bits - prefix);
  return { address: (address >> free) << free, prefix, bits };
}

function ipv4Number(address: string): bigint {
  return address.split(".").reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}

function ipv6Number(address: string): bigint {
  const [head = "", tail] = canonical(address).split("::");
  const before = head.split(":").filter(Boolean);
  const after = tail?.split(":").filter(Boolean) ?? [];
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => "0");
  return [...before, ...zeros, ...after].reduce(
    (sum, group) => sum * 65536n + BigInt(`0x${group}`),
    0n,
  );
}

/** The shortest form of an IPv6 address. */
function canonical(address: string): string {
  return new URL(`http://[${address}]`).hostname.slice(1, -1);
}

function addressText(address: bigint, bits: number): string {
  if (bits === 32) {
    return [24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 255n).join(".");
  }
  const digits = address.toString(16).padStart(32, "0");
  return canonical(digits.replace(/(.{4})(?=.)/g, "$1:"));
}

const networkText = ({ address, prefix, bits }: Network) =>
  `${addressText(address, bits)}/${prefix}`;

function host({ address, prefix, bits }: Network, number: Value | undefined): string {
  const count = 1n << BigInt(bits - prefix);
  const given = wholeNumber(number);
  const offset = given < 0n ? count + given : given;
  if (offset >= 0n && offset < count) {
    return addressText(address + offset, bits);
  }
  throw new ExpressionValueError(`a prefix of ${prefix} bits has no host number ${given}`);
}

function netmask({ prefix, bits }: Network): string {
  if (bits !== 32) {
    throw new ExpressionValueError("an IPv6 network has no netmask");
  }
  return addressText((1n << 32n) - (1n << BigInt(32 - prefix)), 32);
}

function subnet(from: Network, newBits: Value | undefined, number: Value | undefined): string {
  const added = integer(newBits);
  const prefix = from.prefix + added;
  const given = wholeNumber(number);
  if (added < 0 || prefix > from.bits) {
    throw new ExpressionValueError(`a prefix of ${from.prefix} bits can't have ${added} more`);
  }
  if (given < 0n || given >= 1n << BigInt(added)) {
    throw new ExpressionValueError(`${added} more bits of prefix have no subnet number ${given}`);
  }
  const address = from.address + (given << BigInt(from.bits - prefix));
  return networkText({ address, prefix, bits: from.bits });
}

/** Networks one after the other, each at the next address that its prefix allows. */
function subnets(from: Network, newBits: readonly number[]): string[] {
  const end = from.address + (1n << BigInt(from.bits - from.prefix));
  if (from.address === 0n && newBits.length > 0) {
    // Terraform looks for the network before the first one.
    throw new ExpressionValueError("a network that starts at address 0 can't be divided");
  }
  let next = from.address;
  return newBits.map((added) => {
    const prefix = from.prefix + added;
    if (added < 1 || added > 32 || prefix > from.bits) {
      throw new ExpressionValueError(`a prefix of ${from.prefix} bits can't have ${added} more`);
    }
    const size = 1n << BigInt(from.bits - prefix);
    const address = ((next + size - 1n) / size) * size;
    next = address + size;
    if (next > end) {
      throw new ExpressionValueError(`no addresses are left for a prefix of ${prefix} bits`);
    }
    return networkText({ address, prefix, bits: from.bits });
  });
}

/** May be larger than a JavaScript number is exact: digits in a string are. */
function wholeNumber(value: Value | undefined): bigint {
  return typeof value === "string" && /^-?\d+$/.test(value)
    ? BigInt(value)
    : BigInt(integer(value));
}

export const networkFunctions: TerraformFunctions = {
  cidrhost: ([range, number]) => host(network(range), number),
  cidrnetmask: ([range]) => netmask(network(range)),
  cidrsubnet: ([range, newBits, number]) => subnet(network(range), newBits, number),
  cidrsubnets: ([range, ...newBits]) => subnets(network(range), newBits.map(integer)),
};
