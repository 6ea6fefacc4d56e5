import { Select } from 'antd';
import { useState } from 'react';
import { mostWorkbookBytes } from '#contract/matters';
import { standards } from '#contract/standard-codes';
import { call } from '#web/api.ts';
import { ImportDialog } from '../shell/import-dialog.tsx';
import { refresh } from '../shell/query.ts';
import { say } from '../shell/toast.ts';
import { t } from './texts-codes.ts';

/** Codes are added and renamed; none is taken away, since classes are mapped to them. */
export function ImportCodes({ onClose }: { onClose: () => void }) {
  const [standard, setStandard] = useState<(typeof standards)[number]>(standards[1]);
  return (
    <ImportDialog
      // Another standard reads the file by another rule: it has to be chosen again.
      key={standard}
      title={t('importCodes')}
      words={
        <>
          {t('importWords')}
          <Select
            className="wide"
            aria-label={t('standard')}
            value={standard}
            options={standards.map((value) => ({ value, label: value }))}
            onChange={setStandard}
          />
        </>
      }
      accept=".csv,.xlsx"
      mostBytes={mostWorkbookBytes}
      send={({ name, content }, dryRun, commandId) => {
        const format = /\.xlsx$/i.test(name) ? ('xlsx' as const) : ('csv' as const);
        return call('POST /api/standard-codes/import', { body: { commandId, dryRun, standard, format, content } });
      }}
      preview={({ codes, added, changed }) => <p>{t('importPreview', { codes, added, changed })}</p>}
      okText={() => t('doImport')}
      onDone={async ({ added, changed }) => {
        await refresh('GET /api/standard-codes');
        say(t('importedCodes', { added, changed }));
      }}
      onClose={onClose}
    />
  );
}
