import { Button, DatePicker, Dropdown } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { sayError } from '#web/api.ts';
import { DownloadIcon } from '#web/icons.tsx';
import { CommandModal, LabelledField } from '../shell/command-modal.tsx';
import { download } from '../shell/download.ts';
import { sayWrong } from '../shell/toast.ts';
import { type FigureSearch, queryOf, type View } from './figures-search.ts';
import { t } from './texts.ts';

interface DownloadProps {
  search: FigureSearch;
  view: View;
  areaName: string;
}

function ReportForm({ search, view, areaName, onClose }: DownloadProps & { onClose: () => void }) {
  const [month, setMonth] = useState(view.to.slice(0, 7));
  const name = `${areaName}-${month}.pdf`;
  async function send(): Promise<string> {
    await download('/api/figures/report', { areaId: search.areaId, month }, name);
    return t('reportDone', { name });
  }
  return (
    <CommandModal title={t('reportTitle')} okText={t('reportDo')} send={send} onClose={onClose}>
      <p>{t('reportWords')}</p>
      <LabelledField id="report-month" label={t('reportMonth')}>
        <DatePicker
          id="report-month"
          picker="month"
          allowClear={false}
          value={dayjs(`${month}-01`)}
          disabledDate={(day) => day.isAfter(dayjs(), 'month')}
          onChange={(day) => day && setMonth(day.format('YYYY-MM'))}
        />
      </LabelledField>
    </CommandModal>
  );
}

/** What is on the screen as a table, and the printable report of a month. */
export function FigureDownloads(props: DownloadProps) {
  const { search, view } = props;
  const [asking, setAsking] = useState(false);
  async function table(format: 'xlsx' | 'csv'): Promise<void> {
    try {
      await download(
        '/api/figures/export',
        { ...queryOf(search, view), format },
        `${props.areaName}-${view.from}-${view.to}.${format}`,
      );
    } catch (error) {
      sayWrong(sayError(error));
    }
  }
  const items = [
    { key: 'report', label: t('asReport'), onClick: () => setAsking(true) },
    { key: 'xlsx', label: t('asXlsx'), onClick: () => void table('xlsx') },
    { key: 'csv', label: t('asCsv'), onClick: () => void table('csv') },
  ];
  return (
    <>
      <Dropdown trigger={['click']} menu={{ items }}>
        <Button icon={<DownloadIcon size={17} />}>{t('download')}</Button>
      </Dropdown>
      {asking && <ReportForm {...props} onClose={() => setAsking(false)} />}
    </>
  );
}
