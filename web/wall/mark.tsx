/** Our mark: a cell of the net as a solid, with the pin's dot at its middle. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" fill="none" aria-hidden="true">
      <path
        d="M16 4.5 26 10.2v11.600L16 27.500 6 21.800V10.200Z"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinejoin="round"
      />
      <path
        d="m6 10.200 10 5.700 10-5.700M16 15.900v11.600"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinejoin="round"
      />
      <circle cx="16" cy="15.900" r="2.600" className="mark-dot" />
    </svg>
  );
}
