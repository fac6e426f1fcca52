package dev.tenantry.keycloak.local;

import dev.tenantry.support.postgres.Postgres;
import dev.tenantry.support.postgres.TestDatabase;
import jakarta.persistence.EntityManager;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.keycloak.models.jpa.entities.CredentialEntity;
import org.keycloak.models.jpa.entities.FederatedIdentityEntity;
import org.keycloak.models.jpa.entities.GroupAttributeEntity;
import org.keycloak.models.jpa.entities.GroupEntity;
import org.keycloak.models.jpa.entities.IssuedVerifiableCredentialEntity;
import org.keycloak.models.jpa.entities.OrganizationDomainEntity;
import org.keycloak.models.jpa.entities.OrganizationEntity;
import org.keycloak.models.jpa.entities.OrganizationInvitationEntity;
import org.keycloak.models.jpa.entities.UserAttributeEntity;
import org.keycloak.models.jpa.entities.UserConsentClientScopeEntity;
import org.keycloak.models.jpa.entities.UserConsentEntity;
import org.keycloak.models.jpa.entities.UserEntity;
import org.keycloak.models.jpa.entities.UserGroupMembershipEntity;
import org.keycloak.models.jpa.entities.UserRequiredActionEntity;
import org.keycloak.models.jpa.entities.UserRoleMappingEntity;
import org.keycloak.models.jpa.entities.UserVerifiableCredentialEntity;

/**
 * A database with Keycloak's own tables of users and invitations, without a Keycloak server. Hibernate creates the
 * tables from Keycloak's entities.
 */
final class KeycloakTables implements AutoCloseable {

    private final TestDatabase database = Postgres.shared().createDatabase("keycloak_tables_" + UUID.randomUUID());
    private final SessionFactory factory = factory(database);

    KeycloakTables() {
        // as in Keycloak's own scripts
        database.execute("alter table user_attribute alter long_value type text");
        database.execute("""
                alter table org_invitation add unique (organization_id, email),
                add foreign key (organization_id) references org on delete cascade""");
    }

    /** Has the settings of Keycloak that affect statements for many rows (default-persistence.xml, 26.7). */
    private static SessionFactory factory(TestDatabase database) {
        return new Configuration()
                .addAnnotatedClass(UserEntity.class)
                .addAnnotatedClass(UserAttributeEntity.class)
                .addAnnotatedClass(UserRequiredActionEntity.class)
                .addAnnotatedClass(UserRoleMappingEntity.class)
                .addAnnotatedClass(UserGroupMembershipEntity.class)
                .addAnnotatedClass(CredentialEntity.class)
                .addAnnotatedClass(UserConsentEntity.class)
                .addAnnotatedClass(UserConsentClientScopeEntity.class)
                .addAnnotatedClass(FederatedIdentityEntity.class)
                .addAnnotatedClass(UserVerifiableCredentialEntity.class)
                .addAnnotatedClass(IssuedVerifiableCredentialEntity.class)
                .addAnnotatedClass(OrganizationEntity.class)
                .addAnnotatedClass(OrganizationDomainEntity.class)
                .addAnnotatedClass(GroupEntity.class)
                .addAnnotatedClass(GroupAttributeEntity.class)
                .addAnnotatedClass(OrganizationInvitationEntity.class)
                .setProperty("hibernate.connection.url", database.url())
                .setProperty("hibernate.connection.username", database.username())
                .setProperty("hibernate.connection.password", database.password())
                .setProperty("hibernate.hbm2ddl.auto", "create")
                .setProperty("hibernate.generate_statistics", "true")
                .setProperty("hibernate.jdbc.batch_size", "32")
                .setProperty("hibernate.jdbc.fetch_size", "64")
                .setProperty("hibernate.order_inserts", "true")
                .setProperty("hibernate.query.in_clause_parameter_padding", "true")
                .buildSessionFactory();
    }

    <T> T in(Function<EntityManager, T> transaction) {
        return factory.fromTransaction(transaction);
    }

    void change(Consumer<EntityManager> transaction) {
        factory.inTransaction(transaction);
    }

    /** Runs the work and returns the number of statements that Hibernate prepared for it. */
    long statements(Runnable work) {
        factory.getStatistics().clear();
        work.run();
        return factory.getStatistics().getPrepareStatementCount();
    }

    /** The database, reached without the code under test. */
    TestDatabase beside() {
        return database;
    }

    @Override
    public void close() {
        factory.close();
    }
}
