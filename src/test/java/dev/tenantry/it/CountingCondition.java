package dev.tenantry.it;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.workflow.ResourceType;
import org.keycloak.models.workflow.WorkflowConditionProvider;
import org.keycloak.models.workflow.WorkflowConditionProviderFactory;
import org.keycloak.models.workflow.WorkflowExecutionContext;

/**
 * A condition of workflows: the user's name has the given end. For each evaluation, logs how many users the condition
 * has looked up in the session.
 */
public final class CountingCondition implements WorkflowConditionProvider {

    /** The log line contains the number of users after this text. */
    static final String LOGGED = "users looked up in one session: ";

    private static final Logger LOG = Logger.getLogger(CountingCondition.class);

    private final KeycloakSession session;
    private final String end;

    private CountingCondition(KeycloakSession session, String end) {
        this.session = session;
        this.end = end;
    }

    /** Packages the condition into a provider JAR. */
    static Path jar(Path folder) {
        Path file = folder.resolve("counting-condition.jar");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
            for (Class<?> type : List.of(CountingCondition.class, Factory.class)) {
                String path = type.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new JarEntry(path));
                try (InputStream bytes = type.getClassLoader().getResourceAsStream(path)) {
                    bytes.transferTo(jar);
                }
            }
            jar.putNextEntry(new JarEntry("META-INF/services/" + WorkflowConditionProviderFactory.class.getName()));
            jar.write(Factory.class.getName().getBytes(StandardCharsets.UTF_8));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ResourceType getSupportedResourceType() {
        return ResourceType.USERS;
    }

    @Override
    @SuppressWarnings("unchecked") // only this class sets the attribute
    public boolean evaluate(WorkflowExecutionContext context) {
        UserModel user = session.users().getUserById(session.getContext().getRealm(), context.getResourceId());
        Set<String> users = session.getAttribute(LOGGED) instanceof Set<?> set ? (Set<String>) set : new HashSet<>();
        users.add(user.getId());
        session.setAttribute(LOGGED, users);
        LOG.info(LOGGED + users.size());
        return user.getUsername().endsWith(end);
    }

    @Override
    public Predicate toPredicate(CriteriaBuilder builder, CriteriaQuery<String> query, Root<?> user) {
        throw new UnsupportedOperationException("Keycloak's query for users of standard realms is not tested here");
    }

    @Override
    public void validate() {
        // Each end is valid.
    }

    @Override
    public void close() {
        // Holds nothing.
    }

    /** Creates {@link CountingCondition}s. */
    public static final class Factory implements WorkflowConditionProviderFactory<CountingCondition> {

        @Override
        public String getId() {
            return "name-ends-with";
        }

        @Override
        public CountingCondition create(KeycloakSession session, String end) {
            return new CountingCondition(session, end);
        }
    }
}
