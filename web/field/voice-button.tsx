import { useEffect, useRef, useState } from 'react';
import { MicIcon } from '#web/icons.tsx';
import { toast } from '#web/parts/toast.tsx';
import { lang } from '#web/prefs.ts';
import { canListen, type Listening, listen } from '#web/voice.ts';
import { t } from './texts.ts';

interface VoiceButtonProps {
  words: string;
  onWords: (words: string) => void;
}

/** One press begins, the next ends: gloves and wet fingers cannot hold. Absent where the phone cannot listen. */
export function VoiceButton({ words, onWords }: VoiceButtonProps) {
  const [on, setOn] = useState(false);
  const listening = useRef<Listening | null>(null);
  useEffect(() => () => listening.current?.stop(), []);
  if (!canListen()) return null;

  function press(): void {
    if (on) {
      listening.current?.stop();
      return;
    }
    const before = words.trim() === '' ? '' : `${words.trim()} `;
    setOn(true);
    listening.current = listen(
      lang(),
      (text) => onWords(before + text),
      (heard) => {
        setOn(false);
        listening.current = null;
        if (!heard) toast(t('heardNothing'));
      },
    );
  }

  return (
    <button
      type="button"
      className={on ? 'mic is-on' : 'mic'}
      aria-pressed={on}
      aria-label={on ? t('micStop') : t('mic')}
      onClick={press}
    >
      <MicIcon size={26} />
    </button>
  );
}
