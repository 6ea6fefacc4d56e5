import { Input, Select } from 'antd';
import { SearchIcon } from '#web/icons.tsx';
import { useTypedSearch } from './use-matters-search.ts';

/** What is typed goes to the address once it rests. */
export function SearchBox({ label }: { label: string }) {
  const [typed, setTyped] = useTypedSearch();
  return (
    <Input
      className="tool-search"
      aria-label={label}
      placeholder={label}
      prefix={<SearchIcon size={16} />}
      allowClear
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}

interface FilterProps {
  label: string;
  /** Said where nothing is chosen. */
  all: string;
  value: string | undefined;
  options: readonly { value: string; label: string }[];
  onChange: (value: string | null) => void;
}

export function Filter({ label, all, value, options, onChange }: FilterProps) {
  return (
    <Select
      className="matter-filter"
      aria-label={label}
      placeholder={all}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      value={value ?? null}
      options={[...options]}
      onChange={onChange}
    />
  );
}
