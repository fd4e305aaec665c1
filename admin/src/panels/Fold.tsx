import { useId, useState, type ReactNode } from 'react';
import { Box, Flex, Typography } from '@strapi/design-system';
import { CaretDown, CaretUp } from '@strapi/icons';
import { styled } from 'styled-components';

const Trigger = styled.button`
  width: 100%;
  display: flex;
  align-items: center;
  justify-content: space-between;
  gap: ${({ theme }) => theme.spaces[2]};
  padding: ${({ theme }) => `${theme.spaces[1]} 0`};
  background: none;
  border: none;
  cursor: pointer;
  text-align: left;

  svg {
    width: 1.2rem;
    height: 1.2rem;
    flex-shrink: 0;
  }
  svg path {
    fill: ${({ theme }) => theme.colors.neutral600};
  }
`;

interface FoldProps {
  readonly title: string;
  /** How many things are inside, beside the title. */
  readonly count?: number;
  readonly children: ReactNode;
}

/** A heading that opens what is under it; light enough for a column of 260 px, where an accordion is too heavy. */
export const Fold = ({ title, count, children }: FoldProps) => {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <Box>
      <h3>
        <Trigger type="button" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
          <Flex gap={2}>
            <Typography variant="pi" fontWeight="bold" textColor="neutral800">
              {title}
            </Typography>
            {count === undefined ? null : (
              <Typography variant="pi" textColor="neutral600">
                {count}
              </Typography>
            )}
          </Flex>
          {open ? <CaretUp aria-hidden /> : <CaretDown aria-hidden />}
        </Trigger>
      </h3>
      <Box id={id} paddingTop={1} hidden={!open}>
        {open ? children : null}
      </Box>
    </Box>
  );
};
