export enum Names { Open = "open_it", Third = "third" }
export const PREFIX = "it ";
export const LINES = ["One line.", "Another line."].join("\n");
