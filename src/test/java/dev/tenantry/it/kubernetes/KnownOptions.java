package dev.tenantry.it.kubernetes;

import dev.tenantry.keycloak.config.TenantOptions;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.keycloak.config.BootstrapAdminOptions;
import org.keycloak.config.CachingOptions;
import org.keycloak.config.DatabaseOptions;
import org.keycloak.config.HealthOptions;
import org.keycloak.config.HostnameV2Options;
import org.keycloak.config.HttpOptions;
import org.keycloak.config.LoggingOptions;
import org.keycloak.config.ManagementOptions;
import org.keycloak.config.MetricsOptions;
import org.keycloak.config.Option;
import org.keycloak.config.ProxyOptions;
import org.keycloak.provider.ProviderConfigProperty;

/** The options that this build's server knows, named as on the command line without the leading dashes. */
final class KnownOptions {

    private static final List<Class<?>> KEYCLOAK = List.of(BootstrapAdminOptions.class, CachingOptions.class,
            DatabaseOptions.class, HealthOptions.class, HostnameV2Options.class, HttpOptions.class,
            LoggingOptions.class, ManagementOptions.class, MetricsOptions.class, ProxyOptions.class);
    private static final String TENANTRY = "spi-tenants--default--";
    /** An option of Keycloak's password checks (PasswordCredentialProviderFactory, 26.7). */
    private static final String PASSWORD_CHECKS = "spi-credential--keycloak-password--validations-counter-tags";

    private final Set<String> names = new TreeSet<>(Set.of(PASSWORD_CHECKS));

    KnownOptions() {
        KEYCLOAK.forEach(this::addAllOf);
        Stream.of(CachingOptions.LOCAL_MAX_COUNT_CACHES).map(CachingOptions::cacheMaxCountProperty).forEach(names::add);
        TenantOptions.metadata().stream().map(ProviderConfigProperty::getName).map(TENANTRY::concat)
                .forEach(names::add);
    }

    private void addAllOf(Class<?> options) {
        for (Field field : options.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && Option.class.isAssignableFrom(field.getType())) {
                names.add(key(field));
            }
        }
    }

    private static String key(Field field) {
        try {
            return ((Option<?>) field.get(null)).getKey();
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("Cannot read " + field, e);
        }
    }

    boolean has(String name) {
        return names.contains(name);
    }

    /** True if an environment variable, such as {@code KC_DB_URL}, sets a known option. */
    boolean hasVariable(String variable) {
        return names.stream().anyMatch(name -> variable.equals(
                "KC_" + name.replace('-', '_').toUpperCase(Locale.ROOT)));
    }
}
