import { createRoot } from 'react-dom/client';
import { startPrefs } from '#web/prefs.ts';
import '#web/tokens.css';
import '#web/parts/parts.css';
import '#web/parts/media.css';
import '#web/parts/phone.css';
import '#web/place/place.css';
import './resident.css';
import { App } from './app.tsx';
import { watchOutbox } from './cases/outbox.ts';

startPrefs();
watchOutbox();
const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
