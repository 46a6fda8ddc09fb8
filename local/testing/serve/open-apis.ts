/** APIs that are not closed yet. */
const open = new Set<{ close(): Promise<void> }>();

/** Has an API closed after the tests of the file, in frameworks with the global `afterAll`. */
export function closeAfterTests(api: { close(): Promise<void> }): void {
  open.add(api);
}

async function closeAll(): Promise<void> {
  const apis = [...open];
  open.clear();
  await Promise.all(apis.map((api) => api.close()));
}

// Here, not in serve(): jest takes no hooks once the hooks and tests of a file have begun.
const { afterAll } = globalThis as { afterAll?: (hook: () => Promise<void>) => void };
afterAll?.(closeAll);
