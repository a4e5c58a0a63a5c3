export const WORDS = "By alias";
