import { postsApi } from '#contract/posts';
import { handle } from '#kernel/routes';
import { appointHolder } from './appoint.ts';
import { callOffLeave } from './call-off-leave.ts';
import { createPost } from './create-post.ts';
import { endAppointment } from './end-appointment.ts';
import { listLeaves, registerLeave } from './leaves.ts';
import { listPosts } from './list-posts.ts';
import { listUnits, putUnit } from './units.ts';

export { type Appointment, appoint } from './appoint.ts';
export { postsTasks } from './duty.job.ts';
export { type DutyChange, dutyChanged, followDuty, keepingFallback, postsOf } from './duty.ts';
export {
  type Candidate,
  chooseOwner,
  type NamedRule,
  type OwnerAsk,
  type OwnerPost,
  ownerCandidates,
  presentIn,
} from './find-owner.ts';
export { actorPosts, answering, holdersOf, type PostFace, postFaces } from './find-people.ts';

export const postRoutes = handle(postsApi, {
  'GET /api/posts': { right: 'post.read', run: listPosts },
  'POST /api/posts': { right: 'post.edit', run: createPost },
  'POST /api/posts/:id/holders': { run: appointHolder },
  'DELETE /api/posts/:id/holders/:holderId': { run: endAppointment },
  'GET /api/units': { right: 'post.read', run: listUnits },
  'PUT /api/units/:id': { right: 'post.edit', run: putUnit },
  'GET /api/leaves': { run: listLeaves },
  'POST /api/leaves': { run: registerLeave },
  'POST /api/leaves/:id/call-off': { run: callOffLeave },
});
