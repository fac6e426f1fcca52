// The page: signs the operator in, asks what they may do, and shows one of its views.

import { accessView } from './access.js';
import { Api, Refusal } from './api.js';
import { ask } from './dialog.js';
import { button, element } from './dom.js';
import { figuresView } from './figures.js';
import { findingsView } from './findings.js';
import { answered, SignedOut, signIn } from './login.js';
import { Migration } from './migration.js';
import { namesView } from './names.js';
import { alert, Notices } from './notices.js';
import { placesOf } from './places.js';
import { TenantsView } from './tenants.js';
import { Verbs } from './verbs.js';

const places = placesOf(location);

/** A page with nothing on it but a word and perhaps a way to go on. */
function only(text, kind, ...actions) {
  document.body.replaceChildren(element('main', { class: 'tenants-only' },
    element('h1', { class: 'pf-v5-c-title pf-m-2xl' }, 'Tenants'),
    alert(kind, kind === 'danger' ? 'Failed' : 'Note', text), actions));
}

function again(text = 'Sign in') {
  return button(text, 'primary', { click: () => signIn(places) });
}

async function start() {
  const session = await answered(places);
  if (session === null) {
    await signIn(places);
    return;
  }
  const api = new Api(places.tenants, session);
  try {
    show(session, api, await api.get('/console'));
  } catch (failure) {
    if (failure instanceof Refusal && failure.status === 403) {
      only(`${session.userName} may not see tenants: that takes master’s role view-tenants or manage-tenants.`,
        'danger', button('Sign out', 'secondary', { click: () => signOut(session) }));
      return;
    }
    throw failure;
  }
}

async function signOut(session) {
  try {
    await session.end();
    only('You are signed out.', 'info', again());
  } catch (failure) {
    only(`You may still be signed in: ${failure.message}`, 'danger', again());
  }
}

function show(session, api, console) {
  const notices = new Notices();
  const [said, failures] = notices.elements;
  let isAsking = false;
  let shown = 'tenants';
  /** Where the session has ended nothing else is of use. */
  const fatal = (failure) => {
    if (!(failure instanceof SignedOut)) {
      return false;
    }
    if (!isAsking) {
      isAsking = true;
      ask({ title: 'Your session has ended', action: 'Sign in again', send: async () => {
        await signIn(places);
        await new Promise(() => {}); // until the page is left
      } });
    }
    return true;
  };
  const failed = (failure) => {
    if (!fatal(failure)) {
      notices.failed(failure.message);
    }
  };
  const done = (text) => {
    notices.done(text);
    shown === 'findings' ? turn() : tenants.refresh();
  };
  const verbs = new Verbs(api, console, { done, failed, fatal });
  const tenants = new TenantsView(api, console, { verbs, failed });
  const migration = new Migration(api, { manage: console.manage, failed, ended: () => tenants.refresh() });
  const list = tenants.element(console.manage ? [
    button('Create tenant', 'primary', { id: 'create', click: () => verbs.create() }),
    button('Migrate all', 'secondary', {
      id: 'migrate-all', click: () => verbs.migrateAll((query) => migration.start(query)) }),
  ] : []);

  const view = element('div');
  const views = { tenants: 'Tenants', findings: 'Findings', 'former-names': 'Former names', figures: 'Figures' };
  const links = Object.entries(views).map(([name, text]) =>
    element('a', { class: 'pf-v5-c-nav__link', href: `#${name}` }, text));
  const turn = async () => {
    const [asked, tenant] = location.hash.slice(1).split('/');
    const name = Object.hasOwn(views, asked) || asked === 'access' ? asked : 'tenants';
    shown = name;
    const heading = name === 'access' ? `Access to ${tenant}` : views[name];
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
      const made = await {
        findings: () => findingsView(api, console.manage ? (finding) => verbs.fix(finding) : null),
        'former-names': () =>
          namesView(api, console.manage, { done: (text) => notices.done(text), failed, fatal }),
        access: () => accessView(api, tenant, console.grantAccess, { done: (text) => notices.done(text), fatal }),
        figures: () => figuresView(api, console.schemaVersion),
      }[name]();
      if (shown === name) { // else another view was asked for meanwhile
        view.replaceChildren(made);
      }
    } catch (failure) {
      failed(failure);
    }
  };
  const title = element('h1', { class: 'pf-v5-c-title pf-m-2xl' });
  document.body.replaceChildren(
    header(session, links, () => {
      migration.leave();
      signOut(session);
    }),
    element('main', { class: 'tenants-main' }, title, failures, migration.element, migration.outcome, view),
    said);
  addEventListener('hashchange', turn);
  turn();
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

start().catch((failure) => only(failure.message, 'danger', again()));
