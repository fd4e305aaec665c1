import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import { KillSwitch } from '../../admin/src/pages/Settings/KillSwitch';

import { renderAdmin } from './support/render';
import { notifications, sent, serve } from './support/strapi-admin';

jest.mock('@strapi/strapi/admin', () => jest.requireActual('./support/strapi-admin'));

const show = (active: boolean, activeByConfig = true) => {
  serve(() => ({ data: {} }));
  renderAdmin(<KillSwitch settings={{ active, activeByConfig }} />);
};

describe('the kill switch', () => {
  it('asks and says what will happen before it changes anything', async () => {
    show(true);
    await userEvent.click(screen.getByRole('checkbox'));

    expect(await screen.findByText('Switch Foresight off?')).toBeInTheDocument();
    expect(screen.getByText(/Nothing is deleted; you can switch it on again/)).toBeInTheDocument();
    expect(sent).toEqual([]);
  });

  it('changes nothing when the answer is no', async () => {
    show(true);
    await userEvent.click(screen.getByRole('checkbox'));
    await userEvent.click(await screen.findByRole('button', { name: 'Cancel' }));

    expect(sent).toEqual([]);
  });

  it('switches off when confirmed, and says so', async () => {
    show(true);
    await userEvent.click(screen.getByRole('checkbox'));
    await userEvent.click(await screen.findByRole('button', { name: 'Confirm' }));

    await waitFor(() => expect(sent).toEqual([{ method: 'PUT', url: '/foresight/settings', body: { active: false } }]));
    expect(notifications).toEqual([{ type: 'success', message: 'Foresight is off' }]);
  });

  it('cannot be turned where the configuration forbids it, and says where to change that', () => {
    show(false, false);

    expect(screen.getByRole('checkbox')).toBeDisabled();
    expect(screen.getByText(/config\/plugins\.ts/)).toBeInTheDocument();
  });
});
