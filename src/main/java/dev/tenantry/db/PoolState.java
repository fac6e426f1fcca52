package dev.tenantry.db;

/**
 * What a pool's connections are doing at one moment.
 *
 * @param active connections that somebody works with
 * @param idle connections that are open and free
 * @param waiting threads that wait for one
 * @param max how many connections there may be
 */
public record PoolState(int active, int idle, int waiting, int max) {

    PoolState plus(PoolState other) {
        return new PoolState(active + other.active, idle + other.idle, waiting + other.waiting, max + other.max);
    }
}
