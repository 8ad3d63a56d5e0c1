package duty;

import ai.timefold.solver.core.config.constructionheuristic.ConstructionHeuristicPhaseConfig;
import ai.timefold.solver.core.config.solver.SolverConfig;
import common.Json;
import common.Moves;
import common.Race;
import java.nio.file.Files;
import java.nio.file.Path;

/** duty.Main FACTS.json OUT.json SECONDS THREADS SEED: the best roster within so many seconds of the start. */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws Exception {
        Json.Node facts = Json.parse(Files.readString(Path.of(args[0])));
        Rules.book = new Book(facts.get("book"));
        SolverConfig config = new SolverConfig()
                .withSolutionClass(Plan.class)
                .withEntityClasses(Place.class)
                .withConstraintProviderClass(Rules.class)
                .withPhases(new ConstructionHeuristicPhaseConfig(), Moves.search(1, 1, WithBakvakt.class, Trade.class));
        Race<Plan> race = new Race<>(() -> new Plan(facts), Plan::getScore);
        Plan best = race.run(config, Double.parseDouble(args[2]), Integer.parseInt(args[3]), Long.parseLong(args[4]));
        Files.writeString(Path.of(args[1]), "{\"roster\": [" + roster(best) + "], " + race.told() + "}\n");
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
