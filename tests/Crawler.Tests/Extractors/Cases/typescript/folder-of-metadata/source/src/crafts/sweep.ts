export const metadata = { description: "Sweeps the floor" };
export default function sweep() { return ""; }
