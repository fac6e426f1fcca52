package dev.tenantry.it.faults;

/** A tenant. The answers to its operator's requests determine the possible values. One thread. */
final class Tenancy {

    static final String FIRST_USER = "ada";
    static final String PASSWORD = "lovelace-1815";
    static final String ACTIVE = "ACTIVE";
    static final String SUSPENDED = "SUSPENDED";

    private final String firstName;
    private final Written<Boolean> exists = new Written<>(false);
    private final Written<String> name;
    private final Written<String> state = new Written<>(ACTIVE);
    private String realmIdOrNull;
    private boolean isChanged;

    Tenancy(String name) {
        this.firstName = name;
        this.name = new Written<>(name);
    }

    /** The name with which the tenant was provisioned. The schema's name contains it, even if the tenant is renamed. */
    String firstName() {
        return firstName;
    }

    Written<Boolean> exists() {
        return exists;
    }

    Written<String> name() {
        return name;
    }

    Written<String> state() {
        return state;
    }

    /** The id of the realm; null until a provisioning is acknowledged. */
    String realmIdOrNull() {
        return realmIdOrNull;
    }

    void isKnownAs(String realmId) {
        this.realmIdOrNull = realmId;
    }

    /** True if a change of state or name was ever requested. The other node learns of a change a moment later. */
    boolean isChanged() {
        return isChanged;
    }

    void changes() {
        isChanged = true;
    }

    @Override
    public String toString() {
        return firstName + (name.isCertainly(firstName) ? "" : " (now " + name.possible() + ")");
    }
}
