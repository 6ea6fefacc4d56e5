import { useState } from 'react';
import { call } from '#web/api.ts';
import {
  BellIcon,
  CameraIcon,
  CheckIcon,
  CloudIcon,
  DownloadIcon,
  type IconProps,
  PinIcon,
  WarningIcon,
} from '#web/icons.tsx';
import { Button, Card, SectionTitle } from '#web/parts/basics.tsx';
import { askDevice, NoDevicePlace } from '#web/place/device-place.ts';
import { lang } from '#web/prefs.ts';
import { drop, keep, kept } from '#web/store.ts';
import { distance } from '#web/time.ts';
import { canFrame } from '../cases/camera.tsx';
import { t } from './texts.ts';

interface Result {
  ok: boolean;
  text: string;
}

async function testPosition(): Promise<Result> {
  try {
    const { accuracy } = await askDevice();
    return { ok: true, text: t('positionOk', { n: distance(accuracy, lang()) }) };
  } catch (error) {
    const denied = error instanceof NoDevicePlace && error.why === 'denied';
    return { ok: false, text: denied ? t('positionDenied') : t('positionAbsent') };
  }
}

async function testCamera(): Promise<Result> {
  if (!canFrame()) return { ok: false, text: t('cameraAbsent') };
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ video: true });
    for (const track of stream.getTracks()) track.stop();
    return { ok: true, text: t('cameraOk') };
  } catch (error) {
    const denied = error instanceof DOMException && error.name === 'NotAllowedError';
    return { ok: false, text: denied ? t('cameraDenied') : t('cameraAbsent') };
  }
}

function room(bytes: number): string {
  const gigabytes = bytes / 1024 ** 3;
  return gigabytes >= 1 ? `${gigabytes.toFixed(1)} GB` : `${Math.round(bytes / 1024 ** 2)} MB`;
}

/** Writes, reads back, and asks the browser not to clear it on its own. */
async function testStorage(): Promise<Result> {
  try {
    await keep('field.self-test', 'here');
    const found = await kept<string>('field.self-test');
    await drop('field.self-test');
    await navigator.storage?.persist?.();
    const { quota = 0, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
    return {
      ok: found === 'here',
      text: found === 'here' ? t('storageOk', { n: room(quota - usage) }) : t('storageBad'),
    };
  } catch {
    return { ok: false, text: t('storageBad') };
  }
}

async function testNotify(): Promise<Result> {
  if (!('Notification' in window)) return { ok: false, text: t('notifyAbsent') };
  const { permission } = Notification;
  if (permission === 'granted') return { ok: true, text: t('notifyOk') };
  return { ok: false, text: permission === 'denied' ? t('notifyDenied') : t('notifyAsk') };
}

// Slower than this and a photo of half a megabyte keeps one waiting.
const SLOW_MS = 1500;

async function testNetwork(): Promise<Result> {
  const from = performance.now();
  try {
    await call('GET /api/public/districts', {});
    const n = Math.round(performance.now() - from);
    return { ok: n < SLOW_MS, text: n < SLOW_MS ? t('networkOk', { n }) : t('networkSlow', { n }) };
  } catch {
    return { ok: false, text: t('networkBad') };
  }
}

const tests = {
  position: { icon: PinIcon, run: testPosition },
  camera: { icon: CameraIcon, run: testCamera },
  storage: { icon: DownloadIcon, run: testStorage },
  notify: { icon: BellIcon, run: testNotify },
  network: { icon: CloudIcon, run: testNetwork },
} as const satisfies Record<string, { icon: (props: IconProps) => React.ReactNode; run: () => Promise<Result> }>;
type Test = keyof typeof tests;
const names = Object.keys(tests) as Test[];

function Line({ name, result, running }: { name: Test; result: Result | undefined; running: boolean }) {
  const { icon: Icon } = tests[name];
  return (
    <li className="test">
      <Icon size={24} />
      <span>
        <b>{t(name)}</b>
        <small className="num">{result?.text ?? (running ? t('testing') : '')}</small>
      </span>
      {result &&
        (result.ok ? (
          <span className="test-ok">
            <CheckIcon />
          </span>
        ) : (
          <span className="test-not">
            <WarningIcon />
          </span>
        ))}
    </li>
  );
}

/** What the phone can do, tried for real: better known at the door than at the hole in the road. */
export function SelfTest() {
  const [results, setResults] = useState<Partial<Record<Test, Result>>>({});
  const [running, setRunning] = useState(false);
  const asks = 'Notification' in window && Notification.permission === 'default';

  async function run(): Promise<void> {
    setRunning(true);
    setResults({});
    // One after another: two questions of the browser at once cover each other.
    for (const name of names) {
      const result = await tests[name].run();
      setResults((old) => ({ ...old, [name]: result }));
    }
    setRunning(false);
  }

  async function allow(): Promise<void> {
    await Notification.requestPermission();
    const notify = await testNotify();
    setResults((old) => ({ ...old, notify }));
  }

  const done = Object.keys(results).length > 0;
  return (
    <>
      <SectionTitle>{t('selfTest')}</SectionTitle>
      <Card className="stack">
        <p className="hint">{t('selfTestSub')}</p>
        {(done || running) && (
          <ul className="tests" aria-live="polite">
            {names.map((name) => (
              <Line key={name} name={name} result={results[name]} running={running} />
            ))}
          </ul>
        )}
        <div className="btns btns-flat">
          <Button look="soft" busy={running} onClick={() => void run()}>
            {done ? t('again') : t('run')}
          </Button>
          {asks && done && !running && <Button onClick={() => void allow()}>{t('notifyAllow')}</Button>}
        </div>
      </Card>
    </>
  );
}
