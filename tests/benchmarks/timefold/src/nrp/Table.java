package nrp;

import ai.timefold.solver.core.api.domain.solution.PlanningEntityCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.PlanningScore;
import ai.timefold.solver.core.api.domain.solution.PlanningSolution;
import ai.timefold.solver.core.api.domain.solution.ProblemFactCollectionProperty;
import ai.timefold.solver.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import java.util.List;

/** An instance of the public shift-scheduling format, and its roster. */
@PlanningSolution
public class Table {
    @ProblemFactCollectionProperty
    private List<Staff> staff;

    @ProblemFactCollectionProperty
    private List<Cover> cover;

    @PlanningEntityCollectionProperty
    private List<Cell> cells;

    @PlanningScore
    private HardSoftLongScore score;

    private int days;
    private int constant;
    private transient Cell[][] grid; // of this copy's own cells

    public Table() {}

    /** `constant` is what requests on fixed days off cost in every roster. */
    public Table(List<Staff> staff, List<Cover> cover, List<Cell> cells, int days, int constant) {
        this.staff = staff;
        this.cover = cover;
        this.cells = cells;
        this.days = days;
        this.constant = constant;
    }

    public List<Staff> getStaff() {
        return staff;
    }

    public List<Cover> getCover() {
        return cover;
    }

    public List<Cell> getCells() {
        return cells;
    }

    public int getDays() {
        return days;
    }

    public HardSoftLongScore getScore() {
        return score;
    }

    public void setScore(HardSoftLongScore score) {
        this.score = score;
    }

    /** The cells by employee and day; null on fixed days off. */
    Cell[][] grid() {
        if (grid == null) {
            grid = new Cell[staff.size()][days];
            for (Cell cell : cells) {
                grid[staff.indexOf(cell.getStaff())][cell.getDay()] = cell;
            }
        }
        return grid;
    }

    /** The score with the constant in it: the cost of the published definition. */
    public HardSoftLongScore whole() {
        return score.subtract(HardSoftLongScore.ofSoft(constant));
    }
}
