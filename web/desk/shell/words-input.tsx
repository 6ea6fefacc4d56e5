import { Input } from 'antd';

interface WordsInputProps {
  id: string;
  value: string;
  most: number;
  /** Offered while one types; anything else may be typed. */
  offered: readonly string[];
  onChange: (value: string) => void;
}

/** The browser's own list: antd's AutoComplete points a screen reader to a line that is not there when nothing fits. */
export function WordsInput({ id, value, most, offered, onChange }: WordsInputProps) {
  const list = `${id}-offered`;
  return (
    <>
      <Input
        id={id}
        list={list}
        autoComplete="off"
        maxLength={most}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <datalist id={list}>
        {offered.map((word) => (
          <option key={word} value={word} />
        ))}
      </datalist>
    </>
  );
}
