import { useLocation } from 'wouter';

const INSIDE = 'gezhi.field.inside';

/** Back to where one came from inside this front; from a link or a message of the phone, to today's work. */
export function useBack(): () => void {
  const [, go] = useLocation();
  return () => {
    if (history.length > 1 && sessionStorage.getItem(INSIDE) === '1') history.back();
    else go('/');
  };
}

/** A press inside the front: from now on "back" may use the browser's history. */
export function useGo(): (to: string, replace?: boolean) => void {
  const [, go] = useLocation();
  return (to, replace = false) => {
    sessionStorage.setItem(INSIDE, '1');
    go(to, { replace });
    scrollTo(0, 0);
  };
}
