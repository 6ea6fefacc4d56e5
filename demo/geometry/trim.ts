// Smooths the district's outline: rim cells that stick out change places with outside cells that lie in a bay.
import { at } from '../random.ts';
import type { Sites } from './sites.ts';
import type { Cell } from './voronoi.ts';

function ratio(cell: Cell, inside: readonly boolean[]): number {
  let own = 0;
  for (const other of cell.neighbour) if (inside[other]) own++;
  return own / cell.neighbour.length;
}

function extremes(cells: readonly Cell[], inside: readonly boolean[]): { out: number; into: number; gain: number } {
  let out = -1;
  let least = 2;
  let into = -1;
  let most = -1;
  for (let site = 0; site < cells.length; site++) {
    const value = ratio(at(cells, site), inside);
    if (inside[site] && value < least) {
      least = value;
      out = site;
    }
    if (!inside[site] && value > most) {
      most = value;
      into = site;
    }
  }
  return { out, into, gain: most - least };
}

/** Sites re-ordered so that the first `inside` ones make a smoother district. */
export function trim(sites: Sites, cells: readonly Cell[]): Sites {
  const inside = cells.map((_, site) => site < sites.inside);
  const rounds = Math.ceil(2.5 * Math.sqrt(sites.inside));
  for (let round = 0; round < rounds; round++) {
    const { out, into, gain } = extremes(cells, inside);
    if (gain < 0.12) break;
    inside[out] = false;
    inside[into] = true;
  }
  const order = [...cells.keys()].sort((one, two) => Number(inside[two]) - Number(inside[one]) || one - two);
  return {
    x: Float64Array.from(order, (site) => at(sites.x, site)),
    y: Float64Array.from(order, (site) => at(sites.y, site)),
    inside: sites.inside,
  };
}
