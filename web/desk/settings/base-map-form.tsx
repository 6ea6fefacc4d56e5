import { Alert, Form, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import type { BaseMap } from '#contract/areas';
import { call, sayError } from '#web/api.ts';
import { newId } from '#web/ids.ts';
import { refresh } from '../shell/query.ts';
import { t as shell } from '../shell/texts.ts';
import { say } from '../shell/toast.ts';
import { t } from './texts.ts';

interface Fields {
  kind: BaseMap['kind'] | 'none';
  url?: string;
  attribution?: string;
}

const read = ({ kind, url = '', attribution = '' }: Fields): BaseMap | null =>
  kind === 'none' ? null : { kind, url: url.trim(), attribution: attribution.trim() };

/** The one place where an outside map is let in: the server lets pages load from its host only after this is saved. */
export function BaseMapForm({ baseMap, onClose }: { baseMap: BaseMap | null; onClose: () => void }) {
  const [form] = Form.useForm<Fields>();
  const kind = Form.useWatch('kind', form) ?? baseMap?.kind ?? 'none';
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function save(fields: Fields): Promise<void> {
    setBusy(true);
    try {
      await call('PUT /api/district/base-map', { body: { commandId: newId(), baseMap: read(fields) } });
      say(t('mapSaved'));
      await refresh('GET /api/public/district');
      onClose();
    } catch (failure) {
      setError(sayError(failure));
    } finally {
      setBusy(false);
    }
  }
  return (
    <Modal
      open
      title={t('mapEdit')}
      okText={shell('save')}
      cancelText={shell('cancel')}
      confirmLoading={busy}
      onOk={form.submit}
      onCancel={onClose}
    >
      {error && <Alert type="error" title={error} role="alert" />}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={baseMap ?? { kind: 'none' }}
        onFinish={(fields) => void save(fields)}
      >
        <Form.Item name="kind" label={t('mapKind')}>
          <Radio.Group
            options={[
              { value: 'none', label: t('mapNo') },
              { value: 'wmts', label: 'WMTS' },
              { value: 'pmtiles', label: 'PMTiles' },
            ]}
          />
        </Form.Item>
        {kind !== 'none' && (
          <>
            <Form.Item
              name="url"
              label={t('mapUrl')}
              extra={t('mapUrlHow', { z: '{z}', x: '{x}', y: '{y}', '0-7': '{0-7}' })}
              rules={[{ required: true, pattern: /^\s*https?:\/\/./, message: t('mapUrlNeed') }]}
            >
              <Input maxLength={500} inputMode="url" />
            </Form.Item>
            <Form.Item
              name="attribution"
              label={t('mapNotice')}
              extra={t('mapNoticeHow')}
              rules={[{ required: true, whitespace: true, message: t('mapNoticeNeed') }]}
            >
              <Input maxLength={120} />
            </Form.Item>
          </>
        )}
      </Form>
    </Modal>
  );
}
