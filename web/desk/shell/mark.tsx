/** The product's mark: a cell of the net with its centre. Decoration beside its name. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg viewBox="0 0 28 28" width={size} height={size} fill="none" aria-hidden="true">
      <path
        d="M14 3.6 23.2 9v10.200L14 24.600 4.800 19.200V9L14 3.600Z M4.800 9 14 14.200 23.200 9M14 14.200v10.400"
        stroke="#fff"
        strokeWidth="2"
        strokeLinejoin="round"
      />
      <circle cx="14" cy="14.200" r="3" fill="#e2603f" />
    </svg>
  );
}
