package nrp;

import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.lookup.PlanningId;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;
import java.util.List;

/** An employee on a day: which shift, if any. */
@PlanningEntity
public class Cell {
    @PlanningId
    private String id;

    private Staff staff;
    private int day;
    private List<Kind> open;
    private int[] prices;

    @PlanningVariable(valueRangeProviderRefs = "open", allowsUnassigned = true)
    private Kind kind;

    public Cell() {}

    /** `prices` are what requests cost: first for a day off, then by shift type. */
    public Cell(Staff staff, int day, List<Kind> open, int[] prices) {
        this.id = staff.id() + " " + day;
        this.staff = staff;
        this.day = day;
        this.open = open;
        this.prices = prices;
    }

    @ValueRangeProvider(id = "open")
    public List<Kind> getOpen() {
        return open;
    }

    public Staff getStaff() {
        return staff;
    }

    public int getDay() {
        return day;
    }

    public Kind getKind() {
        return kind;
    }

    public void setKind(Kind kind) {
        this.kind = kind;
    }

    /** What the requests about this day cost. */
    public int asked() {
        return prices[kind == null ? 0 : kind.index() + 1];
    }

    @Override
    public String toString() {
        return id;
    }
}
