// What the demo tenants are: names, levels, size, words for their streets. Numbers from the reports in mission/.
import type { LineNames } from '../geometry/lines.ts';
import type { Outline } from '../geometry/sites.ts';

export interface LevelName {
  readonly zh: string;
  readonly en: string;
}

export interface DistrictPlan {
  /** Tenant id: the leading digits of its real division code. */
  readonly id: number;
  readonly name: string;
  readonly fullName: string;
  readonly shortName: string;
  readonly hotline: string;
  readonly outline: Outline;
  readonly levels: readonly LevelName[];
  readonly first: number;
  /** Second-level areas, or 0 when grids hang directly under the first level. */
  readonly second: number;
  readonly grids: number;
  readonly microGrids: number;
  readonly dedicatedEach: number;
  readonly compounds: number;
  /** Codes (or parts of names) of the first-level areas that are countryside. */
  readonly rural: RegExp;
  readonly lines: LineNames;
  readonly cases: number;
  readonly openCases: number;
  /** Two letters before the case numbers of logins and units. */
  readonly prefix: string;
  readonly city: boolean;
  /** The villages or communities to take, where not the first of the list. */
  readonly only?: RegExp;
  /** The shipped flow that its new cases take; null: the common one. */
  readonly flow: string | null;
}

export const erqi: DistrictPlan = {
  id: 410103,
  name: '二七区',
  fullName: '河南省郑州市二七区',
  shortName: '二七',
  hotline: '0371-60000410',
  outline: { center: [113.64, 34.72], areaKm2: 156, dense: [0.28, 0.3], evenness: 0.5 },
  levels: [
    { zh: '区', en: 'District' },
    { zh: '一级网格（街道、镇）', en: 'First-level grid (street, town)' },
    { zh: '二级网格（社区、村）', en: 'Second-level grid (community, village)' },
    { zh: '三级网格', en: 'Third-level grid' },
    { zh: '微网格', en: 'Micro-grid' },
  ],
  first: 17,
  second: 175,
  grids: 846,
  microGrids: 5657,
  dedicatedEach: 4,
  compounds: 1240,
  rural: /侯寨|马寨|金水源|樱桃沟|人和路/,
  lines: {
    rivers: ['金水河', '南溪河'],
    roads: ['大学路', '嵩山路', '航海路', '长江路', '南三环', '京广路', '郑密路', '南四环'],
    railway: '京广线',
  },
  cases: 17182,
  openCases: 28,
  prefix: 'eq',
  city: true,
  flow: 'erqi',
};

export const suoqian: DistrictPlan = {
  id: 330109107,
  name: '所前镇',
  fullName: '浙江省杭州市萧山区所前镇',
  shortName: '所前',
  hotline: '0571-80000107',
  outline: { center: [120.27, 30.1], areaKm2: 37, dense: [0.05, 0.15], evenness: 0.7 },
  levels: [
    { zh: '镇', en: 'Town' },
    { zh: '村社', en: 'Village or community' },
    { zh: '网格', en: 'Grid' },
    { zh: '微网格', en: 'Micro-grid' },
  ],
  first: 21,
  second: 0,
  grids: 60,
  microGrids: 233,
  dedicatedEach: 0,
  compounds: 118,
  rural: /村/,
  lines: { rivers: ['里士河', '西小江'], roads: ['东复线', '所前大道', '杜湖路'], railway: null },
  cases: 1206,
  openCases: 17,
  prefix: 'sq',
  city: false,
  flow: 'suoqian',
};

export const huajie: DistrictPlan = {
  id: 330784114,
  name: '花街镇',
  fullName: '浙江省金华市永康市花街镇',
  shortName: '花街',
  hotline: '0579-80000114',
  outline: { center: [119.96, 28.9], areaKm2: 94, dense: [-0.1, 0.2], evenness: 0.6 },
  levels: [
    { zh: '镇', en: 'Town' },
    { zh: '村', en: 'Village' },
    { zh: '网格', en: 'Grid' },
    { zh: '微网格', en: 'Micro-grid' },
  ],
  first: 27,
  second: 0,
  grids: 82,
  microGrids: 232,
  dedicatedEach: 0,
  compounds: 164,
  rural: /村/,
  lines: { rivers: ['渎溪', '永康江'], roads: ['330国道', '花街大道', '八字墙路'], railway: null },
  cases: 1035,
  openCases: 15,
  prefix: 'hj',
  city: false,
  flow: 'huajie',
};

/** One street of Jiangbei: small, for its flow. */
export const jiangbei: DistrictPlan = {
  id: 330205004,
  name: '文教街道',
  fullName: '浙江省宁波市江北区文教街道',
  shortName: '文教',
  hotline: '0574-80000004',
  outline: { center: [121.55, 29.91], areaKm2: 6.4, dense: [0, 0], evenness: 0.7 },
  levels: [
    { zh: '街道', en: 'Street' },
    { zh: '社区', en: 'Community' },
    { zh: '基础网格', en: 'Grid' },
    { zh: '微网格', en: 'Micro-grid' },
  ],
  first: 3,
  second: 0,
  grids: 9,
  microGrids: 36,
  dedicatedEach: 0,
  compounds: 18,
  rural: /村/,
  lines: { rivers: ['姚江'], roads: ['环城北路', '大闸路', '育才路'], railway: null },
  cases: 180,
  openCases: 13,
  prefix: 'jb',
  city: false,
  only: /大闸|双东坊|翠东/,
  flow: 'jiangbei',
};

/** One community of Chongzhou with its 16 grids and 79 micro-grids. */
export const minghu: DistrictPlan = {
  id: 510184001,
  name: '崇阳街道明湖社区',
  fullName: '四川省成都市崇州市崇阳街道明湖社区',
  shortName: '明湖',
  hotline: '028-80000041',
  outline: { center: [103.69, 30.63], areaKm2: 10.28, dense: [0.1, 0], evenness: 0.7 },
  levels: [
    { zh: '街道', en: 'Street' },
    { zh: '总网格（社区）', en: 'General grid (community)' },
    { zh: '一般网格', en: 'Grid' },
    { zh: '微网格', en: 'Micro-grid' },
  ],
  first: 1,
  second: 0,
  grids: 16,
  microGrids: 79,
  dedicatedEach: 0,
  compounds: 24,
  rural: /村/,
  lines: { rivers: ['西江河'], roads: ['世纪大道', '紫竹路'], railway: null },
  cases: 160,
  openCases: 13,
  prefix: 'mh',
  city: false,
  only: /明湖/,
  flow: 'minghu',
};

/** One village of Suoqian alone: the smallest world that still has every level and role; by the common flow. */
export const village: DistrictPlan = {
  ...suoqian,
  outline: { center: [120.27, 30.1], areaKm2: 1.9, dense: [0, 0.1], evenness: 0.8 },
  first: 1,
  grids: 4,
  microGrids: 17,
  compounds: 8,
  lines: { rivers: ['里士河'], roads: ['所前大道'], railway: null },
  cases: 160,
  openCases: 13,
  flow: null,
};
