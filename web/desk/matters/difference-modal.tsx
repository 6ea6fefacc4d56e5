import { Modal, Select } from 'antd';
import { useState } from 'react';
import type { MatterKind, MatterVersion } from '#contract/matters';
import { full, ms } from '#web/time.ts';
import { useAsk } from '../shell/query.ts';
import { Loaded } from '../shell/states.tsx';
import { DifferenceView } from './difference-view.tsx';
import { t } from './texts.ts';

interface DifferenceModalProps {
  kind: MatterKind;
  versions: readonly MatterVersion[];
  onClose: () => void;
}

export function Between({ kind, older, newer }: { kind: MatterKind; older: number; newer: number }) {
  const query = useAsk('GET /api/matters/:kind/difference', { params: { kind }, query: { older, newer } });
  return <Loaded query={query}>{(difference) => <DifferenceView difference={difference} />}</Loaded>;
}

/** Two versions, the older on the left: what was added, changed and taken out. */
export function DifferenceModal({ kind, versions, onClose }: DifferenceModalProps) {
  const [older, setOlder] = useState(versions[1]?.version ?? 1);
  const [newer, setNewer] = useState(versions[0]?.version ?? 1);
  const options = versions.map(({ version, publishedAt, note }) => ({
    value: version,
    label: publishedAt
      ? t('versionAt', { n: version, at: full(ms(publishedAt)), note })
      : t('versionDraftShort', { n: version }),
  }));
  return (
    <Modal open title={t('compare')} width={760} footer={null} onCancel={onClose}>
      <div className="stack">
        <div className="form-two">
          <Select aria-label={t('older')} value={older} options={options} onChange={setOlder} />
          <Select aria-label={t('newer')} value={newer} options={options} onChange={setNewer} />
        </div>
        <Between kind={kind} older={older} newer={newer} />
      </div>
    </Modal>
  );
}
