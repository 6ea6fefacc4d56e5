import { Alert, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { call, sayError } from '#web/api.ts';
import { t } from './texts.ts';
import { say } from './toast.ts';

interface Fields {
  old: string;
  new: string;
  again: string;
}

export function PasswordForm({ onClose }: { onClose: () => void }) {
  const [form] = Form.useForm<Fields>();
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function send(fields: Fields): Promise<void> {
    if (fields.new !== fields.again) {
      setError(t('passwordDiffers'));
      return;
    }
    setBusy(true);
    try {
      await call('PUT /api/session/password', { body: { old: fields.old, new: fields.new } });
      say(t('passwordDone'));
      onClose();
    } catch (failure) {
      setError(sayError(failure));
    } finally {
      setBusy(false);
    }
  }

  const one = (name: keyof Fields, label: string, complete: string) => (
    <Form.Item name={name} label={label} rules={[{ required: true, message: label }]}>
      <Input.Password autoComplete={complete} maxLength={200} />
    </Form.Item>
  );
  return (
    <Modal
      open
      title={t('password')}
      okText={t('save')}
      cancelText={t('cancel')}
      confirmLoading={busy}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(fields) => void send(fields)}>
        {error && <Alert type="error" title={error} role="alert" />}
        {one('old', t('passwordOld'), 'current-password')}
        {one('new', t('passwordNew'), 'new-password')}
        {one('again', t('passwordAgain'), 'new-password')}
      </Form>
    </Modal>
  );
}
