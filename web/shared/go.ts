import { useLocation, useRouter } from 'wouter';

/** Apart for each front: one tab may have shown two of them. */
const insideKey = (base: string) => `gezhi.inside${base}`;

/** Back to where one came from inside this front; from a shared link or a message of the phone, to its first screen. */
export function useBack(): () => void {
  const [, go] = useLocation();
  const { base } = useRouter();
  return () => {
    if (history.length > 1 && sessionStorage.getItem(insideKey(base)) === '1') history.back();
    else go('/');
  };
}

/** A press inside the front: from now on "back" may use the browser's history. */
export function useGo(): (to: string, replace?: boolean) => void {
  const [, go] = useLocation();
  const { base } = useRouter();
  return (to, replace = false) => {
    sessionStorage.setItem(insideKey(base), '1');
    go(to, { replace });
    scrollTo(0, 0);
  };
}
