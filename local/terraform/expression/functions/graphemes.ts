const segmenter = new Intl.Segmenter();

/** The characters of a text as a reader counts them, which is how Terraform counts. */
export function graphemes(value: string): string[] {
  return [...segmenter.segment(value)].map(({ segment }) => segment);
}
