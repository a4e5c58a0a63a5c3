export const name = "shared";
export const description = "Is no bed";
export const handler = async () => ({ content: [] });
