import type { TerraformResource } from "cdktf";

/**
 * The version of the Terraform provider that the class of a resource was generated from, which a
 * stack requires exactly, e.g. `5.100.0`.
 */
export function providerVersion(resource: TerraformResource): string | undefined {
  return resource.terraformGeneratorMetadata?.providerVersion;
}

/** Whether a version such as `6.9.0` is lower than another one. */
export function isBefore(version: string, other: string): boolean {
  return version.localeCompare(other, "en", { numeric: true }) < 0;
}
