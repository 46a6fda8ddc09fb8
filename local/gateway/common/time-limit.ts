import { IntegrationFailure } from "./integration-failure";

/** The result. @throws IntegrationFailure "late" where it takes longer than the integration may */
export async function withinTime<T>(milliseconds: number, result: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new IntegrationFailure("late")), milliseconds);
  });
  try {
    return await Promise.race([result, expired]);
  } finally {
    clearTimeout(timer);
  }
}
