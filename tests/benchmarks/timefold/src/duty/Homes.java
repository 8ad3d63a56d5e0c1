package duty;

import ai.timefold.solver.core.api.score.stream.uni.UniConstraintCollector;
import common.Json.Node;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** The load of shared duty that each municipality carries, against what is agreed. */
public final class Homes implements UniConstraintCollector<Place, long[], Long> {
    private static final long WHOLE = 10_000; // hundredths of a percent

    private final Map<String, Integer> places = new HashMap<>(); // of the municipalities with a share
    private final long[] shares;
    private final long tolerance;

    public Homes(Node agreed, Book book) {
        for (Node each : agreed.list()) {
            places.put(each.get("home").text(), places.size());
        }
        shares = agreed.list().stream().mapToLong(each -> each.get("share").big()).toArray();
        tolerance = WHOLE / 100 * book.number("home-share.tolerance_percent");
    }

    public boolean any() {
        return shares.length > 0;
    }

    @Override
    public Supplier<long[]> supplier() {
        return () -> new long[shares.length + 1]; // of each, and of all
    }

    @Override
    public BiFunction<long[], Place, Runnable> accumulator() {
        return (loads, place) -> {
            int home = places.getOrDefault(place.getDoctor().home, -1);
            int load = place.getShift().commonLoad;
            add(loads, home, load);
            return () -> add(loads, home, -load);
        };
    }

    private static void add(long[] loads, int home, int load) {
        loads[loads.length - 1] += load;
        if (home >= 0) {
            loads[home] += load;
        }
    }

    @Override
    public Function<long[], Long> finisher() {
        return this::points;
    }

    /** The points of all municipalities together. */
    private long points(long[] loads) {
        long all = loads[loads.length - 1];
        long found = 0;
        for (int i = 0; i < shares.length; i++) {
            long off = Math.abs(WHOLE * loads[i] - shares[i] * all) - tolerance * all;
            found += Math.max(0, -Math.floorDiv(-off, WHOLE));
        }
        return found;
    }
}
