interface Page<T> {
  readonly items: readonly T[];
  /** Where the next page begins; undefined on the last page. */
  readonly next: string | undefined;
}

/** The items of all pages of a list. */
export async function allPages<T>(read: (from?: string) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = [];
  let from: string | undefined;
  do {
    const page = await read(from);
    items.push(...page.items);
    from = page.next;
  } while (from !== undefined);
  return items;
}
