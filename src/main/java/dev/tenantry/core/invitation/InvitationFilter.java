package dev.tenantry.core.invitation;

import dev.tenantry.core.db.LikePattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Selects a page of the invitations to one organization that meet all conditions. Not thread-safe. */
public final class InvitationFilter {

    private final List<String> conditions = new ArrayList<>();
    private final List<Object> parameters = new ArrayList<>();
    private Integer first;
    private Integer max;

    public InvitationFilter(String organizationId) {
        condition("organization_id = ?", organizationId);
    }

    public InvitationFilter email(String email) {
        return condition("lower(email) = ?", email.toLowerCase(Locale.ROOT));
    }

    public InvitationFilter firstName(String name) {
        return condition("lower(first_name) = ?", name.toLowerCase(Locale.ROOT));
    }

    public InvitationFilter lastName(String name) {
        return condition("lower(last_name) = ?", name.toLowerCase(Locale.ROOT));
    }

    /**
     * Selects either the expired invitations or all other invitations.
     *
     * @param isExpired true to select the expired invitations
     * @param now the present time in seconds since the epoch
     */
    public InvitationFilter expired(boolean isExpired, int now) {
        return condition(isExpired ? "expires_at < ?" : "expires_at >= ?", now);
    }

    /**
     * @param text a text that the e-mail, the first name or the last name must contain, with {@code *} as a wildcard;
     *     the case of letters is ignored
     */
    public InvitationFilter search(String text) {
        String pattern = "%" + LikePattern.of(text.toLowerCase(Locale.ROOT)).replace('*', '%') + "%";
        conditions.add("(lower(email) like ? or lower(first_name) like ? or lower(last_name) like ?)");
        parameters.addAll(List.of(pattern, pattern, pattern));
        return this;
    }

    /**
     * @param firstOrNull the number of invitations to skip; null to skip none
     * @param maxOrNull the maximum number of invitations; null for no limit
     */
    public InvitationFilter page(Integer firstOrNull, Integer maxOrNull) {
        this.first = firstOrNull;
        this.max = maxOrNull;
        return this;
    }

    private InvitationFilter condition(String sql, Object value) {
        conditions.add(sql);
        parameters.add(value);
        return this;
    }

    String sql(String columns) {
        return "select " + columns + " from invitation where " + String.join(" and ", conditions) + " order by id"
                + (max != null && max >= 0 ? " limit " + max : "")
                + (first != null && first > 0 ? " offset " + first : "");
    }

    Object[] parameters() {
        return parameters.toArray();
    }
}
