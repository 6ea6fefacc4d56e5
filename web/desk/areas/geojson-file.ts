export const importFields = ['code', 'name', 'parentCode', 'level', 'households', 'kind'] as const;
export type ImportField = (typeof importFields)[number];

export interface Opened {
  name: string;
  features: number;
  /** Names of the properties that the features carry. */
  properties: string[];
  geojson: unknown;
}

interface Collection {
  type: 'FeatureCollection';
  features: { properties?: Record<string, unknown> | null }[];
}

function isCollection(value: unknown): value is Collection {
  if (typeof value !== 'object' || value === null) return false;
  const { type, features } = value as Partial<Collection>;
  return type === 'FeatureCollection' && Array.isArray(features);
}

// Files of one authority are uniform: the first 200 features name every property.
const LOOKED_AT = 200;

/** null when the file is not a GeoJSON feature collection. */
export async function openGeojson(file: File): Promise<Opened | null> {
  try {
    const geojson: unknown = JSON.parse(await file.text());
    if (!isCollection(geojson)) return null;
    const names = geojson.features.slice(0, LOOKED_AT).flatMap((feature) => Object.keys(feature.properties ?? {}));
    return { name: file.name, features: geojson.features.length, properties: [...new Set(names)], geojson };
  } catch {
    return null;
  }
}

const usual: Record<ImportField, RegExp> = {
  code: /^(code|adcode|grid_?code|wgbm|bm|编码|网格编码)$/i,
  name: /^(name|grid_?name|wgmc|mc|名称|网格名称)$/i,
  parentCode: /^(parent_?code|parent|pcode|sjbm|上级编码|上级)$/i,
  level: /^(level|cj|层级|级别)$/i,
  households: /^(households|hs|户数)$/i,
  kind: /^(kind|type|lx|类型)$/i,
};

/** Properties that go by their usual names are filled in; the person sees and changes them. */
export function guessMapping(properties: readonly string[]): Record<string, string> {
  const found = importFields.map((field) => [field, properties.find((name) => usual[field].test(name))] as const);
  return Object.fromEntries(found.filter(([, name]) => name !== undefined)) as Record<string, string>;
}
