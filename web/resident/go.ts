import { useLocation } from 'wouter';

/** Back to where one came from inside this front; from a shared link, to the first screen. */
export function useBack(): () => void {
  const [, go] = useLocation();
  return () => {
    if (history.length > 1 && sessionStorage.getItem('gezhi.inside') === '1') history.back();
    else go('/');
  };
}

/** A press inside the front: from now on "back" may use the browser's history. */
export function useGo(): (to: string, replace?: boolean) => void {
  const [, go] = useLocation();
  return (to, replace = false) => {
    sessionStorage.setItem('gezhi.inside', '1');
    go(to, { replace });
    scrollTo(0, 0);
  };
}
