/**
 * A browser that opens an address, signs in where it is shown a login form, and follows redirects until one leads
 * back to the application, which nobody serves here.
 */
export class Browser {
    #cookies = new Map();

    /** The address that Keycloak sends the browser back to. */
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

    /** Opens an address that needs nothing of the user and leads back to the application. */
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
