import { Button, Dropdown, Modal } from 'antd';
import { useState } from 'react';
import { sayError } from '#web/api.ts';
import { DownloadIcon } from '#web/icons.tsx';
import { full } from '#web/time.ts';
import { download } from '../shell/download.ts';
import { t as shell } from '../shell/texts.ts';
import { sayWrong } from '../shell/toast.ts';
import type { CaseFilter } from './search.ts';
import { t } from './texts.ts';

type Format = 'xlsx' | 'csv';

const fileName = (format: Format) => `${t('list')}-${full(Date.now()).replace(/[: ]/g, '')}.${format}`;

export function ExportMenu({ filter }: { filter: CaseFilter }) {
  const [format, setFormat] = useState<Format | null>(null);
  const [busy, setBusy] = useState(false);
  async function run(): Promise<void> {
    if (!format) return;
    setBusy(true);
    try {
      await download('/api/cases/export', { ...filter, format }, fileName(format));
      setFormat(null);
    } catch (error) {
      sayWrong(sayError(error));
    } finally {
      setBusy(false);
    }
  }
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'xlsx', label: t('exportXlsx'), onClick: () => setFormat('xlsx') },
            { key: 'csv', label: t('exportCsv'), onClick: () => setFormat('csv') },
          ],
        }}
      >
        <Button aria-label={t('export')} title={t('export')} icon={<DownloadIcon size={17} />} />
      </Dropdown>
      <Modal
        open={format !== null}
        title={t('exportTitle')}
        okText={t('exportDo')}
        cancelText={shell('cancel')}
        confirmLoading={busy}
        onOk={() => void run()}
        onCancel={() => setFormat(null)}
      >
        <p>{t('exportWords')}</p>
        {busy && <p role="status">{t('exporting')}</p>}
      </Modal>
    </>
  );
}
