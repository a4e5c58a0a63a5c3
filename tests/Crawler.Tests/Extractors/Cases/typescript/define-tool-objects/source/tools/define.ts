export const defineTool = <T>(tool: T): T => tool;
