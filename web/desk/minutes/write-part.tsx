import { useNavigate } from '@tanstack/react-router';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { call, sayError } from '#web/api.ts';
import { CloseIcon, PlusIcon, WarningIcon } from '#web/icons.tsx';
import { AreaSelect } from '../areas/area-select.tsx';
import { useCommandIds } from '../shell/command-ids.ts';
import { LabelledField } from '../shell/command-modal.tsx';
import { LeaveGuard } from '../shell/leave-guard.tsx';
import { refresh, useAsk } from '../shell/query.ts';
import { say } from '../shell/toast.ts';
import { useDebounced } from '../shell/use-debounced.ts';
import { emptyLine, emptyMeeting, type LineForm, linesFrom, type MeetingForm, missingOf } from './new-meeting.ts';
import { t } from './texts.ts';

function PostSelect({
  id,
  value,
  onChange,
}: {
  id: string;
  value: string | null;
  onChange: (id: string | null) => void;
}) {
  const [q, setQ] = useState('');
  const asked = useDebounced(q.trim());
  const query = useAsk('GET /api/posts', { query: { q: asked, limit: 20 } }, { enabled: asked !== '', keep: true });
  const options = (query.data?.rows ?? []).map(({ id: postId, title, areaName, unitName, holders }) => ({
    value: postId,
    label: [title, areaName ?? unitName, holders[0]?.name].filter(Boolean).join(' · '),
  }));
  return (
    <Select
      id={id}
      className="wide"
      allowClear
      showSearch={{ filterOption: false, onSearch: setQ }}
      placeholder={t('postNone')}
      value={value}
      options={options}
      onChange={(postId: string | null) => onChange(postId ?? null)}
    />
  );
}

interface LineProps {
  n: number;
  line: LineForm;
  onChange: (line: LineForm) => void;
  onRemove: () => void;
}

function LineFields({ n, line, onChange, onRemove }: LineProps) {
  const change = (part: Partial<LineForm>) => onChange({ ...line, ...part });
  return (
    <fieldset className="minutes-fields">
      <legend>{t('line', { n })}</legend>
      <LabelledField id={`matter-${n}`} label={t('matter')}>
        <Input.TextArea
          id={`matter-${n}`}
          autoSize={{ minRows: 1, maxRows: 5 }}
          maxLength={500}
          value={line.matter}
          onChange={(event) => change({ matter: event.target.value })}
        />
      </LabelledField>
      <LabelledField id={`who-${n}`} label={t('responsible')}>
        <Input
          id={`who-${n}`}
          maxLength={60}
          value={line.responsible}
          onChange={(event) => change({ responsible: event.target.value })}
        />
      </LabelledField>
      <LabelledField id={`post-${n}`} label={t('post')}>
        <PostSelect id={`post-${n}`} value={line.postId} onChange={(postId) => change({ postId })} />
      </LabelledField>
      <LabelledField id={`due-${n}`} label={t('due')}>
        <Input
          id={`due-${n}`}
          type="date"
          value={line.dueOn}
          onChange={(event) => change({ dueOn: event.target.value })}
        />
      </LabelledField>
      <Button aria-label={t('removeLine', { n })} icon={<CloseIcon size={16} />} onClick={onRemove} />
    </fieldset>
  );
}

function Head({ form, change }: { form: MeetingForm; change: (part: Partial<MeetingForm>) => void }) {
  return (
    <div className="minutes-head">
      <LabelledField id="meeting-title" label={t('title')}>
        <Input
          id="meeting-title"
          maxLength={80}
          placeholder={t('titleExample')}
          value={form.title}
          onChange={(event) => change({ title: event.target.value })}
        />
      </LabelledField>
      <LabelledField id="meeting-day" label={t('heldOn')}>
        <Input
          id="meeting-day"
          type="date"
          value={form.heldOn}
          onChange={(event) => event.target.value && change({ heldOn: event.target.value })}
        />
      </LabelledField>
      <LabelledField id="meeting-area" label={t('area')}>
        <AreaSelect id="meeting-area" value={form.areaId} onChange={(areaId) => change({ areaId })} />
      </LabelledField>
    </div>
  );
}

function useWriting() {
  const navigate = useNavigate();
  const [form, setForm] = useState<MeetingForm>(emptyMeeting);
  const commandIdOf = useCommandIds();
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const change = (part: Partial<MeetingForm>) => setForm((old) => ({ ...old, ...part }));
  async function attempt(work: () => Promise<void>): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      await work();
    } catch (failure) {
      setError(sayError(failure));
    } finally {
      setBusy(false);
    }
  }
  const split = () =>
    attempt(async () => {
      const { rows } = await call('POST /api/minutes/split', { body: { text: form.text, heldOn: form.heldOn } });
      change({ lines: linesFrom(rows) });
      if (rows.length === 0) setError(t('splitNone'));
    });
  const save = async () => {
    const missing = missingOf(form);
    if (missing) return setError(missing);
    await attempt(async () => {
      const lines = form.lines.map(({ dueOn, ...line }) => ({ ...line, dueOn: dueOn === '' ? null : dueOn }));
      const meeting = { ...form, areaId: form.areaId ?? '', lines };
      const { id } = await call('POST /api/minutes', { body: { ...meeting, commandId: commandIdOf(meeting) } });
      await refresh('GET /api/minutes', 'GET /api/minutes/lines');
      say(t('saved', { n: lines.length }));
      await navigate({ to: '/minutes/$id', params: { id }, ignoreBlocker: true });
    });
  };
  return { form, change, split, save, error, busy };
}

/** Minutes are pasted, split, checked line by line, and written down as a whole. */
export function WritePart() {
  const { form, change, split, save, error, busy } = useWriting();
  const { lines } = form;
  return (
    <form
      className="card minutes-write stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <LeaveGuard on={form.title !== '' || form.text !== '' || lines.length > 0} />
      <p className="muted">{t('writeHint')}</p>
      <Head form={form} change={change} />
      <LabelledField id="meeting-text" label={t('text')}>
        <Input.TextArea
          id="meeting-text"
          autoSize={{ minRows: 6, maxRows: 16 }}
          maxLength={20000}
          value={form.text}
          onChange={(event) => change({ text: event.target.value })}
        />
      </LabelledField>
      <div>
        <Button disabled={form.text.trim() === ''} loading={busy} onClick={() => void split()}>
          {t('split')}
        </Button>
      </div>
      {lines.map((line, n) => (
        <LineFields
          key={line.id}
          n={n + 1}
          line={line}
          onChange={(next) => change({ lines: lines.with(n, next) })}
          onRemove={() => change({ lines: lines.toSpliced(n, 1) })}
        />
      ))}
      <div>
        <Button icon={<PlusIcon size={16} />} onClick={() => change({ lines: [...lines, emptyLine()] })}>
          {t('addLine')}
        </Button>
      </div>
      {error && (
        <p className="form-error" role="alert">
          <WarningIcon size={18} />
          {error}
        </p>
      )}
      <div>
        <Button type="primary" size="large" htmlType="submit" loading={busy}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}
