// The page: signs the operator in, asks for the operator's rights, and shows one of the views.

import { accessView } from './access.js';
import { alert, Alerts } from './alerts.js';
import { Api, Refusal } from './api.js';
import { ask } from './dialog.js';
import { button, element } from './dom.js';
import { endpointsOf } from './endpoints.js';
import { findingsView } from './findings.js';
import { Session, SignedOut } from './login.js';
import { Migration } from './migration.js';
import { namesView } from './names.js';
import { Operations } from './operations.js';
import { statisticsView } from './statistics.js';
import { TenantsView } from './tenants.js';

const VIEWS = { tenants: 'Tenants', findings: 'Findings', 'former-names': 'Former names', statistics: 'Statistics' };

/** Replaces the page by a message and a button. */
function only(text, kind, action) {
  document.body.replaceChildren(element('main', { class: 'tenants-only' },
    element('h1', { class: 'pf-v5-c-title pf-m-2xl' }, 'Tenants'),
    alert(kind, kind === 'danger' ? 'Failed' : 'Note', text), action));
}

/** A button that loads the page again. Each load of the page begins with a login. */
function signInButton() {
  return button('Sign in', 'primary', { click: () => location.reload() });
}

async function start() {
  const endpoints = endpointsOf(location);
  const session = await Session.open(endpoints);
  const api = new Api(endpoints.tenants, session);
  try {
    show(session, api, await api.get('/console'));
  } catch (failure) {
    if (!(failure instanceof Refusal && failure.status === 403)) {
      throw failure;
    }
    only(`${session.userName} may not see tenants. This needs the role view-tenants or manage-tenants of realm master.`,
      'danger', button('Sign out', 'secondary', { click: () => signOut(session) }));
  }
}

async function signOut(session) {
  try {
    await session.end();
    only('You are signed out.', 'info', signInButton());
  } catch (failure) {
    only(`You may still be signed in: ${failure.message}`, 'danger', signInButton());
  }
}

function show(session, api, console) {
  const alerts = new Alerts();
  const [successes, failures] = alerts.elements;
  let isAsking = false;
  let shown = 'tenants';
  /** The number of requests for a view so far. Only the view of the latest request is shown. */
  let requests = 0;
  /**
   * If the failure is the end of the session, asks the operator to sign in again, and returns true. Returns false for
   * all other failures.
   */
  const fatal = (failure) => {
    if (!(failure instanceof SignedOut)) {
      return false;
    }
    if (!isAsking) {
      isAsking = true;
      ask({ title: 'Your session has ended', action: 'Sign in again', send: () => {
        location.reload();
        return new Promise(() => {}); // keeps the dialog open until the browser leaves the page
      } });
    }
    return true;
  };
  const failed = (failure) => {
    if (!fatal(failure)) {
      alerts.failed(failure.message);
    }
  };
  const listener = { done: (text) => alerts.done(text), failed, fatal };
  const done = (text) => {
    alerts.done(text);
    shown === 'findings' ? route() : tenants.refresh();
  };
  const operations = new Operations(api, console, { done, failed, fatal });
  const tenants = new TenantsView(api, console, { operations, failed });
  const migration = new Migration(api, { manage: console.manage, failed, ended: () => tenants.refresh() });
  const list = tenants.element(console.manage ? [
    button('Create tenant', 'primary', { id: 'create', click: () => operations.create() }),
    button('Migrate all', 'secondary', {
      id: 'migrate-all', click: () => operations.migrateAll((query) => migration.start(query)) }),
  ] : []);

  const title = element('h1', { class: 'pf-v5-c-title pf-m-2xl' });
  const view = element('div');
  const links = Object.entries(VIEWS).map(([name, text]) =>
    element('a', { class: 'pf-v5-c-nav__link', href: `#${name}` }, text));
  /** Shows the view whose name follows # in the address. */
  const route = async () => {
    const [asked, tenant] = location.hash.slice(1).split('/');
    const name = Object.hasOwn(VIEWS, asked) || asked === 'access' ? asked : 'tenants';
    shown = name;
    const request = ++requests;
    const heading = name === 'access' ? `Access to ${tenant}` : VIEWS[name];
    links.forEach((link) => {
      const isCurrent = link.hash === `#${name}`;
      link.classList.toggle('pf-m-current', isCurrent);
      isCurrent ? link.setAttribute('aria-current', 'page') : link.removeAttribute('aria-current');
    });
    title.replaceChildren(heading);
    document.title = name === 'tenants' || name === 'access' ? heading : `${heading} of tenants`;
    if (name === 'tenants') {
      view.replaceChildren(list);
      tenants.refresh();
      return;
    }
    try {
      const loaded = await {
        findings: () => findingsView(api, console.manage ? (finding) => operations.fix(finding) : null),
        'former-names': () => namesView(api, console.manage, listener),
        access: () => accessView(api, tenant, console.grantAccess, listener),
        statistics: () => statisticsView(api, console.schemaVersion),
      }[name]();
      if (request === requests) { // false if the operator has opened another view in the meantime
        view.replaceChildren(loaded);
      }
    } catch (failure) {
      if (request === requests) {
        failed(failure);
      }
    }
  };
  document.body.replaceChildren(
    header(session, links, () => {
      migration.leave();
      signOut(session);
    }),
    element('main', { class: 'tenants-main' }, title, failures, migration.element, migration.outcome, view),
    successes);
  addEventListener('hashchange', () => {
    view.replaceChildren(); // the new heading must not be above the previous view, such as the access to another tenant
    route();
  });
  route();
  migration.look();
}

function header(session, links, leave) {
  return element('header', { class: 'tenants-header' },
    element('span', { class: 'tenants-brand' }, 'Tenantry'),
    element('nav', { class: 'pf-v5-c-nav pf-m-horizontal', 'aria-label': 'Views' },
      element('ul', { class: 'pf-v5-c-nav__list', role: 'list' },
        links.map((link) => element('li', { class: 'pf-v5-c-nav__item' }, link)))),
    element('span', { class: 'tenants-user' }, session.userName),
    button('Sign out', 'link', { id: 'sign-out', click: leave }));
}

start().catch((failure) => only(failure.message, 'danger', signInButton()));
