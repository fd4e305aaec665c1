import { Table, type TableProps } from '@strapi/design-system';
import { styled } from 'styled-components';

/** Strapi's table brings a box of its own: inside a card it lies flat, its first column in line with the title. */
const Flat = styled.div`
  & > div {
    border: none;
    box-shadow: none;
  }
  & > div > div {
    border: none;
  }
  & > div > div > div {
    padding-left: 0;
    padding-right: 0;
  }
  && tr > :first-child {
    padding-left: 0;
  }
  && tr > :last-child {
    padding-right: 0;
  }
  && tbody td {
    height: auto;
    padding-top: ${({ theme }) => theme.spaces[3]};
    padding-bottom: ${({ theme }) => theme.spaces[3]};
  }
`;

export const CardTable = (props: TableProps) => (
  <Flat>
    <Table {...props} />
  </Flat>
);
