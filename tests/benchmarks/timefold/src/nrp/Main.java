package nrp;

import ai.timefold.solver.core.config.constructionheuristic.ConstructionHeuristicPhaseConfig;
import ai.timefold.solver.core.config.solver.SolverConfig;
import common.Json;
import common.Moves;
import common.Race;
import java.nio.file.Files;
import java.nio.file.Path;

/** nrp.Main FILE.txt OUT.json SECONDS THREADS SEED: the best roster within so many seconds of the start. */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws Exception {
        Path file = Path.of(args[0]);
        Table first = Reader.read(file);
        Rules.horizon = first.getDays();
        SolverConfig config = new SolverConfig()
                .withSolutionClass(Table.class)
                .withEntityClasses(Cell.class)
                .withConstraintProviderClass(Rules.class)
                .withPhases(new ConstructionHeuristicPhaseConfig(), Moves.search(2, 0.2, Stretch.class, Trade.class));
        Race<Table> race = new Race<>(() -> fresh(file), Table::whole);
        Table best = race.run(config, Double.parseDouble(args[2]), Integer.parseInt(args[3]), Long.parseLong(args[4]));
        Files.writeString(Path.of(args[1]), "{\"roster\": [" + roster(best) + "], " + race.told() + "}\n");
    }

    private static Table fresh(Path file) {
        try {
            return Reader.read(file);
        } catch (java.io.IOException error) {
            throw new java.io.UncheckedIOException(error);
        }
    }

    private static String roster(Table table) {
        StringBuilder out = new StringBuilder();
        for (Cell cell : table.getCells()) {
            if (cell.getKind() != null) {
                out.append(out.isEmpty() ? "" : ", ").append('[').append(Json.quote(cell.getStaff().id())).append(", ");
                out.append(cell.getDay()).append(", ").append(Json.quote(cell.getKind().id())).append(']');
            }
        }
        return out.toString();
    }
}
