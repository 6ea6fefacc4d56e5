import { useState } from 'react';
import { sayError } from '#web/api.ts';
import { Button } from '#web/parts/basics.tsx';
import { TextField } from '#web/parts/fields.tsx';
import { Sheet } from '#web/parts/sheet.tsx';
import { toast } from '#web/parts/toast.tsx';
import { ask, useMe } from './session.ts';
import { t } from './texts.ts';

const SHORTEST = 10;

interface Words {
  old: string;
  fresh: string;
  repeat: string;
}

function faultsOf({ old, fresh, repeat }: Words): Partial<Words> {
  return {
    ...(old === '' ? { old: t('oldMissing') } : {}),
    ...(fresh.length < SHORTEST ? { fresh: t('freshShort') } : {}),
    ...(fresh !== repeat ? { repeat: t('repeatWrong') } : {}),
  };
}

function Form({ onDone }: { onDone: () => void }) {
  const { login } = useMe();
  const [words, setWords] = useState<Words>({ old: '', fresh: '', repeat: '' });
  const [faults, setFaults] = useState<Partial<Words>>({});
  const [busy, setBusy] = useState(false);

  async function save(): Promise<void> {
    const found = faultsOf(words);
    setFaults(found);
    const first = (['old', 'fresh', 'repeat'] as const).find((name) => found[name]);
    if (first) return document.getElementById(`password-${first}`)?.focus();
    setBusy(true);
    try {
      await ask('PUT /api/session/password', { body: { old: words.old, new: words.fresh } });
      toast(t('changed'));
      onDone();
    } catch (error) {
      setFaults({ old: sayError(error) });
    }
    setBusy(false);
  }

  const field = (name: keyof Words, label: string, hint?: string) => (
    <TextField
      id={`password-${name}`}
      label={label}
      hint={hint}
      type="password"
      autoComplete={name === 'old' ? 'current-password' : 'new-password'}
      maxLength={200}
      value={words[name]}
      error={faults[name]}
      onChange={(event) => {
        const { value } = event.currentTarget;
        setWords((all) => ({ ...all, [name]: value }));
      }}
    />
  );

  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void save();
      }}
    >
      <input type="text" autoComplete="username" value={login} readOnly hidden />
      {field('old', t('old'))}
      {field('fresh', t('fresh'), t('freshHint'))}
      {field('repeat', t('repeat'))}
      <Button look="main" wide type="submit" busy={busy}>
        {t('save')}
      </Button>
    </form>
  );
}

export function PasswordSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Sheet open={open} title={t('change')} onClose={onClose}>
      <Form onDone={onClose} />
    </Sheet>
  );
}
