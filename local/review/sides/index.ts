export { reviewSyntheses, type ReviewedSyntheses, type SynthesesOptions } from "./review-syntheses";
export { synthesisIn } from "./synthesis";
