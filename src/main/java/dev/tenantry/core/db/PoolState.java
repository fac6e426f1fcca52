package dev.tenantry.core.db;

/**
 * The state of a pool's connections at one moment.
 *
 * @param active connections in use
 * @param idle open connections that are not in use
 * @param waiting threads that wait for a connection
 * @param max how many connections the pool can open
 */
public record PoolState(int active, int idle, int waiting, int max) {

    PoolState plus(PoolState other) {
        return new PoolState(active + other.active, idle + other.idle, waiting + other.waiting, max + other.max);
    }
}
