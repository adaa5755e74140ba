/** Where a chart lies, by its content. */
export const chartPath = (geometryHash: string): string => `/api/charts/${geometryHash}?format=1`;
