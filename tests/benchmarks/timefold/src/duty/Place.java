package duty;

import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.entity.PlanningPin;
import ai.timefold.solver.core.api.domain.lookup.PlanningId;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;
import java.util.List;
import java.util.Set;

/** One of the doctors a shift takes: who, if anybody. */
@PlanningEntity
public class Place {
    @PlanningId
    private String id;

    private Shift shift;
    private List<Doctor> able;
    private Set<Doctor> ableSet;

    @PlanningPin
    private boolean locked;

    @PlanningVariable(valueRangeProviderRefs = "able", allowsUnassigned = true)
    private Doctor doctor;

    public Place() {}

    public Place(Shift shift, int number, List<Doctor> able, Doctor locked) {
        this.id = shift.id + " " + number;
        this.shift = shift;
        this.able = able;
        this.ableSet = Set.copyOf(able);
        this.locked = locked != null;
        this.doctor = locked;
    }

    @ValueRangeProvider(id = "able")
    public List<Doctor> getAble() {
        return able;
    }

    public boolean isAble(Doctor candidate) {
        return ableSet.contains(candidate);
    }

    public Shift getShift() {
        return shift;
    }

    public boolean isLocked() {
        return locked;
    }

    public Doctor getDoctor() {
        return doctor;
    }

    public void setDoctor(Doctor doctor) {
        this.doctor = doctor;
    }

    @Override
    public String toString() {
        return id;
    }
}
