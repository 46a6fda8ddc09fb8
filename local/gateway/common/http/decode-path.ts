/** Decodes a path or a part of one; leaves it unchanged if its encoding is invalid. */
export function decodePath(path: string): string {
  if (!path.includes("%")) {
    return path;
  }
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
