import { systemScope } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import type { TaskList } from '#kernel/jobs';
import type { Services } from '#kernel/services';
import { dutyChanged, postsOf } from './duty.ts';

/** When an appointment or a leave begins or ends by time alone, those who follow duty are told just then. */
export function postsTasks(services: Services): Pick<TaskList, 'posts.duty'> {
  return {
    'posts.duty': ({ district, of }) =>
      inDistrict(services.database.app, systemScope(district), async (tx) => {
        const postIds = 'postId' in of ? [of.postId] : await postsOf(tx, district, of.accountId, services.clock());
        await dutyChanged(services, tx, { district, postIds });
      }),
  };
}
