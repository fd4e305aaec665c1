/**
 * Stands in for '@strapi/strapi/admin', which can't be loaded under jest: only what the tested parts use.
 * The server behind useFetchClient is what a test hands to `serve`; everything sent is kept in `sent`.
 */
import type { ReactNode } from 'react';
import { Button, Dialog, Main } from '@strapi/design-system';

type Answer = (url: string, body: unknown) => unknown;

let answer: Answer = () => {
  throw new Error('no server in this test');
};
export const sent: { method: string; url: string; body: unknown }[] = [];
export const notifications: { type: string; message: string }[] = [];
let allowed: Record<string, boolean> = {};

export const serve = (next: Answer) => {
  answer = next;
  sent.length = 0;
  notifications.length = 0;
};
export const allow = (actions: Record<string, boolean>) => {
  allowed = actions;
};

const call = (method: string) => async (url: string, body?: unknown) => {
  sent.push({ method, url, body });
  return { data: answer(url, body) };
};
const client = { get: call('GET'), put: call('PUT'), post: call('POST'), del: call('DELETE') };

export const useFetchClient = () => client;
export const useRBAC = () => ({ allowedActions: allowed, isLoading: false });
export const useNotification = () => ({
  toggleNotification: (n: (typeof notifications)[number]) => notifications.push(n),
});
export const useAPIErrorHandler = () => ({ formatAPIError: (error: Error) => error.message });
export const useClipboard = () => ({ copy: async () => true });

interface ConfirmDialogProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly onConfirm?: () => Promise<void>;
  readonly endAction?: ReactNode;
}

/** The same parts in the same order as Strapi's. */
export const ConfirmDialog = ({ title, children, onConfirm, endAction }: ConfirmDialogProps) => (
  <Dialog.Content>
    <Dialog.Header>{title}</Dialog.Header>
    <Dialog.Body>{children}</Dialog.Body>
    <Dialog.Footer>
      <Dialog.Cancel>
        <Button>Cancel</Button>
      </Dialog.Cancel>
      {endAction ?? (
        <Dialog.Action>
          <Button onClick={() => void onConfirm?.()}>Confirm</Button>
        </Dialog.Action>
      )}
    </Dialog.Footer>
  </Dialog.Content>
);

export const Widget = {
  Loading: () => <p>Loading widget content</p>,
  Error: () => <p>Something went wrong</p>,
  NoData: ({ children }: { children: string }) => <p>{children}</p>,
};

export const Page = {
  Main: ({ children }: { children: ReactNode }) => <Main>{children}</Main>,
  Title: () => null,
  Error: () => <p>Page not found</p>,
};

interface HeaderProps {
  readonly title: string;
  readonly subtitle?: ReactNode;
  readonly primaryAction?: ReactNode;
  readonly navigationAction?: ReactNode;
}

export const Layouts = {
  Header: ({ title, subtitle, primaryAction, navigationAction }: HeaderProps) => (
    <header>
      {navigationAction}
      <h1>{title}</h1>
      <div>{subtitle}</div>
      {primaryAction}
    </header>
  ),
  Content: ({ children }: { children: ReactNode }) => <div>{children}</div>,
};

export const SearchInput = ({ label }: { label: string }) => <button type="button">{label}</button>;
export const Pagination = {
  Root: ({ children }: { children: ReactNode }) => <div>{children}</div>,
  PageSize: () => null,
  Links: () => null,
};

/** The edit form a test puts around the panel. */
let form: { values: object; schema: object; components: object } = { values: {}, schema: {}, components: {} };
export const fillForm = (next: typeof form) => {
  form = next;
};
export const useForm = (_: string, select: (state: { values: object }) => unknown) => select(form);
export const unstable_useDocument = () => ({ schema: form.schema, components: form.components });
export const useDebounce = <T,>(value: T) => value;
