/**
 * The days on which AWS deprecates runtimes, as of November 2026; those in the future are its
 * projection.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
 */
const DEPRECATIONS: ReadonlyMap<string, string> = new Map([
  ["dotnet6", "2024-12-20"],
  ["dotnet8", "2026-11-10"],
  ["go1.x", "2024-01-08"],
  ["java8", "2024-01-08"],
  ["java8.al2", "2027-06-30"],
  ["java11", "2027-06-30"],
  ["java17", "2027-06-30"],
  ["java21", "2029-06-30"],
  ["nodejs16.x", "2024-06-12"],
  ["nodejs18.x", "2025-09-01"],
  ["nodejs20.x", "2026-04-30"],
  ["nodejs22.x", "2027-04-30"],
  ["nodejs24.x", "2028-04-30"],
  ["provided", "2024-01-08"],
  ["provided.al2023", "2029-06-30"],
  ["python3.8", "2024-10-14"],
  ["python3.9", "2025-12-15"],
  ["python3.10", "2026-10-31"],
  ["python3.11", "2027-06-30"],
  ["python3.12", "2028-10-31"],
  ["python3.13", "2029-06-30"],
  ["ruby2.7", "2023-12-07"],
  ["ruby3.2", "2026-03-31"],
  ["ruby3.3", "2027-03-31"],
  ["ruby3.4", "2028-03-31"],
]);

/** The day on which a runtime is deprecated, as `2029-06-30`; undefined if it isn't known. */
export function deprecationOf(runtime: string): string | undefined {
  return DEPRECATIONS.get(runtime);
}
