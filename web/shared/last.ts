/** The last of a list. Array.prototype.at came with Chrome 92 and iOS 15.4; phones older than that report lamps, too. */
export function last<T>(list: readonly T[]): T | undefined {
  return list[list.length - 1];
}
