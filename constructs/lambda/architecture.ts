/**
 * Instruction set that a function runs on.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/foundation-arch.html
 */
export enum Architecture {
  /** AWS Graviton: the default, because it costs less for the same work. */
  ARM_64 = "arm64",
  X86_64 = "x86_64",
}

export const DEFAULT_ARCHITECTURE = Architecture.ARM_64;
