import type { Tx } from '#kernel/database';
import { standardCategories, standardMajors } from './standard-catalogue.ts';
import { type NewCategory, type VersionOrigin, writeVersion } from './write-catalogue.ts';

const majors = (): NewCategory[] =>
  standardMajors.map(({ code, name, nameEn, description }) => ({
    code,
    parentCode: null,
    name,
    nameEn,
    description,
    keywords: [],
    examples: [],
    limitAmount: null,
    limitUnit: null,
    unitName: null,
    risk: 'medium',
    level: null,
    selfHandle: false,
    standardRef: null,
  }));

const minors = (): NewCategory[] =>
  standardCategories.map(({ majorCode, department, ...category }) => ({
    ...category,
    parentCode: majorCode,
    unitName: department,
  }));

/** Puts the standard catalogue into a district as its next version. Its units are only named: see standardDepartments. */
export const installStandardCatalogue = (
  tx: Tx,
  origin: Omit<VersionOrigin, 'origin' | 'accountId'>,
): Promise<number> => writeVersion(tx, { ...origin, accountId: null, origin: 'standard' }, [...majors(), ...minors()]);
