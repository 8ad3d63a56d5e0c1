package common;

import ai.timefold.solver.core.api.score.Score;
import ai.timefold.solver.core.api.solver.Solver;
import ai.timefold.solver.core.api.solver.SolverFactory;
import ai.timefold.solver.core.config.solver.SolverConfig;
import ai.timefold.solver.core.impl.solver.DefaultSolver;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The same problem solved on several threads, each with a seed of its own; the best counts. (Solving one problem on several
 * threads is not in the free edition.) The clock runs from the start of the virtual machine.
 */
public final class Race<S> {
    /** A better score than before on any thread. */
    public record Moment(double seconds, String score) {}

    private final Supplier<S> problem;
    private final Function<S, Score<?>> score;
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(1);
    private final List<Moment> curve = new ArrayList<>();
    private S best;
    private long moves;

    public Race(Supplier<S> problem, Function<S, Score<?>> score) {
        this.problem = problem;
        this.score = score;
    }

    /** Seconds since the virtual machine started. */
    public static double seconds() {
        return (System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime()) / 1000.0;
    }

    /** Solve until so many seconds after the start, and return the best. */
    public S run(SolverConfig config, double until, int threads, long seed) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Future<Void>> all = new ArrayList<>();
        for (int k = 0; k < threads; k++) {
            long own = seed * threads + k;
            all.add(pool.submit((Callable<Void>) () -> solve(new SolverConfig(config), until, own)));
        }
        for (Future<Void> each : all) {
            each.get();
        }
        pool.shutdown();
        clock.shutdownNow();
        return best;
    }

    private Void solve(SolverConfig config, double until, long seed) {
        config.withRandomSeed(seed);
        Solver<S> solver = SolverFactory.<S>create(config).buildSolver();
        solver.addEventListener(event -> {
            if (event.isEveryProblemChangeProcessed() && event.isNewBestSolutionInitialized()) {
                offer(event.getNewBestSolution());
            }
        });
        S start = problem.get();
        long left = Math.max(1, Math.round(1000 * (until - seconds())));
        clock.schedule(solver::terminateEarly, left, TimeUnit.MILLISECONDS);
        offer(solver.solve(start));
        if (solver instanceof DefaultSolver<S> open) {
            count(open.getMoveEvaluationCount());
        }
        return null;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private synchronized void offer(S solution) {
        Score fresh = score.apply(solution);
        if (best == null || fresh.compareTo(score.apply(best)) > 0) {
            best = solution;
            curve.add(new Moment(seconds(), fresh.toString()));
        }
    }

    private synchronized void count(long more) {
        moves += more;
    }

    /** The better and better scores, and how many moves were looked at, as members of a JSON object. */
    public String told() {
        StringBuilder out = new StringBuilder("\"moves\": " + moves + ", \"curve\": [");
        String between = "";
        for (Moment m : curve) {
            out.append(between).append(String.format(java.util.Locale.ROOT, "[%.2f, ", m.seconds()));
            out.append(Json.quote(m.score())).append(']');
            between = ", ";
        }
        return out.append("], \"score\": ").append(Json.quote(String.valueOf(score.apply(best)))).toString();
    }
}
