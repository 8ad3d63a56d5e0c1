package duty;

import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.entity.PlanningPin;
import ai.timefold.solver.core.api.domain.lookup.PlanningId;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;
import java.util.List;

/** One of the doctors a shift takes: who, if anybody. */
@PlanningEntity
public class Place {
    @PlanningId
    private String id;

    private Shift shift;
    private List<Doctor> able;
    private boolean[] isAble; // by number of the doctor

    @PlanningPin
    private boolean locked;

    @PlanningVariable(valueRangeProviderRefs = "able", allowsUnassigned = true)
    private Doctor doctor;

    public Place() {}

    public Place(Shift shift, int number, List<Doctor> able, Doctor locked) {
        this.id = shift.id + " " + number;
        this.shift = shift;
        this.able = able;
        int most = able.stream().mapToInt(d -> d.number).max().orElse(-1);
        isAble = new boolean[most + 1];
        able.forEach(d -> isAble[d.number] = true);
        this.locked = locked != null;
        this.doctor = locked;
    }

    @ValueRangeProvider(id = "able")
    public List<Doctor> getAble() {
        return able;
    }

    public boolean isAble(Doctor candidate) {
        return candidate.number < isAble.length && isAble[candidate.number];
    }

    /** Whether the place may be given to a doctor, or (nothing) be left open. */
    public boolean mayHave(Doctor candidate) {
        return !locked && (candidate == null || isAble(candidate));
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
