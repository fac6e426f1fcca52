package dev.tenantry.it.faults;

/** A tenant, as the operator who provisioned and changed it was told. One thread. */
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

    /** The name by which it was provisioned, and which its schema keeps. */
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

    /** Null as long as nobody has heard of it. */
    String realmIdOrNull() {
        return realmIdOrNull;
    }

    void isKnownAs(String realmId) {
        this.realmIdOrNull = realmId;
    }

    /** Whether it was ever suspended or renamed, which the other node hears of a moment later. */
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
