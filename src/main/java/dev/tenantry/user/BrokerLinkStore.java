package dev.tenantry.user;

import dev.tenantry.db.RowMapper;
import dev.tenantry.tenant.TenantHandle;
import java.util.List;
import java.util.Optional;

/** Links to accounts at identity providers. */
public final class BrokerLinkStore {

    private static final RowMapper<BrokerLink> LINK = row -> new BrokerLink(
            row.getString("provider"),
            row.getString("broker_user_id"),
            row.getString("broker_username"),
            row.getString("token"));

    private static final String SELECT =
            "select provider, broker_user_id, broker_username, token from broker_link where user_id = ?";

    private BrokerLinkStore() {}

    public static List<BrokerLink> list(TenantHandle handle, String userId) {
        return handle.query(SELECT + " order by provider", LINK, userId);
    }

    public static Optional<BrokerLink> find(TenantHandle handle, String userId, String provider) {
        return handle.first(SELECT + " and provider = ?", LINK, userId, provider);
    }

    /**
     * The ids of the users who are that account; more than one is for the caller to judge.
     */
    public static List<String> usersOf(TenantHandle handle, String provider, String brokerUserId) {
        return handle.query("select user_id from broker_link where provider = ? and broker_user_id = ? limit 2",
                row -> row.getString(1), provider, brokerUserId);
    }

    public static void insert(TenantHandle handle, String userId, BrokerLink link) {
        handle.update("""
                insert into broker_link (user_id, provider, broker_user_id, broker_username, token)
                values (?, ?, ?, ?, ?)""",
                userId, link.provider(), link.brokerUserId(), link.brokerUsername(), link.token());
    }

    /** Replaces the link to the same provider, if there is one. */
    public static void update(TenantHandle handle, String userId, BrokerLink link) {
        handle.update("""
                update broker_link set broker_user_id = ?, broker_username = ?, token = ?
                where user_id = ? and provider = ?""",
                link.brokerUserId(), link.brokerUsername(), link.token(), userId, link.provider());
    }

    /** @return false where there is no such link */
    public static boolean delete(TenantHandle handle, String userId, String provider) {
        return handle.update("delete from broker_link where user_id = ? and provider = ?", userId, provider) > 0;
    }

    /** The identity provider is gone. */
    public static void forgetProvider(TenantHandle handle, String provider) {
        handle.update("delete from broker_link where provider = ?", provider);
    }
}
