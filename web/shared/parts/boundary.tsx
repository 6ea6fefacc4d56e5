import { Component, type ReactNode } from 'react';
import { Unreachable } from '../api.ts';
import { Failed } from './states.tsx';

interface BoundaryProps {
  children: ReactNode;
  /** Another screen is another try. */
  place: string;
}

/** A screen that could not be fetched or drawn leaves a way on, not a white page. What was typed is in the draft. */
export class Boundary extends Component<BoundaryProps, { failed: boolean; place: string }> {
  override state = { failed: false, place: this.props.place };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  static getDerivedStateFromProps(props: BoundaryProps, state: { place: string }) {
    return props.place === state.place ? null : { failed: false, place: props.place };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    const error = navigator.onLine ? new Error('not drawn') : new Unreachable('offline');
    return (
      <main className="page-body">
        <Failed error={error} onRetry={() => location.reload()} />
      </main>
    );
  }
}
