/** Keys are called otherwise on Apple's machines. */
export function isApple(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform);
}
