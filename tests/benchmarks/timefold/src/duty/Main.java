package duty;

import ai.timefold.solver.core.config.constructionheuristic.ConstructionHeuristicPhaseConfig;
import ai.timefold.solver.core.config.solver.SolverConfig;
import ai.timefold.solver.core.impl.heuristic.selector.move.factory.MoveIteratorFactory;
import common.Json;
import common.Moves;
import common.Race;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** duty.Main FACTS.json OUT.json SECONDS THREADS SEED: the best roster within so many seconds of the start. */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws Exception {
        Json.Node facts = Json.parse(Files.readString(Path.of(args[0])));
        Rules.read(facts);
        Plan plan = new Plan(facts, Rules.book);
        SolverConfig config =
                problem().withPhases(new ConstructionHeuristicPhaseConfig(), Moves.search(moves(plan)));
        Race<Plan> race = new Race<>(() -> new Plan(facts, Rules.book), Plan::getScore);
        Plan best = race.run(config, Double.parseDouble(args[2]), Integer.parseInt(args[3]), Long.parseLong(args[4]));
        Files.writeString(Path.of(args[1]), "{\"roster\": [" + roster(best) + "], " + race.told() + "}\n");
    }

    /** What is solved. */
    static SolverConfig problem() {
        return new SolverConfig()
                .withSolutionClass(Plan.class)
                .withEntityClasses(Place.class)
                .withConstraintProviderClass(Rules.class);
    }

    /** The moves that have something to move. */
    @SuppressWarnings({"rawtypes", "unchecked"})
    private static Class<? extends MoveIteratorFactory>[] moves(Plan plan) {
        List<Class<? extends MoveIteratorFactory>> found = new ArrayList<>();
        found.addAll(List.of(Change.class, Swap.class, Give.class, WithBakvakt.class, Trade.class));
        if (Ward.has(plan)) {
            found.add(Ward.class);
        }
        if (Together.has(plan)) {
            found.add(Together.class);
        }
        return found.toArray(new Class[0]);
    }

    private static String roster(Plan plan) {
        StringBuilder out = new StringBuilder();
        for (Place place : plan.getPlaces()) {
            if (place.getDoctor() != null) {
                out.append(out.isEmpty() ? "" : ", ").append('[').append(Json.quote(place.getDoctor().id)).append(", ");
                out.append(Json.quote(place.getShift().id)).append(']');
            }
        }
        return out.toString();
    }
}
