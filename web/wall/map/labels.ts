export interface LabelWish {
  id: string;
  /** Middle of the label if it had its will. */
  x: number;
  y: number;
  width: number;
  height: number;
  /** Larger ones choose first. */
  weight: number;
}

export interface LabelPlace {
  x: number;
  y: number;
  /** Nothing was free: shown only while it has the pointer or the keyboard. */
  hidden: boolean;
}

export interface Rect {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

// In label heights and widths: the spot itself, a little up and down, then aside.
const OFFSETS: readonly (readonly [number, number])[] = [
  [0, 0],
  [0, -0.7],
  [0, 0.7],
  [0.35, 0],
  [-0.35, 0],
  [0, -1.3],
  [0, 1.3],
  [0.5, -0.9],
  [-0.5, -0.9],
  [0.5, 0.9],
  [-0.5, 0.9],
];

function rectAt(wish: LabelWish, x: number, y: number): Rect {
  const [half, tall] = [wish.width / 2, wish.height / 2];
  return { left: x - half, right: x + half, top: y - tall, bottom: y + tall };
}

function meets(one: Rect, two: Rect): boolean {
  return one.left < two.right && two.left < one.right && one.top < two.bottom && two.top < one.bottom;
}

/** Greedy and stable: the same wishes give the same places, so names do not jump when a number changes. */
export function placeLabels(wishes: readonly LabelWish[], taken: readonly Rect[] = []): Map<string, LabelPlace> {
  const used = [...taken];
  const places = new Map<string, LabelPlace>();
  const order = [...wishes].sort((one, two) => two.weight - one.weight || one.id.localeCompare(two.id));
  for (const wish of order) {
    const spots = OFFSETS.map(([dx, dy]) => ({ x: wish.x + dx * wish.width, y: wish.y + dy * wish.height }));
    const free = spots.find((spot) => !used.some((rect) => meets(rect, rectAt(wish, spot.x, spot.y))));
    const spot = free ?? { x: wish.x, y: wish.y };
    if (free) used.push(rectAt(wish, spot.x, spot.y));
    places.set(wish.id, { ...spot, hidden: !free });
  }
  return places;
}

/** 郭家咀社区第一网格 below 郭家咀社区 is named 第一网格 on the map. */
export function shortName(name: string, parent: string): string {
  const rest = name.startsWith(parent) ? name.slice(parent.length).replace(/^[\s·]+/, '') : name;
  return rest || name;
}
