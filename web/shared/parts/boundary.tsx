import { Component, type ReactNode } from 'react';
import { isNewReleaseOut } from '../release.ts';
import { isOnline } from '../use-online.ts';
import { Failed } from './states.tsx';
import { t } from './texts.ts';
import { toast } from './toast.tsx';

// Vite announces a screen's file that did not arrive with the very error that it throws next.
const notArrived = new WeakSet<Error>();
addEventListener('vite:preloadError', (event) => notArrived.add(event.payload));

/** Only a server that answers can bring the page again: without one, reloading would leave the browser's own error. */
async function again(): Promise<void> {
  await isNewReleaseOut().then(
    () => location.reload(),
    () => toast(t('stillOffline')),
  );
}

interface BoundaryProps {
  children: ReactNode;
  /** Another screen is another try. */
  place: string;
}

interface BoundaryState {
  error: unknown;
  place: string;
}

/** A screen that could not be fetched or drawn leaves a way on, not a white page. What was typed is in the draft. */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { error: null, place: this.props.place };

  static getDerivedStateFromError(error: unknown): Partial<BoundaryState> {
    return { error };
  }

  static getDerivedStateFromProps(props: BoundaryProps, state: BoundaryState): Partial<BoundaryState> | null {
    return props.place === state.place ? null : { error: null, place: props.place };
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    const missing = error instanceof Error && notArrived.has(error);
    const why = missing ? t(isOnline() ? 'notArrived' : 'notOffline') : undefined;
    return (
      <main className="page-body">
        <Failed error={error} why={why} onRetry={() => void again()} />
      </main>
    );
  }
}
