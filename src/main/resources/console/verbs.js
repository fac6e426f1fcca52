// What an operator does with tenants: a question where one is needed, the request, and a word on how it went.

import { ask } from './dialog.js';
import { element } from './dom.js';
import { Field } from './field.js';
import { outcomeOf } from './findings.js';
import { date, suggestedName } from './format.js';

/** What a menu says of each verb. */
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

export class Verbs {
  #api;
  #console;
  #done;
  #failed;
  #fatal;

  /**
   * @param console what the API says that there is to choose from
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

  run(verb, tenant) {
    this[verb](tenant);
  }

  create() {
    // One key for this form: sent twice, it makes one tenant.
    const key = crypto.randomUUID();
    const { templates, databases } = this.#console;
    const display = new Field('displayName', 'Display name', { help: 'What people call it.' });
    const name = new Field('name', 'Name', { required: true,
      help: 'Lower-case letters, digits and single hyphens; a part of its addresses.' });
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
        help: 'Left empty, the server chooses.' })] : []),
      new Field('user.username', 'User name of its first administrator', { required: true }),
      new Field('user.email', 'E-mail', { type: 'email' }),
      new Field('user.firstName', 'First name'),
      new Field('user.lastName', 'Last name'),
      new Field('user.credentials', 'Password', { type: 'password', required: true, autocomplete: 'new-password' }),
      new Field('temporary', 'To be changed at the first login', { type: 'checkbox' }),
    ];
    ask({
      title: 'Create a tenant', action: 'Create', fields, fatal: this.#fatal,
      send: async (values) => {
        const born = await this.#api.post('', { body: request(values), headers: { 'Idempotency-Key': key } });
        this.#done(`Tenant ${born.name} is in service.`);
      },
    });
  }

  rename(tenant) {
    ask({
      title: `Rename ${tenant.name}`, action: 'Rename', fatal: this.#fatal,
      text: ['The name is a part of the tenant’s addresses: another one is a new issuer for its applications.'],
      fields: [
        new Field('name', 'Name', { value: tenant.name, required: true }),
        new Field('displayName', 'Display name', { value: tenant.displayName, required: true }),
      ],
      send: async ({ name, displayName }) => {
        // One that Keycloak let be markup can stay, and would be refused if it were sent.
        const changed = displayName === tenant.displayName ? {} : { displayName };
        await this.#api.put(path(tenant), { name, ...changed });
        this.#done(name === tenant.name ? `Tenant ${name} is renamed.` : `Tenant ${tenant.name} is ${name} now.`);
      },
    });
  }

  access(tenant) {
    location.hash = `access/${tenant.name}`;
  }

  suspend(tenant) {
    ask({
      title: `Suspend ${tenant.name}?`, action: 'Suspend', fatal: this.#fatal,
      text: ['Nobody signs in any more and sessions end, until it is resumed. Its data stay as they are.'],
      send: () => this.#post(tenant, 'suspend', `Tenant ${tenant.name} is suspended.`),
    });
  }

  archive(tenant) {
    ask({
      title: `Archive ${tenant.name}?`, action: 'Archive', fatal: this.#fatal,
      text: ['It is out of everybody’s reach, and purged with all its users after some days.',
        'Until then it can be restored.'],
      fields: [new Field('retentionDays', 'Days until it is purged',
        { type: 'number', value: String(this.#console.retentionDays), required: true })],
      send: async ({ retentionDays }) => {
        const archived = await this.#api.post(`${path(tenant)}/archive`, { query: { retentionDays } });
        this.#done(`Tenant ${tenant.name} is archived until ${date(archived.purgeAfter)}.`);
      },
    });
  }

  drop(tenant) {
    const inService = tenant.state !== 'ARCHIVED';
    ask({
      title: `Drop ${tenant.name}?`, action: 'Drop', danger: true, fatal: this.#fatal,
      text: [
        element('strong', {}, 'Realm, schema and all users are removed, and nothing brings them back.'),
        ...(inService ? ['It has not been archived: people may be using it at this moment.'] : []),
      ],
      fields: [new Field('name', 'The tenant’s name, to confirm', { required: true })],
      send: async ({ name }) => {
        await this.#api.delete(path(tenant), { query: { force: inService ? 'true' : '' }, body: { name } });
        this.#done(`Tenant ${tenant.name} is dropped.`);
      },
    });
  }

  resume(tenant) {
    return this.#now(this.#post(tenant, 'resume', `Tenant ${tenant.name} is in service again.`));
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
      title: 'Migrate all tenants that are behind?', action: 'Migrate', fatal: this.#fatal,
      fields: [
        new Field('canary', 'Canaries', {
          help: 'Names with commas between them: they go first, and if one fails, nobody follows.' }),
        new Field('errorBudget', 'Failures that it goes on after', {
          type: 'number', help: 'One more stops it. Left empty, it goes on to its end.' }),
      ],
      send: ({ canary, errorBudget }) => start({ canary: canary.replaceAll(' ', ''), errorBudget }),
    });
  }

  async #post(tenant, verb, text) {
    await this.#api.post(`${path(tenant)}/${verb}`);
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

/** What is left empty is left out, so that the server's defaults are taken. */
export function request(values) {
  const { displayName, name, template, database, temporary } = values;
  const user = Object.fromEntries(['username', 'email', 'firstName', 'lastName']
    .map((field) => [field, values[`user.${field}`].trim()])
    .filter(([, value]) => value !== ''));
  user.credentials = [{ type: 'password', value: values['user.credentials'], temporary }];
  return Object.fromEntries(Object.entries({ name, displayName: displayName.trim(), template, database, user })
    .filter(([, value]) => value !== '' && value !== undefined));
}
