export function chromiumPath(): string | undefined;
export const launchArguments: string[];
