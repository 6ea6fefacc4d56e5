import { mostCalendarBytes } from '#contract/deadlines';
import { call } from '#web/api.ts';
import { listText } from '#web/i18n.ts';
import { ImportDialog } from '../shell/import-dialog.tsx';
import { t } from './texts.ts';

/** The yearly table: chosen, previewed with every fault by its cell, then taken. */
export function ImportYear({ onClose, onDone }: { onClose: () => void; onDone: () => Promise<void> }) {
  return (
    <ImportDialog
      title={t('import')}
      words={t('importHint')}
      accept=".csv,.xlsx"
      mostBytes={mostCalendarBytes}
      send={({ name, content }, dryRun, commandId) =>
        call('POST /api/deadlines/calendar/import', { body: { commandId, dryRun, fileName: name, content } })
      }
      preview={({ years, added, changed, removed }) => (
        <p>{t('preview', { years: listText(years.map(({ year }) => String(year))), added, changed, removed })}</p>
      )}
      okText={() => t('doImport')}
      onDone={onDone}
      onClose={onClose}
    />
  );
}
