/** Files that tools and editors create next to code. Leaving them out keeps the zip reproducible. */
const LITTER: readonly RegExp[] = [
  /^__pycache__$/,
  /\.py[co]$/,
  /^\.(mypy|pytest|ruff)_cache$/,
  /^\.(git|hg|svn|idea|vscode)$/,
  /^(\.DS_Store|Thumbs\.db|desktop\.ini)$/,
  /^\._/,
  /\.sw[a-p]$/,
  /~$/,
  /^\.?#/,
];

/** Whether a path in a code folder, with slashes, is such a file. */
export function isLitter(name: string): boolean {
  const entry = name.slice(name.lastIndexOf("/") + 1);
  return LITTER.some((pattern) => pattern.test(entry)) || /(^|\/)node_modules\/\.cache$/.test(name);
}
