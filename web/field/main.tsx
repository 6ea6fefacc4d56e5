import { createRoot } from 'react-dom/client';
import { startPrefs } from '#web/prefs.ts';
import '#web/tokens.css';
import '#web/parts/parts.css';
import '#web/parts/media.css';
import '#web/parts/phone.css';
import '#web/place/place.css';
import './field.css';
import { watchInstallOffer } from './accounts/install-offer.ts';
import { startSession } from './accounts/session.ts';
import { App } from './app.tsx';

startPrefs();
watchInstallOffer();
void startSession();
const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
