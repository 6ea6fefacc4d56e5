interface Somewhere {
  lon: number | null;
  lat: number | null;
  address: string | null;
  areaName: string;
}

/** Opens the phone's own map; which one it is, the phone knows. WGS-84, as the link's standard (RFC 5870) has it. */
export function geoLink({ lon, lat, address, areaName }: Somewhere): string | null {
  if (lon === null || lat === null) return null;
  return `geo:${lat},${lon}?q=${lat},${lon}(${encodeURIComponent(address || areaName)})`;
}
