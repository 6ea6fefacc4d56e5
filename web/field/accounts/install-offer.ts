interface InstallOffer extends Event {
  prompt: () => Promise<void>;
}

let kept: InstallOffer | null = null;

/** The browser offers to install once, soon after the start: kept until the person looks for it. */
export function watchInstallOffer(): void {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    kept = event as InstallOffer;
  });
}

export function offered(): InstallOffer | null {
  return kept;
}
