/**
 * Instruction set that a function runs on.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/foundation-arch.html
 */
export enum Architecture {
  /** AWS Graviton: cheaper for the same work, so the default. */
  ARM_64 = "arm64",
  X86_64 = "x86_64",
}

export const DEFAULT_ARCHITECTURE = Architecture.ARM_64;
