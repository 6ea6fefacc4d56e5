import { Alert, Form, Input, InputNumber, Modal, Radio } from 'antd';
import { useState } from 'react';
import type { AreaRow } from '#contract/areas';
import { call, sayError } from '#web/api.ts';
import { newId } from '#web/ids.ts';
import { refresh } from '../shell/query.ts';
import { t as shell } from '../shell/texts.ts';
import { say } from '../shell/toast.ts';
import { t } from './texts.ts';

interface Fields {
  name: string;
  households: number;
  kind: AreaRow['kind'];
}

export function EditArea({ area, onClose }: { area: AreaRow; onClose: () => void }) {
  const [form] = Form.useForm<Fields>();
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [commandId] = useState(() => newId());

  async function save(fields: Fields): Promise<void> {
    setBusy(true);
    try {
      const saved = await call('PUT /api/areas/:id', { params: { id: area.id }, body: { commandId, ...fields } });
      say(t('saved', { name: saved.name }));
      await refresh('GET /api/areas', 'GET /api/areas/:id', 'GET /api/public/areas');
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
      title={`${t('edit')} · ${area.name}`}
      okText={shell('save')}
      cancelText={shell('cancel')}
      confirmLoading={busy}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p className="muted">{t('editWords')}</p>
      {error && <Alert type="error" title={error} role="alert" />}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ name: area.name, households: area.households, kind: area.kind }}
        onFinish={(fields) => void save(fields)}
      >
        <Form.Item name="name" label={t('name')} rules={[{ required: true, message: t('name') }]}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="households" label={t('households')} rules={[{ required: true, message: t('households') }]}>
          <InputNumber min={0} max={100000} precision={0} />
        </Form.Item>
        <Form.Item name="kind" label={t('kind')}>
          <Radio.Group
            options={[
              { value: 'residential', label: t('residential') },
              { value: 'dedicated', label: t('dedicated') },
            ]}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
