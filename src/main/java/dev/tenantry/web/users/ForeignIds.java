package dev.tenantry.web.users;

import dev.tenantry.core.bulk.ImportLine;
import dev.tenantry.core.bulk.ImportOptions.Ids;
import dev.tenantry.core.bulk.LineError;
import dev.tenantry.core.tenant.PlainIds;
import dev.tenantry.keycloak.local.LocalIds;
import dev.tenantry.keycloak.realm.KeptIds;
import dev.tenantry.keycloak.session.ExceptionTranslation;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Decides which ids of imported users become plain ids. Keycloak uses a plain id unchanged. If an id is not plain,
 * Keycloak puts the id of the tenant's component before the id. Two kinds of ids need no decision: an id that begins
 * with the tenant's prefix is always plain, and an id that begins with a component's id is never plain. By default, any
 * other id becomes plain only if the id is reserved for the realm. With {@link Ids#KEEP}, any other id becomes plain.
 * With this option, a line is refused if another realm has the line's id, or if the id is too long.
 */
record ForeignIds(String realmId, PlainIds reserved, KeptIds kept, Ids option) {

    /**
     * Decides about all ids at once, and marks the users whose ids become plain.
     *
     * @param foreign the ids of the users in the lines. Leaves out ids that begin with the tenant's prefix, and ids
     *     that begin with a component's id.
     * @param refuse receives an error for each refused line: another realm has the line's id, or the id is too long for
     *     a plain id
     * @return the lines that were not refused
     */
    List<ImportLine> decide(List<ImportLine> lines, Set<String> foreign, Consumer<LineError> refuse) {
        if (foreign.isEmpty()) {
            return lines;
        }
        return option == Ids.KEEP ? keep(lines, foreign, refuse) : recognize(lines, foreign);
    }

    private List<ImportLine> recognize(List<ImportLine> lines, Set<String> foreign) {
        Set<String> own = ExceptionTranslation.call(() -> reserved.reservedFor(realmId, foreign));
        setPlain(lines, own);
        return lines;
    }

    private List<ImportLine> keep(List<ImportLine> lines, Set<String> foreign, Consumer<LineError> refuse) {
        Set<String> fitting = new HashSet<>(foreign);
        fitting.removeIf(id -> id.length() > LocalIds.MAX_CHARACTERS);
        Map<String, String> refused = kept.reserve(realmId, fitting);
        Set<String> own = new HashSet<>(fitting);
        own.removeAll(refused.keySet());
        setPlain(lines, own);
        return lines.stream().filter(line -> {
            String id = line.user().id();
            if (!foreign.contains(id) || own.contains(id)) {
                return true;
            }
            refuse.accept(new LineError(line.number(), "id", refused.containsKey(id)
                    ? "A user of another realm has this id: " + refused.get(id)
                    : "may have " + LocalIds.MAX_CHARACTERS + " characters at most to be kept"));
            return false;
        }).toList();
    }

    private static void setPlain(List<ImportLine> lines, Set<String> ids) {
        lines.stream()
                .map(line -> line.user())
                .filter(user -> ids.contains(user.id()))
                .forEach(user -> user.plainId(true));
    }
}
