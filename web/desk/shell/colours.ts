let style: CSSStyleDeclaration | undefined;

/** A value of tokens.css, for what cannot read CSS variables itself: antd's seeds and the canvas of the map. */
export function colour(name: `--${string}`): string {
  style ??= getComputedStyle(document.documentElement);
  return style.getPropertyValue(name).trim();
}
