import { me } from '../accounts/session.ts';

/** The district of whoever is signed in. */
export const districtId = () => me()?.district;
