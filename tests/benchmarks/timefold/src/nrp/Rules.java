package nrp;

import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.count;
import static ai.timefold.solver.core.api.score.stream.ConstraintCollectors.toList;
import static ai.timefold.solver.core.api.score.stream.Joiners.equal;

import ai.timefold.solver.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import ai.timefold.solver.core.api.score.stream.Constraint;
import ai.timefold.solver.core.api.score.stream.ConstraintFactory;
import ai.timefold.solver.core.api.score.stream.ConstraintProvider;
import java.util.List;

/**
 * The published definition: what is forbidden one employee at a time, cover per day and type. (One list an employee was faster than
 * a group of its own for every rule.)
 */
public class Rules implements ConstraintProvider {
    private static final HardSoftLongScore HARD = HardSoftLongScore.ONE_HARD;
    private static final HardSoftLongScore SOFT = HardSoftLongScore.ONE_SOFT;
    static int horizon; // days; one instance a process

    @Override
    public Constraint[] defineConstraints(ConstraintFactory from) {
        return new Constraint[] {
            rows(from), cover(from), empty(from), requests(from)
        };
    }

    private Constraint rows(ConstraintFactory from) {
        return from.forEach(Cell.class)
                .groupBy(Cell::getStaff, toList())
                .complement(Staff.class, staff -> List.of())
                .penalizeLong(HARD, RowRules::broken)
                .asConstraint("employees");
    }

    private Constraint cover(ConstraintFactory from) {
        return from.forEach(Cell.class)
                .groupBy(Cell::getDay, Cell::getKind, count())
                .join(Cover.class, equal((day, kind, n) -> day, Cover::day), equal((day, kind, n) -> kind, Cover::kind))
                .penalizeLong(SOFT, (day, kind, n, wanted) -> wanted.cost(n))
                .asConstraint("cover");
    }

    private Constraint empty(ConstraintFactory from) {
        return from.forEach(Cover.class)
                .ifNotExists(Cell.class, equal(Cover::day, Cell::getDay), equal(Cover::kind, Cell::getKind))
                .penalizeLong(SOFT, wanted -> wanted.cost(0))
                .asConstraint("cover by nobody");
    }

    private Constraint requests(ConstraintFactory from) {
        return from.forEachIncludingUnassigned(Cell.class)
                .filter(c -> c.asked() > 0)
                .penalizeLong(SOFT, Cell::asked)
                .asConstraint("requests");
    }
}
