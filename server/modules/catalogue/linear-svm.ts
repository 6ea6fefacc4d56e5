/** Sparse vector: ascending or not, `indices[k]` has weight `values[k]`. */
export type SparseVector = { indices: Int32Array; values: Float64Array };

/** C of the L2-loss; epochs and tolerance end the search. Measured for 1,900 short documents in 90 classes. */
const cost = 1;
const maxEpochs = 15;
const tolerance = 0.1;

/** Numerical Recipes' generator: the order of visits is seeded, so the same documents give the same model. */
const shuffler = (seed: number) => {
  let state = seed >>> 0;
  return (order: Int32Array): void => {
    for (let i = order.length - 1; i > 0; i--) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      const j = Math.floor((state / 2 ** 32) * (i + 1));
      const held = order[i] as number;
      order[i] = order[j] as number;
      order[j] = held;
    }
  };
};

const dot = (weights: Float64Array, vector: SparseVector): number => {
  const { indices, values } = vector;
  // The bias is a last feature of value 1 that every document has.
  let sum = weights[weights.length - 1] as number;
  for (let k = 0; k < indices.length; k++) sum += (weights[indices[k] as number] as number) * (values[k] as number);
  return sum;
};

const add = (weights: Float64Array, vector: SparseVector, step: number): void => {
  const { indices, values } = vector;
  for (let k = 0; k < indices.length; k++) {
    const index = indices[k] as number;
    weights[index] = (weights[index] as number) + step * (values[k] as number);
  }
  weights[weights.length - 1] = (weights[weights.length - 1] as number) + step;
};

/** Squared length with the bias and the diagonal of the L2-loss: the curvature of each dual variable. */
const curvatures = (vectors: readonly SparseVector[]): Float64Array =>
  Float64Array.from(vectors, (vector) => vector.values.reduce((sum, value) => sum + value * value, 1 + 1 / (2 * cost)));

type Search = { weights: Float64Array; alphas: Float64Array; curvature: Float64Array };

/** One pass over the documents in the given order; answers the largest violation that it met. */
const pass = (
  { weights, alphas, curvature }: Search,
  vectors: readonly SparseVector[],
  isMember: (index: number) => boolean,
  order: Int32Array,
): number => {
  let largest = 0;
  for (const i of order) {
    const vector = vectors[i] as SparseVector;
    const label = isMember(i) ? 1 : -1;
    const alpha = alphas[i] as number;
    const gradient = label * dot(weights, vector) - 1 + alpha / (2 * cost);
    const projected = alpha === 0 ? Math.min(gradient, 0) : gradient;
    if (projected === 0) continue;
    largest = Math.max(largest, Math.abs(projected));
    const next = Math.max(alpha - gradient / (curvature[i] as number), 0);
    alphas[i] = next;
    add(weights, vector, (next - alpha) * label);
  }
  return largest;
};

/**
 * One class against the rest by dual coordinate descent (Hsieh et al. 2008, algorithm 1, L2-loss).
 * `features` counts the features without the bias; the answer has the bias as its last entry.
 */
export const trainOneAgainstRest = (
  vectors: readonly SparseVector[],
  isMember: (index: number) => boolean,
  features: number,
): Float64Array => {
  const search = {
    weights: new Float64Array(features + 1),
    alphas: new Float64Array(vectors.length),
    curvature: curvatures(vectors),
  };
  const order = Int32Array.from(vectors.keys());
  const shuffle = shuffler(7);
  for (let epoch = 0; epoch < maxEpochs; epoch++) {
    shuffle(order);
    if (pass(search, vectors, isMember, order) < tolerance) break;
  }
  return search.weights;
};
