/**
 * A browser that opens an address, sends the login form, and follows redirects up to the first redirect to the
 * application. The application itself does not run.
 */
export class Browser {
    #cookies = new Map();

    /** Signs in, and returns the application's address that Keycloak redirects to. */
    async signIn(address, application, username, password) {
        const page = await this.#open(address, application);
        const form = /<form[^>]*id="kc-form-login"[^>]*action="([^"]+)"/.exec(page.html ?? '');
        if (!form) {
            throw new Error('No login form at ' + address.origin + address.pathname + ': ' + page.html);
        }
        const action = new URL(form[1].replaceAll('&amp;', '&'), address);
        const answer = await this.#open(action, application, new URLSearchParams({ username, password }));
        return answer.back ?? fail('Not signed in: ' + answer.html);
    }

    /** Opens an address that redirects to the application without a form, and returns the application's address. */
    async visit(address, application) {
        const answer = await this.#open(address, application);
        return answer.back ?? fail('Not back at the application: ' + answer.html);
    }

    async #open(address, application, form) {
        const response = await fetch(address, {
            method: form ? 'POST' : 'GET',
            body: form,
            redirect: 'manual',
            headers: { cookie: [...this.#cookies].map(([name, value]) => name + '=' + value).join('; ') },
        });
        this.#keep(response.headers.getSetCookie());
        if (response.status < 300 || response.status > 399) {
            return { html: await response.text() };
        }
        const target = new URL(response.headers.get('location'), address);
        return target.href.startsWith(application) ? { back: target } : this.#open(target, application);
    }

    #keep(cookies) {
        for (const cookie of cookies) {
            const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie);
            if (/;\s*max-age=0/i.test(cookie)) {
                this.#cookies.delete(name);
            } else {
                this.#cookies.set(name, value);
            }
        }
    }
}

function fail(message) {
    throw new Error(message);
}
