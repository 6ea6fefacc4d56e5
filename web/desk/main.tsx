import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startPrefs } from '#web/prefs.ts';
import '#web/tokens.css';
import './shell/base.css';
import './shell/shell.css';
import './shell/login.css';
import './shell/overlays.css';
import './shell/parts.css';
import './shell/forms.css';
import { App } from './app.tsx';
import { reloadOnNewRelease } from './shell/new-release.ts';

startPrefs();
reloadOnNewRelease();
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
