// What the five reports tell, lived again in the towns of the demo: each by the flow of its own place, one case that is
// over and one that is being worked on. They are told through the front door (server/tell-stories.ts), not written.
import { erqi, huajie, jiangbei, minghu, suoqian } from './places/districts.ts';
import { erqiStories } from './stories/erqi.ts';
import { huajieStories } from './stories/huajie.ts';
import { jiangbeiStories } from './stories/jiangbei.ts';
import { minghuStories } from './stories/minghu.ts';
import type { Story } from './stories/shape.ts';
import { suoqianStories } from './stories/suoqian.ts';

export type { Story, StoryStep } from './stories/shape.ts';

/** By tenant; a tenant whose cases go by another flow than its town's has none. */
export const storiesOf: ReadonlyMap<number, { flow: string | null; stories: readonly Story[] }> = new Map([
  [suoqian.id, { flow: suoqian.flow, stories: suoqianStories }],
  [huajie.id, { flow: huajie.flow, stories: huajieStories }],
  [jiangbei.id, { flow: jiangbei.flow, stories: jiangbeiStories }],
  [minghu.id, { flow: minghu.flow, stories: minghuStories }],
  [erqi.id, { flow: erqi.flow, stories: erqiStories }],
]);
