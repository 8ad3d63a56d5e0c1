package common;

import ai.timefold.solver.core.config.heuristic.selector.move.MoveSelectorConfig;
import ai.timefold.solver.core.config.heuristic.selector.move.composite.UnionMoveSelectorConfig;
import ai.timefold.solver.core.config.heuristic.selector.move.factory.MoveIteratorFactoryConfig;
import ai.timefold.solver.core.config.heuristic.selector.move.generic.ChangeMoveSelectorConfig;
import ai.timefold.solver.core.config.heuristic.selector.move.generic.SwapMoveSelectorConfig;
import ai.timefold.solver.core.config.localsearch.LocalSearchPhaseConfig;
import ai.timefold.solver.core.impl.heuristic.selector.move.factory.MoveIteratorFactory;
import java.util.ArrayList;
import java.util.List;

/** The default local search (late acceptance) over the default moves (change and swap) and some of the problem's own. */
public final class Moves {
    private Moves() {}

    /** The local search; the weights say how often a move is a change, or a swap, for each one of the problem's own. */
    @SafeVarargs
    @SuppressWarnings({"rawtypes", "varargs"})
    public static LocalSearchPhaseConfig search(double change, double swap, Class<? extends MoveIteratorFactory>... own) {
        List<MoveSelectorConfig> all = new ArrayList<>();
        all.add(drawn(new ChangeMoveSelectorConfig(), change));
        all.add(drawn(new SwapMoveSelectorConfig(), swap));
        return search(all, own);
    }

    /** The local search with moves of the problem's own alone, each as often as the others. */
    @SafeVarargs
    @SuppressWarnings({"rawtypes", "varargs"})
    public static LocalSearchPhaseConfig search(Class<? extends MoveIteratorFactory>... own) {
        return search(new ArrayList<>(), own);
    }

    @SuppressWarnings("rawtypes")
    private static LocalSearchPhaseConfig search(List<MoveSelectorConfig> all, Class<? extends MoveIteratorFactory>[] own) {
        for (Class<? extends MoveIteratorFactory> each : own) {
            all.add(drawn(new MoveIteratorFactoryConfig().withMoveIteratorFactoryClass(each), 1));
        }
        return new LocalSearchPhaseConfig().withMoveSelectorConfig(new UnionMoveSelectorConfig(all));
    }

    private static MoveSelectorConfig<?> drawn(MoveSelectorConfig<?> moves, double weight) {
        moves.setFixedProbabilityWeight(weight);
        return moves;
    }
}
