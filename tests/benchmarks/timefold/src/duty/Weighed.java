package duty;

import java.util.Map;

/** What something costs in each level of the score. */
public final class Weighed {
    static final int MINUTES_OF_ONE = 60; // a forbidden hour weighs as one of anything else that is forbidden

    private final long[] levels = new long[5];
    private final Map<String, Long> parts; // the amounts one by one, priced or as they are, when somebody wants to read them

    Weighed(Map<String, Long> parts) {
        this.parts = parts;
    }

    void add(Book.Part part, long amount) {
        add(part, amount, amount);
    }

    /** An amount in minutes: when it is forbidden, every hour begun counts as one. */
    void addMinutes(Book.Part part, long minutes) {
        add(part, minutes, part.level() == 0 ? (minutes + MINUTES_OF_ONE - 1) / MINUTES_OF_ONE : minutes);
    }

    private void add(Book.Part part, long amount, long counted) {
        if (amount > 0) {
            levels[part.level()] += part.weight() * counted;
            if (parts != null) {
                parts.merge(part.name(), part.weight() * amount, Long::sum);
            }
        }
    }

    /** Add the levels of another, whose parts are told already. */
    void add(Weighed other) {
        for (int k = 0; k < levels.length; k++) {
            levels[k] += other.levels[k];
        }
    }

    public long level(int level) {
        return levels[level];
    }
}
