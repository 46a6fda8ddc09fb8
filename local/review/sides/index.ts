export { reviewSyntheses, type ReviewedSyntheses, type SynthesesOptions } from "./review-syntheses";
