import { notesApi } from '#contract/notes';
import { handle } from '#kernel/routes';
import { bringNote, dropNote, listNotes } from './quick-notes.ts';

export const noteRoutes = handle(notesApi, {
  'GET /api/notes': { right: 'note.keep', run: listNotes },
  'PUT /api/notes/:id': { right: 'note.keep', run: bringNote },
  'DELETE /api/notes/:id': { right: 'note.keep', run: dropNote },
});
