import { call } from '#web/api.ts';
import { ImportDialog } from '../shell/import-dialog.tsx';
import { refresh } from '../shell/query.ts';
import { say } from '../shell/toast.ts';
import { t } from './texts.ts';

/** A little less than the server reads of one request. */
const mostBytes = 7 * 1024 * 1024;

/** A whole catalogue in place of the old one: checked at once, every fault by its line; only without faults it is taken. */
export function ImportCatalogue({ onClose }: { onClose: () => void }) {
  return (
    <ImportDialog
      title={t('importTitle')}
      words={t('importWords')}
      accept=".json,.csv"
      isText
      mostBytes={mostBytes}
      send={({ name, content }, dryRun, commandId) => {
        const format = /\.csv$/i.test(name) ? 'csv' : 'json';
        return call('POST /api/categories/import', { body: { commandId, dryRun, format, content } });
      }}
      preview={({ categories }) => t('dryOk', { n: categories })}
      okText={(result) => t('doImport', { n: result?.categories ?? 0 })}
      onDone={async ({ categories }) => {
        say(t('imported', { n: categories }));
        await refresh('GET /api/categories', 'GET /api/public/categories');
      }}
      onClose={onClose}
    />
  );
}
