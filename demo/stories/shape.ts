import type { MoveCase, ReportCase } from '#contract/cases';
import type { Scene } from '../texts.ts';

/** The demo login that acts, without the letters of its town, or the name of the unit whose handler acts. */
type Teller = 'worker' | 'leader' | 'community' | 'operator' | 'handler' | 'checker' | 'supervisor' | UnitName;
type UnitName = '市政养护中心' | '综合执法队' | '住建局' | '应急管理局' | '自来水公司' | '公安分局' | '物业管理中心';

export interface StoryStep {
  /** A resident acts by the report's own link. */
  readonly who: Teller | 'resident';
  /** Minutes after the step before. */
  readonly after: number;
  /** Units by name and posts by role are found by whoever tells it; `ownTask`: the task that waits for the actor. */
  readonly ask: Omit<MoveCase, 'commandId' | 'photos' | 'unitId' | 'unitIds' | 'postIds' | 'taskId' | 'until'>;
  readonly unit?: UnitName;
  readonly units?: readonly UnitName[];
  readonly posts?: { readonly role: 'gridLeader'; readonly most: number };
  readonly ownTask?: true;
  /** Hours from the step on. */
  readonly untilHours?: number;
  readonly photo?: readonly [scene: Scene, kind: 'after' | 'check'];
}

export interface Story {
  readonly body: string;
  readonly categoryCode: string;
  readonly scene: Scene;
  readonly by: 'resident' | Teller;
  readonly source?: ReportCase['source'];
  readonly steps: readonly StoryStep[];
  /** Over: told of a morning three days ago; else its last step was a quarter of an hour ago. */
  readonly over: boolean;
}

/** The unit whose handler is among the demo's logins. */
export const ourUnit: UnitName = '市政养护中心';
