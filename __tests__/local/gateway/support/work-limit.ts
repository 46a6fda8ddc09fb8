import { WORK_LIMIT } from "../../../../local/gateway/common/limits/work-limit";

/** Lets each test of a describe block or file use a twentieth of the real limit. */
export function useSmallWorkLimit(): void {
  const { milliseconds, units } = WORK_LIMIT;
  beforeEach(() => {
    jest.replaceProperty(WORK_LIMIT, "milliseconds", milliseconds / 20);
    jest.replaceProperty(WORK_LIMIT, "units", units / 20);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });
}
