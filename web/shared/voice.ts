interface Heard {
  results: ArrayLike<ArrayLike<{ transcript: string }> & { isFinal: boolean }>;
}

interface Recognition {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  onresult: ((event: Heard) => void) | null;
  onerror: (() => void) | null;
  onend: (() => void) | null;
  start(): void;
  stop(): void;
}

type Maker = new () => Recognition;

function maker(): Maker | undefined {
  const place = globalThis as { SpeechRecognition?: Maker; webkitSpeechRecognition?: Maker };
  return place.SpeechRecognition ?? place.webkitSpeechRecognition;
}

export function canListen(): boolean {
  return maker() !== undefined && isSecureContext;
}

export interface Listening {
  stop: () => void;
}

/** Speaks into text while held. `onText` gets all that was heard so far; `onEnd` says whether anything came. */
export function listen(language: string, onText: (text: string) => void, onEnd: (heard: boolean) => void): Listening {
  const Make = maker();
  if (!Make) {
    onEnd(false);
    return { stop: () => undefined };
  }
  const recognition = new Make();
  let heard = false;
  let failed = false;
  recognition.lang = language;
  recognition.continuous = true;
  recognition.interimResults = true;
  recognition.onresult = (event) => {
    heard = true;
    onText(Array.from(event.results, (result) => result[0]?.transcript ?? '').join(''));
  };
  recognition.onerror = () => {
    failed = true;
  };
  recognition.onend = () => onEnd(heard && !failed);
  try {
    recognition.start();
  } catch {
    onEnd(false);
  }
  return { stop: () => recognition.stop() };
}
