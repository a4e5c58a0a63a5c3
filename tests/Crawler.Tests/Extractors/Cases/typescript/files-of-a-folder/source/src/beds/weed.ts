export const name = "weed";
export const description = "Pulls weeds";
export const input = {};
export const handler = async () => ({ content: [] });
