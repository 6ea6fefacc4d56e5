// Who works in the demo district: accounts, posts for every area and unit, holders and deputies.
import type { Role } from '#contract/rights';
import { makeName, makePhone } from './people/names.ts';
import { type UnitPlan, unitPlans } from './people/units.ts';
import type { DemoArea, Places } from './places/areas.ts';
import type { DistrictPlan } from './places/districts.ts';
import { at, type Random } from './random.ts';

export interface DemoUnit {
  readonly id: string;
  readonly name: string;
  readonly kind: UnitPlan['kind'];
  readonly phone: string;
}

export interface DemoAccount {
  readonly id: string;
  login: string;
  readonly name: string;
  readonly phone: string;
}

export interface DemoPost {
  readonly id: string;
  readonly role: Role;
  readonly title: string;
  readonly area: DemoArea | null;
  readonly unit: DemoUnit | null;
  readonly phone: string;
  readonly holders: readonly DemoAccount[];
  readonly deputies: readonly DemoAccount[];
}

export interface People {
  readonly accounts: readonly DemoAccount[];
  readonly units: readonly DemoUnit[];
  readonly posts: readonly DemoPost[];
  readonly postWithId: (id: string) => DemoPost;
  readonly postOf: (role: Role, area: DemoArea) => DemoPost;
  readonly unitPost: (unit: DemoUnit) => DemoPost;
  readonly unitNamed: (name: string) => DemoUnit;
  /** The easily typed logins, one a role. */
  readonly demo: readonly { readonly login: string; readonly post: DemoPost; readonly account: DemoAccount }[];
}

interface Making {
  readonly plan: DistrictPlan;
  readonly rng: Random;
  readonly since: number;
  readonly accounts: DemoAccount[];
  readonly posts: DemoPost[];
}

function hire(making: Making, kind: string): DemoAccount {
  const { plan, rng, since, accounts } = making;
  const account: DemoAccount = {
    id: rng.uuid(since),
    login: `${plan.prefix}-${kind}${String(accounts.length + 1).padStart(4, '0')}`,
    name: makeName(rng),
    // Each district has its own block of numbers.
    phone: makePhone(accounts.length + (plan.id % 97) * 10_000),
  };
  accounts.push(account);
  return account;
}

function hireMany(making: Making, kind: string, count: number): DemoAccount[] {
  return Array.from({ length: count }, () => hire(making, kind));
}

type Opening = Pick<DemoPost, 'role' | 'title' | 'holders'> & Partial<Pick<DemoPost, 'area' | 'unit' | 'deputies'>>;

function open(making: Making, opening: Opening): DemoPost {
  const { rng, since, posts } = making;
  const first = opening.holders[0];
  const post: DemoPost = {
    id: rng.uuid(since),
    area: null,
    unit: null,
    deputies: [],
    phone: first ? first.phone : makePhone(posts.length),
    ...opening,
  };
  posts.push(post);
  return post;
}

/** Micro-grid workers: one person for one or two neighbouring micro-grids; the neighbour is the deputy. */
function staffMicroGrids(making: Making, leaves: readonly DemoArea[]): void {
  const { rng } = making;
  const staffed: { area: DemoArea; worker: DemoAccount; alone: boolean }[] = [];
  for (const area of leaves) {
    const last = staffed.at(-1);
    const again = last?.alone && last.area.parent === area.parent && rng.chance(0.22);
    staffed.push({ area, worker: again ? last.worker : hire(making, 'w'), alone: !again });
  }
  staffed.forEach(({ area, worker }, index) => {
    const next = at(staffed, (index + 1) % staffed.length);
    const neighbour = next.area.parent === area.parent ? next.worker : at(staffed, Math.max(0, index - 1)).worker;
    const helpers = rng.chance(0.3) ? hireMany(making, 'm', 1) : [];
    open(making, {
      role: 'microGridWorker',
      title: area.kind === 'dedicated' ? '专属网格员' : '微网格员',
      area,
      holders: [worker, ...helpers],
      deputies: neighbour === worker ? [] : [neighbour],
    });
  });
}

function staffGrids(making: Making, grids: readonly DemoArea[]): void {
  for (const area of grids) {
    open(making, { role: 'gridLeader', title: '网格长', area, holders: hireMany(making, 'g', 1) });
  }
}

function staffCommunities(making: Making, communities: readonly DemoArea[]): void {
  for (const area of communities) {
    const title = area.name.endsWith('村') ? '村务工作人员' : '社区工作人员';
    open(making, {
      role: 'communityStaff',
      title,
      area,
      holders: hireMany(making, 'c', making.rng.int(1, 2)),
      deputies: hireMany(making, 'c', 1),
    });
  }
}

function staffCommandRoom(making: Making, area: DemoArea, large: boolean): void {
  const size = large ? 6 : 2;
  const openings: [Role, string, number][] = [
    ['operator', '指挥室座席员', size],
    ['checker', '核查员', large ? 5 : 2],
    ['supervisor', '督办员', large ? 2 : 1],
    ['leader', area.level === 0 ? '分管领导' : '街道领导', large ? 3 : 1],
  ];
  for (const [role, title, count] of openings) {
    const holders = hireMany(making, role.slice(0, 1), count);
    open(making, { role, title, area, holders, deputies: hireMany(making, role.slice(0, 1), 1) });
  }
}

function staffAdministration(making: Making, root: DemoArea): void {
  const openings: [Role, string][] = [
    ['sysAdmin', '系统管理员'],
    ['securityAdmin', '安全管理员'],
    ['auditAdmin', '审计管理员'],
  ];
  for (const [role, title] of openings) {
    open(making, { role, title, area: root, holders: hireMany(making, 'a', 1) });
  }
}

function staffUnits(making: Making): DemoUnit[] {
  const { plan, rng, since } = making;
  return unitPlans.map(({ name, kind, handlers }, index) => {
    const phone = makePhone(900_000 + index + (plan.id % 97) * 100);
    const unit: DemoUnit = { id: rng.uuid(since), name, kind, phone };
    const count = plan.city ? handlers : Math.ceil(handlers / 3);
    open(making, { role: 'departmentHandler', title: '处置员', unit, holders: hireMany(making, 'h', count) });
    return unit;
  });
}

const simpleLogins: readonly (readonly [string, Role])[] = [
  ['worker', 'microGridWorker'],
  ['leader', 'gridLeader'],
  ['community', 'communityStaff'],
  ['operator', 'operator'],
  ['handler', 'departmentHandler'],
  ['checker', 'checker'],
  ['supervisor', 'supervisor'],
  ['boss', 'leader'],
  ['sysadmin', 'sysAdmin'],
  ['secadmin', 'securityAdmin'],
  ['audit', 'auditAdmin'],
];

/** The micro-grid in which the demo worker works: the fourth of the second grid of a community the report names. */
export function homeOf(places: Places): DemoArea {
  const depth = places.levels.length;
  const communities = at(places.levels, depth - 3);
  const community = communities.find(({ name }) => /^(雅居社区|传芳村|渎溪村)$/.test(name)) ?? at(communities, 0);
  const grids = at(places.levels, depth - 2).filter((grid) => grid.parent === community);
  const grid = at(grids, Math.min(1, grids.length - 1));
  const leaves = at(places.levels, depth - 1).filter((leaf) => leaf.parent === grid && leaf.kind === 'residential');
  return at(leaves, Math.min(3, leaves.length - 1));
}

function demoLogins(plan: DistrictPlan, places: Places, people: Omit<People, 'demo'>, main: boolean) {
  const home = homeOf(places);
  const chain: DemoArea[] = [];
  for (let area: DemoArea | null = home; area; area = area.parent) chain.push(area);
  return simpleLogins.map(([name, role]) => {
    const area = chain.find((candidate) =>
      people.posts.some((post) => post.role === role && post.area === candidate && !upper(role, candidate)),
    );
    const post = area ? people.postOf(role, area) : people.unitPost(people.unitNamed('市政养护中心'));
    const account = at(post.holders, 0);
    account.login = main ? name : `${plan.prefix}-${name}`;
    return { login: account.login, post, account };
  });
}

/** The command room's people that are printed belong to the district, not to a street: they see everything. */
function upper(role: Role, area: DemoArea): boolean {
  return ['operator', 'checker', 'supervisor', 'leader'].includes(role) && area.level > 0;
}

/** `main`: the first tenant gets the short logins (worker, operator, ...), the others with their prefix. */
export function makePeople(plan: DistrictPlan, places: Places, rng: Random, since: number, main: boolean): People {
  const making: Making = { plan, rng, since, accounts: [], posts: [] };
  const depth = places.levels.length;
  const root = at(at(places.levels, 0), 0);
  staffAdministration(making, root);
  staffCommandRoom(making, root, plan.city);
  if (plan.second > 0) for (const street of at(places.levels, 1)) staffCommandRoom(making, street, false);
  const units = staffUnits(making);
  staffCommunities(making, at(places.levels, depth - 3));
  staffGrids(making, at(places.levels, depth - 2));
  staffMicroGrids(making, at(places.levels, depth - 1));
  const index = new Map(
    making.posts.flatMap((post) => [
      [post.id, post],
      [`${post.role} ${post.area?.id ?? post.unit?.id}`, post],
    ]),
  );
  const find = (key: string) => {
    const post = index.get(key);
    if (!post) throw new Error(`no post ${key}`);
    return post;
  };
  const people: Omit<People, 'demo'> = {
    accounts: making.accounts,
    units,
    posts: making.posts,
    postWithId: (id) => find(id),
    postOf: (role, area) => find(`${role} ${area.id}`),
    unitPost: (unit) => find(`departmentHandler ${unit.id}`),
    unitNamed: (name) => units.find((unit) => unit.name === name) ?? at(units, 0),
  };
  return { ...people, demo: demoLogins(plan, places, people, main) };
}
