// What the histories are written into, and the shapes they come out in.
import type { State } from '#contract/lifecycle';
import type { HeldClocks, KeptClock } from '#modules/cases';
import type { standardCategories } from '#modules/catalogue';
import type { RunningClock } from '#modules/deadlines';
import type { People } from '../people.ts';
import type { DemoArea, Places } from '../places/areas.ts';
import type { DemoAddress } from '../places/buildings.ts';
import type { DistrictPlan } from '../places/districts.ts';
import type { Scene } from '../texts.ts';

export type Category = (typeof standardCategories)[number];

export interface DemoPhoto {
  readonly id: string;
  readonly sha256: string;
  readonly scene: Scene;
  readonly kind: 'before' | 'after';
}

export interface World {
  readonly plan: DistrictPlan;
  readonly places: Places;
  readonly addresses: readonly DemoAddress[];
  readonly people: People;
  readonly categories: ReadonlyMap<string, Category>;
  /** Photos that fit a category, before or after the work. */
  readonly sceneOf: (code: string, side: 'before' | 'after') => readonly DemoPhoto[];
  /** The micro-grid of the demo worker. */
  readonly home: DemoArea;
  /** The world ends here (ms): nothing happened later. */
  readonly now: number;
}

/** The columns of app.cases that a history fills; times are dates, ids UUIDs. */
export interface CaseColumns {
  district_id: number;
  id: string;
  no: string;
  seq: number;
  last_hash: Buffer;
  title: string;
  body: string;
  state: State;
  origin_state: State | null;
  handler_state: State | null;
  level: number | null;
  category_code: string;
  category_name: string;
  risk: string;
  source: string;
  area_id: string;
  area_path: string;
  area_name: string;
  whistle_level: number | null;
  address: string;
  address_id: string;
  lon: number;
  lat: number;
  accuracy: number;
  place_source: string;
  unit_id: string | null;
  owner_post_id: string | null;
  handled_by: string | null;
  closed_by: string | null;
  reported_by: string | null;
  reported_at: Date;
  state_since: Date;
  due_at: Date | null;
  total_due_at: Date;
  near_at: Date | null;
  clock: KeptClock | null;
  total_clock: RunningClock | null;
  held: HeldClocks | null;
  overdue_since: Date | null;
  handled_at: Date | null;
  checked_at: Date | null;
  closed_at: Date | null;
  archived_at: Date | null;
  first_closed_at: Date | null;
  open: boolean;
  me_too: number;
  returns: number;
  reopens: number;
  reworks: number;
  self_handled: boolean;
  rating: 'satisfied' | 'fair' | 'dissatisfied' | null;
  merged_into: string | null;
  thumb_file_id: string | null;
}

export interface StepPhoto {
  readonly id: string;
  readonly kind: 'before' | 'after' | 'check' | 'extra';
  readonly sha256: string;
}

export interface StepColumns {
  readonly seq: number;
  readonly id: string;
  readonly at: Date;
  readonly move: string;
  readonly state: State;
  readonly actorAccount: string | null;
  readonly actorPost: string | null;
  readonly actorKind: 'resident' | 'staff' | 'system';
  readonly actorName: string;
  readonly actorTitle: string | null;
  readonly note: string | null;
  readonly internal: boolean;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly accuracy: number | null;
  readonly photos: readonly StepPhoto[];
  readonly data: Record<string, unknown>;
  readonly prevHash: Buffer;
  readonly hash: Buffer;
}

export interface DemoContact {
  readonly id: string;
  readonly joined: boolean;
  readonly anonymous: boolean;
  readonly name: string | null;
  readonly phone: string | null;
  readonly createdAt: Date;
}

export interface DemoCase {
  readonly row: CaseColumns;
  readonly steps: readonly StepColumns[];
  readonly contacts: readonly DemoContact[];
}
