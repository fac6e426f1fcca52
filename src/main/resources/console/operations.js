// Operations on tenants. An operation shows a dialog if necessary, sends the request, and then shows the outcome.

import { ask } from './dialog.js';
import { element } from './dom.js';
import { Field } from './field.js';
import { outcomeOf } from './findings.js';
import { date, suggestedName } from './format.js';

/** The texts of the operations in the menu. */
export const TEXTS = {
  migrate: 'Migrate',
  access: 'Access',
  rename: 'Rename…',
  suspend: 'Suspend…',
  resume: 'Resume',
  archive: 'Archive…',
  restore: 'Restore',
  drop: 'Drop…',
};

export class Operations {
  #api;
  #console;
  #done;
  #failed;
  #fatal;

  /**
   * @param console the answer of the API's /console: the templates, the databases and the default retention
   * @param {{done: (text: string) => void, failed: (failure: Error) => void,
   *          fatal: (failure: Error) => boolean}} listener
   */
  constructor(api, console, { done, failed, fatal }) {
    this.#api = api;
    this.#console = console;
    this.#done = done;
    this.#failed = failed;
    this.#fatal = fatal;
  }

  run(operation, tenant) {
    this[operation](tenant);
  }

  create() {
    // Each request of this form has the same key. So the form creates only one tenant, even if a request is repeated.
    const key = crypto.randomUUID();
    const { templates, databases } = this.#console;
    const display = new Field('displayName', 'Display name', { help: 'Shown to people.' });
    const name = new Field('name', 'Name', { required: true,
      help: 'Lowercase letters, digits and single hyphens. The name is part of the tenant’s addresses.' });
    let suggested = '';
    display.input.addEventListener('input', () => {
      if (name.value === suggested) {
        suggested = suggestedName(display.value);
        name.input.value = suggested;
      }
    });
    const fields = [
      display,
      name,
      ...(templates.length > 1 ? [new Field('template', 'Template', { options: templates })] : []),
      ...(databases.length > 1 ? [new Field('database', 'Database', { options: ['', ...databases],
        help: 'Default: the server chooses.' })] : []),
      new Field('user.username', 'User name of the first administrator', { required: true }),
      new Field('user.email', 'Email', { type: 'email' }),
      new Field('user.firstName', 'First name'),
      new Field('user.lastName', 'Last name'),
      new Field('user.credentials', 'Password', { type: 'password', required: true, autocomplete: 'new-password' }),
      new Field('temporary', 'Must be changed at the first login', { type: 'checkbox' }),
    ];
    ask({
      title: 'Create a tenant', action: 'Create', fields, fatal: this.#fatal,
      send: async (values) => {
        const { name: created } = await this.#api.post('',
          { body: request(values), headers: { 'Idempotency-Key': key } });
        this.#done(`Tenant ${created} is created.`);
      },
    });
  }

  rename(tenant) {
    ask({
      title: `Rename ${tenant.name}`, action: 'Rename', fatal: this.#fatal,
      text: ['The name is part of the tenant’s issuer. After a rename, its applications must trust the new issuer.'],
      fields: [
        new Field('name', 'Name', { value: tenant.name, required: true }),
        new Field('displayName', 'Display name', { value: tenant.displayName, required: true }),
      ],
      send: async ({ name, displayName }) => {
        // An unchanged display name is not sent. It may have markup, which Keycloak accepts but the API refuses.
        const changed = displayName === tenant.displayName ? {} : { displayName };
        await this.#api.put(path(tenant), { name, ...changed });
        this.#done(name === tenant.name ? `Tenant ${name} is renamed.` : `Tenant ${tenant.name} is renamed to ${name}.`);
      },
    });
  }

  access(tenant) {
    location.hash = `access/${tenant.name}`;
  }

  suspend(tenant) {
    ask({
      title: `Suspend ${tenant.name}?`, action: 'Suspend', fatal: this.#fatal,
      text: ['Users are signed out, and can’t sign in until you resume the tenant. Its data is kept.'],
      send: () => this.#post(tenant, 'suspend', `Tenant ${tenant.name} is suspended.`),
    });
  }

  archive(tenant) {
    ask({
      title: `Archive ${tenant.name}?`, action: 'Archive', fatal: this.#fatal,
      text: ['Users can’t sign in. The tenant and all its users are purged after the given days.',
        'Until then you can restore it.'],
      fields: [new Field('retentionDays', 'Days until the purge',
        { type: 'number', value: String(this.#console.retentionDays), required: true })],
      send: async ({ retentionDays }) => {
        const archived = await this.#api.post(`${path(tenant)}/archive`, { query: { retentionDays } });
        this.#done(`Tenant ${tenant.name} is archived until ${date(archived.purgeAfter)}.`);
      },
    });
  }

  drop(tenant) {
    const isInService = tenant.state !== 'ARCHIVED';
    ask({
      title: `Drop ${tenant.name}?`, action: 'Drop', danger: true, fatal: this.#fatal,
      text: [
        element('strong', {}, 'The realm, the schema and all users are deleted. You can’t undo this.'),
        ...(isInService
          ? [tenant.state === 'ACTIVE' ? 'The tenant is not archived. Its users may be signed in.' : 'The tenant is not archived.']
          : []),
      ],
      fields: [new Field('name', 'The tenant’s name, to confirm', { required: true })],
      send: async ({ name }) => {
        await this.#api.delete(path(tenant), { query: { force: isInService ? 'true' : '' }, body: { name } });
        this.#done(`Tenant ${tenant.name} is dropped.`);
      },
    });
  }

  resume(tenant) {
    return this.#now(this.#post(tenant, 'resume', `Tenant ${tenant.name} is resumed.`));
  }

  restore(tenant) {
    return this.#now(this.#post(tenant, 'restore', `Tenant ${tenant.name} is restored.`));
  }

  migrate(tenant) {
    return this.#now(this.#post(tenant, 'migrate', `Tenant ${tenant.name} is up to date.`));
  }

  fix(finding) {
    const { kind, subject, database } = finding;
    ask({
      title: `Fix ${kind} of ${subject}?`, action: 'Fix', fatal: this.#fatal, text: [`${finding.fix}.`],
      send: async () => {
        this.#done(outcomeOf(finding, await this.#api.post('/findings/fix', { body: { kind, subject, database } })));
      },
    });
  }

  /** @param {(query: object) => Promise<void>} start */
  migrateAll(start) {
    ask({
      title: 'Migrate all tenants?', action: 'Migrate', fatal: this.#fatal,
      fields: [
        new Field('canary', 'Canaries', {
          help: 'Names, separated by commas. They are migrated first. If one fails, the job stops.' }),
        new Field('errorBudget', 'Error budget', {
          type: 'number', help: 'Tolerated failures. One more stops the job. Default: no limit.' }),
      ],
      send: ({ canary, errorBudget }) => start({ canary: canary.replaceAll(' ', ''), errorBudget }),
    });
  }

  async #post(tenant, operation, text) {
    await this.#api.post(`${path(tenant)}/${operation}`);
    this.#done(text);
  }

  async #now(work) {
    try {
      await work;
    } catch (failure) {
      this.#failed(failure);
    }
  }
}

function path(tenant) {
  return `/${encodeURIComponent(tenant.name)}`;
}

/** The body of a request to create a tenant, without empty values. The server has defaults for these values. */
export function request(values) {
  const { displayName, name, template, database, temporary } = values;
  const user = Object.fromEntries(['username', 'email', 'firstName', 'lastName']
    .map((field) => [field, values[`user.${field}`].trim()])
    .filter(([, value]) => value !== ''));
  user.credentials = [{ type: 'password', value: values['user.credentials'], temporary }];
  return Object.fromEntries(Object.entries({ name, displayName: displayName.trim(), template, database, user })
    .filter(([, value]) => value !== '' && value !== undefined));
}
