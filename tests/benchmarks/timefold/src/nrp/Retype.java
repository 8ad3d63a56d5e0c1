package nrp;

import ai.timefold.solver.core.api.score.director.ScoreDirector;
import ai.timefold.solver.core.impl.heuristic.move.AbstractMove;
import java.util.List;

/** Several cells at once to other shifts. */
public final class Retype extends AbstractMove<Table> {
    private final List<Cell> cells;
    private final Kind[] kinds;

    Retype(List<Cell> cells, Kind[] kinds) {
        this.cells = cells;
        this.kinds = kinds;
    }

    @Override
    public boolean isMoveDoable(ScoreDirector<Table> director) {
        boolean changes = false;
        for (int i = 0; i < kinds.length; i++) {
            changes |= cells.get(i).getKind() != kinds[i];
            if (kinds[i] != null && !cells.get(i).getOpen().contains(kinds[i])) {
                return false;
            }
        }
        return changes;
    }

    @Override
    protected void doMoveOnGenuineVariables(ScoreDirector<Table> director) {
        for (int i = 0; i < kinds.length; i++) {
            Cell cell = cells.get(i);
            if (cell.getKind() != kinds[i]) {
                director.beforeVariableChanged(cell, "kind");
                cell.setKind(kinds[i]);
                director.afterVariableChanged(cell, "kind");
            }
        }
    }
}
