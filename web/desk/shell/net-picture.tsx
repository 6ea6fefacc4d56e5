/** A net of cells with one of them lit: what the product is about, in six shapes. Decoration. */
const side = 46;
const wide = side * Math.sqrt(3);
const lit = new Map<string, string>([
  ['2,1', 'rgb(88 180 222 / 55%)'],
  ['3,2', 'rgb(88 180 222 / 30%)'],
  ['1,2', 'rgb(88 180 222 / 22%)'],
  ['4,1', 'rgb(88 180 222 / 16%)'],
]);

function cell(column: number, row: number): string {
  const x = column * wide + (row % 2 === 1 ? wide / 2 : 0);
  const y = row * side * 1.5;
  const corners = [30, 90, 150, 210, 270, 330].map((degrees) => {
    const angle = (degrees * Math.PI) / 180;
    return `${(x + (side - 3) * Math.cos(angle)).toFixed(1)},${(y + (side - 3) * Math.sin(angle)).toFixed(1)}`;
  });
  return corners.join(' ');
}

export function NetPicture() {
  const cells = Array.from({ length: 30 }, (_, i) => ({ column: i % 6, row: Math.floor(i / 6) }));
  return (
    <svg className="net-picture" viewBox="0 -46 440 360" aria-hidden="true">
      {cells.map(({ column, row }) => (
        <polygon
          key={`${column},${row}`}
          points={cell(column, row)}
          fill={lit.get(`${column},${row}`) ?? 'rgb(255 255 255 / 3%)'}
          stroke="rgb(191 211 234 / 28%)"
          strokeWidth="1.5"
        />
      ))}
      <circle cx={2.5 * wide} cy={side * 1.5} r="9" fill="#e2603f" stroke="#fff" strokeWidth="3" />
      <circle cx={2.5 * wide} cy={side * 1.5} r="20" fill="none" stroke="#e2603f" strokeOpacity="0.6" strokeWidth="2" />
    </svg>
  );
}
