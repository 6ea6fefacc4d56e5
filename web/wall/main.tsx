import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '#web/tokens.css';
import './base.css';
import './figures.css';
import './places.css';
import './screen.css';
import './map/map.css';
import { App } from './app.tsx';
import { startLanguage } from './language.ts';
import { isStill } from './motion.ts';
import { reloadOnNewRelease } from './new-release.ts';

startLanguage();
reloadOnNewRelease();
document.documentElement.classList.toggle('still', isStill());
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
