import { Box, SingleSelect, SingleSelectOption } from '@strapi/design-system';

interface ChoiceProps {
  readonly label: string;
  /** Shown and chosen where nothing is. */
  readonly all: string;
  /** Empty = all. */
  readonly value: string;
  readonly options: readonly (readonly [string, string])[];
  readonly onChange: (value: string) => void;
  readonly width?: string;
}

/** One of several, or all of them. */
export const Choice = ({ label, all, value, options, onChange, width = '24rem' }: ChoiceProps) => (
  <Box width={width}>
    <SingleSelect
      size="S"
      aria-label={label}
      placeholder={all}
      value={value || null}
      onChange={(next) => onChange(String(next))}
      onClear={() => onChange('')}
      clearLabel={all}
    >
      {options.map(([code, name]) => (
        <SingleSelectOption key={code} value={code}>
          {name}
        </SingleSelectOption>
      ))}
    </SingleSelect>
  </Box>
);
